/** How far across each item stands: the main path in one straight line, all else close to what it is wired with. */
import type { Item } from "./items";
import type { Cell } from "./rows";

export interface Gaps {
  /** Between two items beside each other. */
  readonly items: number;
  /** Between an item and a wire that passes by. */
  readonly pass: number;
  /** Between two such wires. */
  readonly lane: number;
}

const ROUNDS = 24;
/** What moves less than this, in pixels, stands. */
const STILL = 0.5;
/** What is less out of line than this, in pixels, was meant to be in line. */
const NEARLY = 48;
const STRAIGHT = 1e7;
/** What passes by is worth more than what stands: a bent wire is worse than a card out of line. */
const PASS = 4;

/** The place across of each item's line; the main path is at 0 where there is one. */
export function linesOf(
  rows: readonly Cell[][],
  items: ReadonlyMap<string, Item>,
  main: ReadonlySet<string>,
  gaps: Gaps,
): Map<string, number> {
  const apart = rows.map((row) => distances(row, items, gaps));
  for (const [at, row] of rows.entries()) begin(row, apart[at] ?? [], main);
  for (let round = 0; round < ROUNDS; round += 1) {
    const down = round % 2 === 0;
    let most = 0;
    for (let step = 0; step < rows.length; step += 1) {
      const at = down ? step : rows.length - 1 - step;
      most = Math.max(most, settle(rows[at] ?? [], apart[at] ?? [], main));
    }
    if (most < STILL) break;
  }
  for (const way of [rows, [...rows].reverse()])
    for (const row of way) straighten(row, apart[row[0]?.row ?? 0] ?? [], main);
  return new Map(rows.flat().flatMap(({ id, line }) => (id === null ? [] : [[id, line] as const])));
}

/** How far each cell is at least from the one before it in its row. */
function distances(row: readonly Cell[], items: ReadonlyMap<string, Item>, gaps: Gaps): number[] {
  return row.map((cell, at) => {
    const before = row[at - 1];
    if (!before) return 0;
    const [one, other] = [items.get(before.id ?? ""), items.get(cell.id ?? "")];
    const gap = one && other ? gaps.items : one || other ? gaps.pass : gaps.lane;
    return (one?.after ?? 0) + gap + (other?.before ?? 0);
  });
}

function begin(row: readonly Cell[], apart: readonly number[], main: ReadonlySet<string>): void {
  const ends: number[] = [];
  for (const [at, distance] of apart.entries()) ends.push((ends[at - 1] ?? 0) + distance);
  const middle = row.findIndex(({ id }) => id !== null && main.has(id));
  const zero = middle < 0 ? (ends.at(-1) ?? 0) / 2 : (ends[middle] ?? 0);
  for (const [at, cell] of row.entries()) cell.line = (ends[at] ?? 0) - zero;
}

/**
 * Move the cells of a row as near to what they are wired with as the distances allow: least squares under an order,
 * by pooling neighbours that would overlap. Says how far the one moved that moved most.
 */
function settle(row: readonly Cell[], apart: readonly number[], main: ReadonlySet<string>): number {
  const pools: { sum: number; weight: number; from: number }[] = [];
  const offsets: number[] = [];
  for (const [at, cell] of row.entries()) {
    const offset = (offsets[at - 1] ?? 0) + (apart[at] ?? 0);
    offsets.push(offset);
    const fixed = cell.id !== null && main.has(cell.id);
    const weight = fixed ? STRAIGHT : cell.id === null ? PASS : 1;
    let pool = { sum: ((fixed ? 0 : nearby(cell)) - offset) * weight, weight, from: at };
    for (let last = pools.at(-1); last && last.sum / last.weight >= pool.sum / pool.weight; last = pools.at(-1)) {
      pool = { sum: last.sum + pool.sum, weight: last.weight + pool.weight, from: last.from };
      pools.pop();
    }
    pools.push(pool);
  }
  let most = 0;
  for (const [number, { sum, weight, from }] of pools.entries()) {
    for (let at = from; at < (pools[number + 1]?.from ?? row.length); at += 1) {
      const cell = row[at] as Cell;
      const line = sum / weight + (offsets[at] ?? 0);
      most = Math.max(most, Math.abs(line - cell.line));
      cell.line = line;
    }
  }
  return most;
}

/** What is nearly in one line with the only one that it is wired with there comes into that line, where there is room. */
function straighten(row: readonly Cell[], apart: readonly number[], main: ReadonlySet<string>): void {
  const order = [...row.keys()];
  // There and back: one makes room for the next.
  for (const at of [...order, ...order.reverse()]) {
    const cell = row[at] as Cell;
    if (cell.id !== null && main.has(cell.id)) continue;
    const other = [cell.up, cell.down].flatMap(([one, ...more]) => (one && !more.length ? [one] : []));
    const near = other.find(({ line }) => Math.abs(line - cell.line) < NEARLY);
    if (!near) continue;
    const [before, after] = [row[at - 1], row[at + 1]];
    const low = before ? before.line + (apart[at] ?? 0) : Number.NEGATIVE_INFINITY;
    const high = after ? after.line - (apart[at + 1] ?? 0) : Number.POSITIVE_INFINITY;
    if (near.line >= low && near.line <= high) cell.line = near.line;
  }
}

function nearby({ up, down, line }: Cell): number {
  const count = up.length + down.length;
  if (!count) return line;
  let sum = 0;
  for (const cell of up) sum += cell.line;
  for (const cell of down) sum += cell.line;
  return sum / count;
}
