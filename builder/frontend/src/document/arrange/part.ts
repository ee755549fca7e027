/** Lays out what wires hold together: rows along the way, the main path straight. */
import { type Graph, type Item, withoutCircles } from "./items";
import { type Gaps, linesOf } from "./lines";
import { ranksOf } from "./ranks";
import { rowsOf } from "./rows";

export interface Spot {
  /** Where its line is across, and where it begins along. */
  readonly line: number;
  readonly start: number;
}

/** The spot of each item of a connected graph; `gap` is what stays free from one row to the next. */
export function layOutPart(graph: Graph, gaps: Gaps, gap: number): Map<string, Spot> {
  const straight = withoutCircles(graph);
  const { rank, main } = ranksOf(straight);
  const rows = rowsOf(straight, rank);
  const lines = linesOf(rows, straight.items, main, gaps);
  const order = rows.flatMap((row) => row.flatMap(({ id }) => (id === null ? [] : [id])));
  const starts = rowStarts(order, rank, straight.items, gap);
  const spots = new Map(order.map((id) => [id, { line: lines.get(id) ?? 0, start: starts[rank.get(id) ?? 0] ?? 0 }]));
  const one = straight.items.get(order[0] ?? "")?.length;
  const even = order.every((id) => straight.items.get(id)?.length === one);
  return even ? spots : closedUp(straight, order, spots, gap);
}

function rowStarts(order: readonly string[], rank: ReadonlyMap<string, number>, items: Graph["items"], gap: number) {
  const lengths: number[] = [];
  for (const id of order) {
    const row = rank.get(id) ?? 0;
    lengths[row] = Math.max(lengths[row] ?? 0, items.get(id)?.length ?? 0);
  }
  const starts = [0];
  for (const [row, length] of lengths.entries()) starts.push((starts[row] ?? 0) + length + gap);
  return starts;
}

/** Beside something long, such as a frame, other rows close up: each begins as soon as what feeds it and what is in its way have ended. */
function closedUp(graph: Graph, order: readonly string[], spots: ReadonlyMap<string, Spot>, gap: number) {
  const found = new Map<string, Spot>();
  const end = (id: string) => (found.get(id)?.start ?? 0) + (graph.items.get(id)?.length ?? 0) + gap;
  for (const id of order) {
    const { line } = spots.get(id) as Spot;
    const before = [...found.keys()].filter((other) => graph.previous.get(id)?.includes(other) || meets(id, other));
    found.set(id, { line, start: before.length ? Math.max(...before.map(end)) : 0 });
  }
  function meets(id: string, other: string): boolean {
    const [one, two] = [graph.items.get(id) as Item, graph.items.get(other) as Item];
    const [a, b] = [spots.get(id)?.line ?? 0, spots.get(other)?.line ?? 0];
    return a - one.before < b + two.after + gap && b - two.before < a + one.after + gap;
  }
  return late(graph, order, found, gap, meets);
}

/** What begins by itself stands right before where it goes, as far as there is room. */
function late(
  graph: Graph,
  order: readonly string[],
  spots: Map<string, Spot>,
  gap: number,
  meets: (id: string, other: string) => boolean,
): Map<string, Spot> {
  for (const id of order) {
    const spot = spots.get(id) as Spot;
    const next = graph.next.get(id) ?? [];
    if (graph.previous.get(id)?.length || !next.length) continue;
    const below = order.filter(
      (other) => next.includes(other) || ((spots.get(other)?.start ?? 0) > spot.start && meets(id, other)),
    );
    const room = Math.min(...below.map((other) => spots.get(other)?.start ?? 0));
    const start = room - gap - (graph.items.get(id)?.length ?? 0);
    if (start > spot.start) spots.set(id, { ...spot, start });
  }
  return spots;
}
