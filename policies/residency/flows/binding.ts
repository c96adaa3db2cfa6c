/**
 * The path with the indices of another one's reading, as far as both step into the same lists: `rules[].status` bound to
 * `rules[1].destination.bucket` is `rules[1].status`.
 * @param pattern a path of a table
 * @param like the path of a table that was read
 * @param at where it was read, with indices
 */
export function bindPath(pattern: string, like: string, at: string): string {
  if (!pattern.includes("[]")) return pattern;
  const lists = sharedLists(pattern, like);
  if (lists === 0) return pattern;
  const indices = at.match(/\[\d+\]/g) ?? [];
  let next = 0;
  return pattern.replaceAll("[]", (open) => (next < lists ? (indices[next++] ?? open) : open));
}

/** How many lists both paths step into before they part. */
function sharedLists(one: string, other: string): number {
  const left = one.split("[]");
  const right = other.split("[]");
  let shared = 0;
  while (shared < left.length - 1 && shared < right.length - 1 && left[shared] === right[shared]) shared += 1;
  return shared;
}
