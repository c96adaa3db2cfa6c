/**
 * Whether the whole text is of the pattern: `*` is any run of characters, an empty one too, `?` is one character, and
 * every other character is itself, in its case.
 *
 * Where it fails, only the last `*` takes more: what the ones before took is never reconsidered, so that the time is at
 * most the text's length times the pattern's, whatever a mandate asks for.
 */
export function globMatches(pattern: string, text: string): boolean {
  const wanted = Array.from(pattern);
  const given = Array.from(text);
  let next = 0;
  let star: { readonly after: number; taken: number } | undefined;
  for (let at = 0; at < given.length;) {
    if (wanted[next] === "*") {
      next += 1;
      star = { after: next, taken: at };
    } else if (next < wanted.length && (wanted[next] === "?" || wanted[next] === given[at])) {
      next += 1;
      at += 1;
    } else if (star !== undefined) {
      star.taken += 1;
      at = star.taken;
      next = star.after;
    } else return false;
  }
  return wanted.slice(next).every((character) => character === "*");
}
