/** The order within the rows, so that wires cross little. A wire over several rows has a place in each. */
import type { Graph } from "./items";

/** A place in a row: an item's, or that of a wire that passes by. */
export interface Cell {
  readonly id: string | null;
  readonly row: number;
  /** Its neighbours in the rows above and below. */
  readonly up: Cell[];
  readonly down: Cell[];
  at: number;
  /** How far across it stands. */
  line: number;
}

const SWEEPS = 8;
/** So many wires may have places of their own; the longest go without. */
const PASSING = 3000;

/** The rows with their cells in order; `at` is each cell's place in its row. */
export function rowsOf(graph: Graph, rank: ReadonlyMap<string, number>): Cell[][] {
  const rows = begun(graph, cellsOf(graph, rank), Math.max(...rank.values()) + 1);
  let best = rows.map((row) => [...row]);
  let least = crossings(rows);
  for (let sweep = 0; sweep < SWEEPS && least > 0; sweep += 1) {
    const downwards = sweep % 2 === 0;
    for (const row of downwards ? rows : [...rows].reverse()) {
      sortRow(row, downwards ? "up" : "down");
    }
    for (const row of rows) swapNeighbours(row);
    const now = crossings(rows);
    if (now >= least) continue;
    least = now;
    best = rows.map((row) => [...row]);
  }
  for (const row of best) number(row);
  return best;
}

function cellsOf(graph: Graph, rank: ReadonlyMap<string, number>): Map<string, Cell> {
  const cell = (id: string | null, row: number): Cell => ({ id, row, up: [], down: [], at: 0, line: 0 });
  const cells = new Map([...graph.items.keys()].map((id) => [id, cell(id, rank.get(id) ?? 0)]));
  const join = (above: Cell, below: Cell) => {
    above.down.push(below);
    below.up.push(above);
  };
  const links = [...graph.items.keys()].flatMap((from) =>
    (graph.next.get(from) ?? []).map((to) => [cells.get(from), cells.get(to)] as [Cell, Cell]),
  );
  links.sort(([a, b], [c, d]) => b.row - a.row - (d.row - c.row));
  let left = PASSING;
  // Wires that leave one item together pass by together.
  const passing = new Map<Cell, Cell[]>();
  for (const [from, to] of links) {
    const chain = passing.get(from) ?? [from];
    passing.set(from, chain);
    const more = to.row - from.row - chain.length;
    if (more > left) continue;
    for (let added = 0; added < more; added += 1) {
      const last = chain.at(-1) as Cell;
      const pass = cell(null, last.row + 1);
      join(last, pass);
      chain.push(pass);
    }
    left -= Math.max(0, more);
    join(chain[to.row - from.row - 1] as Cell, to);
  }
  return cells;
}

/** Rows as one meets them going up from each end: first what passes by, then by the order of the ports that wires end at. */
function begun(graph: Graph, cells: ReadonlyMap<string, Cell>, count: number): Cell[][] {
  const rows: Cell[][] = Array.from({ length: count }, () => []);
  const seen = new Set<Cell>();
  const visit = (start: Cell) => {
    const waiting = [start];
    for (let cell = waiting.pop(); cell; cell = waiting.pop()) {
      if (seen.has(cell)) continue;
      seen.add(cell);
      rows[cell.row]?.push(cell);
      const ports = graph.previous.get(cell.id ?? "") ?? [];
      const order = ({ id }: Cell) => (id === null ? -1 : ports.indexOf(id));
      waiting.push(...[...cell.up].sort((a, b) => order(b) - order(a)));
    }
  };
  for (const cell of [...cells.values()].sort((a, b) => b.row - a.row)) if (!cell.down.length) visit(cell);
  for (const row of rows) number(row);
  return rows;
}

function number(row: readonly Cell[]): void {
  for (const [at, cell] of row.entries()) cell.at = at;
}

/** Each cell where its neighbours are on the average. */
function sortRow(row: Cell[], side: "up" | "down"): void {
  const wanted = new Map(row.map((cell) => [cell, average(cell[side]) ?? cell.at]));
  row.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || a.at - b.at);
  number(row);
}

function average(cells: readonly Cell[]): number | null {
  return cells.length ? cells.reduce((sum, { at }) => sum + at, 0) / cells.length : null;
}

/** Swap neighbours while that takes crossings away. */
function swapNeighbours(row: Cell[]): void {
  for (let at = 0; at + 1 < row.length; at += 1) {
    const [a, b] = [row[at] as Cell, row[at + 1] as Cell];
    if (crossed(a, b) <= crossed(b, a)) continue;
    [row[at], row[at + 1]] = [b, a];
    [a.at, b.at] = [b.at, a.at];
  }
}

/** How many wires of `a`, standing left, cross those of `b`. */
function crossed(a: Cell, b: Cell): number {
  let count = 0;
  for (const side of ["up", "down"] as const) {
    for (const one of a[side]) for (const other of b[side]) if (one.at > other.at) count += 1;
  }
  return count;
}

function crossings(rows: readonly Cell[][]): number {
  return rows.reduce((sum, row) => sum + crossingsBelow(row), 0);
}

/** Counted with sums over a binary tree of the lower row, as Barth, Jünger and Mutzel (2002) do. */
function crossingsBelow(row: readonly Cell[]): number {
  const ends = row.flatMap((cell) => cell.down.map(({ at }) => at).sort((a, b) => a - b));
  if (ends.length < 2) return 0;
  const first = 2 ** Math.ceil(Math.log2(Math.max(...ends) + 1));
  const tree = new Int32Array(2 * first);
  let count = 0;
  for (const end of ends) {
    let at = end + first;
    tree[at] = (tree[at] ?? 0) + 1;
    for (; at > 1; at >>= 1) {
      if (at % 2 === 0) count += tree[at + 1] ?? 0;
      const above = at >> 1;
      tree[above] = (tree[above] ?? 0) + 1;
    }
  }
  return count;
}
