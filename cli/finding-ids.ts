/** Fingerprints have 16 hex digits; fewer do where they are told apart, and fewer than these are not shown. */
const fewestDigits = 8;
const allDigits = 16;

interface Identified {
  readonly fingerprint: string;
}

/** Fingerprint → its shortest beginning that no other one has. */
export function shortIds(findings: readonly Identified[]): ReadonlyMap<string, string> {
  const sorted = [...new Set(findings.map(({ fingerprint }) => fingerprint))].sort();
  return new Map(
    sorted.map((id, index) => {
      // Only neighbors can share more.
      const shared = Math.max(sharedDigits(id, sorted[index - 1]), sharedDigits(id, sorted[index + 1]));
      return [id, id.slice(0, Math.max(fewestDigits, shared + 1))];
    }),
  );
}

/** What a caller calls a finding, in lower case; undefined when it can't be the beginning of an id. */
export function parseId(text: string): string | undefined {
  return /^[0-9a-f]{4,16}$/i.test(text) ? text.toLowerCase() : undefined;
}

/** What is wrong with a text that can't be the beginning of an id. */
export function badFinding(text: string): string {
  return `bad finding \`${text}\`; use 4 to 16 hex digits, as a report of check shows them`;
}

function sharedDigits(one: string, other = ""): number {
  let shared = 0;
  while (shared < allDigits && shared < other.length && one[shared] === other[shared]) shared += 1;
  return shared;
}
