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

/** Whether some text is of both patterns; in time that grows with one length times the other. */
export function globsMeet(one: string, other: string): boolean {
  const left = Array.from(one);
  const right = Array.from(other);
  // Whether the rests of both, from here on, meet: for each place of the right one, from the end of the left one backwards.
  let after = new Array<boolean>(right.length + 1).fill(false);
  for (let at = left.length; at >= 0; at -= 1) {
    const here = new Array<boolean>(right.length + 1).fill(false);
    for (let to = right.length; to >= 0; to -= 1) {
      const [mine, its] = [left[at], right[to]];
      if (mine === undefined && its === undefined) here[to] = true;
      else if (mine === "*") here[to] = after[to] === true || (its !== undefined && here[to + 1] === true);
      else if (its === "*") here[to] = here[to + 1] === true || (mine !== undefined && after[to] === true);
      else if (mine !== undefined && its !== undefined) {
        here[to] = (mine === its || mine === "?" || its === "?") && after[to + 1] === true;
      }
    }
    after = here;
  }
  return after[0] === true;
}
