/** Where the search stands at a node. */
interface Visit<Node> {
  readonly node: Node;
  readonly next: Iterator<Node>;
}

/**
 * The nodes that can be reached, in groups of those that can reach each other; what leads to a group comes before it.
 * Tarjan's algorithm without recursion: linear in nodes and ways, however long a way is.
 */
export function inOrder<Node>(nodes: Iterable<Node>, from: (node: Node) => Iterable<Node>): Node[][] {
  const numbers = new Map<Node, number>();
  const lowest = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const groups: Node[][] = [];
  const visits: Visit<Node>[] = [];
  const enter = (node: Node) => {
    lowest.set(node, numbers.size);
    numbers.set(node, numbers.size);
    open.push(node);
    isOpen.add(node);
    visits.push({ node, next: from(node)[Symbol.iterator]() });
  };
  const lower = (node: Node, number: number | undefined) => {
    lowest.set(node, Math.min(lowest.get(node) ?? 0, number ?? 0));
  };
  for (const start of nodes) {
    if (!numbers.has(start)) enter(start);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const { node, next } = visit;
      const step = next.next();
      if (step.done !== true) {
        if (!numbers.has(step.value)) enter(step.value);
        else if (isOpen.has(step.value)) lower(node, numbers.get(step.value));
        continue;
      }
      visits.pop();
      const before = visits.at(-1);
      if (before !== undefined) lower(before.node, lowest.get(node));
      if (lowest.get(node) !== numbers.get(node)) continue;
      const group = open.splice(open.lastIndexOf(node));
      for (const member of group) isOpen.delete(member);
      groups.push(group);
    }
  }
  return groups.reverse();
}
