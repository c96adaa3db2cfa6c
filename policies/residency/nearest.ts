/** Longer texts are no misspelling of a name, and comparing them would cost time that an author of input decides. */
const longest = 100;

/**
 * The candidates most like `text`, best first, whatever their case; candidates that are equally like it keep their
 * order. None for a text of more than 100 characters. How far is too far is the caller's to say, by {@link distance}.
 */
export function nearest(text: string, candidates: readonly string[], count: number): readonly string[] {
  if (text.length > longest) return [];
  return candidates
    .filter((candidate) => candidate.length <= longest)
    .map((candidate) => ({ candidate, far: distance(text, candidate) }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, Math.max(0, count))
    .map(({ candidate }) => candidate);
}

/**
 * How many slips of a typist make one text of the other: a character too many, missing, wrong, or two swapped. Case
 * doesn't count.
 */
export function distance(left: string, right: string): number {
  const from = left.toLowerCase();
  const to = right.toLowerCase();
  // Optimal string alignment, row by row; only a swap looks back two rows.
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
