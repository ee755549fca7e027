/** In which row each item stands, and which of them are the main path. */
import { type Graph, inOrder } from "./items";

export interface Ranks {
  /** The row of each item, from 0: always below all that feed it. */
  readonly rank: ReadonlyMap<string, number>;
  /** Items that every longest way goes through: they stand in one line. */
  readonly main: ReadonlySet<string>;
}

/** Rows by the longest way from the beginning; what only leads in from the side stands close to where it goes. */
export function ranksOf(graph: Graph): Ranks {
  const order = inOrder(graph);
  const rank = new Map<string, number>();
  for (const id of order) rank.set(id, 1 + Math.max(-1, ...ranked(graph.previous.get(id), rank)));
  const main = mainOf(graph, order, rank);
  const free = new Set<string>();
  for (const id of order) if (graph.previous.get(id)?.every((from) => free.has(from))) free.add(id);
  for (const id of order.reverse()) {
    const fed = ranked(graph.next.get(id), rank);
    if (free.has(id) && fed.length) rank.set(id, Math.min(...fed) - 1);
  }
  return { rank, main };
}

const ranked = (ids: readonly string[] | undefined, rank: ReadonlyMap<string, number>) =>
  (ids ?? []).map((id) => rank.get(id) ?? 0);

function mainOf({ next }: Graph, order: readonly string[], rank: ReadonlyMap<string, number>): Set<string> {
  const left = new Map<string, number>();
  for (const id of [...order].reverse()) left.set(id, 1 + Math.max(-1, ...ranked(next.get(id), left)));
  const whole = Math.max(...left.values());
  const rows = new Map<number, string[]>();
  for (const id of order) {
    const row = rank.get(id) ?? 0;
    if (row + (left.get(id) ?? 0) === whole) rows.set(row, [...(rows.get(row) ?? []), id]);
  }
  return new Set([...rows.values()].flatMap((ids) => (ids.length === 1 ? ids : [])));
}
