import type { Failure } from "./preview";

/** Shorter ones would take every `1` and `a` out of a message, and protect nothing. */
const shortest = 3;
/** A line of a key or certificate, which a message may show without the others. */
const shortestLine = 8;

/** A failure whose message shows no secret: neither as it is, nor as part of one, nor as requests and logs write it. */
export function redacted(failure: Failure, secrets: readonly string[]): Failure {
  const longestFirst = [...new Set(secrets.flatMap(partsOf).flatMap(formsOf))]
    .filter((form) => form.length >= shortest)
    .sort((one, other) => other.length - one.length);
  const message = longestFirst.reduce((text, form) => text.replaceAll(form, "[secret]"), failure.message);
  return { ...failure, message };
}

/** A secret, its lines, and of structured configuration what it is made of. */
function partsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= shortestLine);
  return [secret, secret.trim(), ...lines, ...membersOf(secret)];
}

function membersOf(secret: string): string[] {
  if (!/^\s*[[{]/.test(secret)) return [];
  const members: string[] = [];
  try {
    JSON.parse(secret, (_, value: unknown) => {
      if (typeof value === "string" || typeof value === "number") members.push(String(value));
      return value;
    });
  } catch {
    // It only begins as JSON does.
  }
  return members;
}

function formsOf(secret: string): string[] {
  if (secret.length < shortest) return [];
  const bytes = Buffer.from(secret);
  return [
    ...[secret, JSON.stringify(secret).slice(1, -1), encoded(secret), bytes.toString("hex")],
    // Behind a name and a colon, as in `Authorization: Basic …`, base64 is one of three others.
    ...[0, 1, 2].flatMap((before) =>
      ["base64" as const, "base64url" as const].map((form) => inner(bytes, before, form)),
    ),
  ];
}

function encoded(secret: string): string {
  return encodeURIComponent(secret.replaceAll(/\p{Cs}/gu, "\ufffd"));
}

/** The characters of base64 that the bytes alone decide, behind so many others. */
function inner(bytes: Buffer, before: number, form: "base64" | "base64url"): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString(form);
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}
