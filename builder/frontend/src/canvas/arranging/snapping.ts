/** What a box that is dragged comes to rest at: edges and middles of what stands near, and equal gaps. Pure. */
import type { Box } from "../../document/held";

/** A helper line across the canvas: at `at` on its axis, reaching from `from` to `to` on the other one. */
export interface Line {
  readonly axis: "x" | "y";
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** A gap, one of several equal ones: from `from` to `to` on its axis, drawn at `at` on the other one. */
export type Gap = Line;

export interface Guides {
  readonly lines: readonly Line[];
  readonly gaps: readonly Gap[];
}

export const NO_GUIDES: Guides = { lines: [], gaps: [] };

/** Boxes by where their lines are, and by the strips that they lie in. */
export interface Index {
  readonly x: readonly Edge[];
  readonly y: readonly Edge[];
  readonly strips: { readonly x: ReadonlyMap<number, readonly Box[]>; readonly y: ReadonlyMap<number, readonly Box[]> };
}

interface Edge {
  readonly at: number;
  readonly box: Box;
}

type Axis = "x" | "y";
const SIZE = { x: "width", y: "height" } as const;
const OTHER = { x: "y", y: "x" } as const;
const STRIP = 160;
const SAME = 0.5;

/** Made once when a drag begins. */
export function indexOf(boxes: readonly Box[]): Index {
  return { x: edges(boxes, "x"), y: edges(boxes, "y"), strips: { x: strips(boxes, "x"), y: strips(boxes, "y") } };
}

function edges(boxes: readonly Box[], axis: Axis): Edge[] {
  return boxes.flatMap((box) => marks(box, axis).map((at) => ({ at, box }))).sort((a, b) => a.at - b.at);
}

const marks = (box: Box, axis: Axis) => [box[axis], box[axis] + box[SIZE[axis]] / 2, box[axis] + box[SIZE[axis]]];

function strips(boxes: readonly Box[], axis: Axis): Map<number, Box[]> {
  const found = new Map<number, Box[]>();
  for (const box of boxes) {
    for (const strip of stripsOf(box, axis)) {
      const here = found.get(strip);
      if (here) here.push(box);
      else found.set(strip, [box]);
    }
  }
  return found;
}

function stripsOf(box: Box, axis: Axis): number[] {
  const [first, last] = [Math.floor(box[axis] / STRIP), Math.floor((box[axis] + box[SIZE[axis]]) / STRIP)];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

export interface Snap extends Guides {
  readonly x: number;
  readonly y: number;
}

/** How far a box moves on to come to rest within `reach`, and what it rests at. */
export function snapped(index: Index, box: Box, reach: number): Snap {
  const x = rest(index, box, "x", reach);
  const y = rest(index, box, "y", reach);
  const moved = { ...box, x: box.x + (x?.by ?? 0), y: box.y + (y?.by ?? 0) };
  return {
    x: x?.by ?? 0,
    y: y?.by ?? 0,
    lines: [...(x ? linesAt(index, moved, "x") : []), ...(y ? linesAt(index, moved, "y") : [])],
    gaps: [...(x ? gapsAt(index, moved, "x") : []), ...(y ? gapsAt(index, moved, "y") : [])],
  };
}

/** The same for some sides of a box that is resized; `by` is how far each of them moves. */
export function snappedSides(
  index: Index,
  box: Box,
  sides: Readonly<Record<Axis, "low" | "high" | null>>,
  reach: number,
) {
  let fitted = box;
  const lines: Line[] = [];
  for (const axis of ["x", "y"] as const) {
    const side = sides[axis];
    if (!side) continue;
    const at = side === "low" ? fitted[axis] : fitted[axis] + fitted[SIZE[axis]];
    const by = nearest(index[axis], at, reach);
    if (by === null) continue;
    fitted =
      side === "low"
        ? { ...fitted, [axis]: fitted[axis] + by, [SIZE[axis]]: fitted[SIZE[axis]] - by }
        : { ...fitted, [SIZE[axis]]: fitted[SIZE[axis]] + by };
    lines.push(...linesAt(index, fitted, axis).filter((line) => Math.abs(line.at - at - by) < SAME));
  }
  return { box: fitted, lines, gaps: [] };
}

function rest(index: Index, box: Box, axis: Axis, reach: number): { readonly by: number } | null {
  const found = [
    ...marks(box, axis).map((at) => nearest(index[axis], at, reach)),
    ...gapPlaces(index, box, axis).map((at) => at - box[axis]),
  ].filter((by): by is number => by !== null && Math.abs(by) <= reach);
  if (!found.length) return null;
  return { by: found.reduce((best, by) => (Math.abs(by) < Math.abs(best) - SAME ? by : best)) };
}

/** How far it is from `at` to the nearest edge within reach. */
function nearest(sorted: readonly Edge[], at: number, reach: number): number | null {
  const next = firstFrom(sorted, at);
  const [below, above] = [sorted[next - 1], sorted[next]].map((edge) => (edge ? edge.at - at : Infinity)) as [
    number,
    number,
  ];
  const by = Math.abs(below) <= Math.abs(above) ? below : above;
  return Math.abs(by) <= reach ? by : null;
}

function firstFrom(sorted: readonly Edge[], at: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The lines on which a box that has come to rest lies, each as long as all that lies on it. */
function linesAt(index: Index, box: Box, axis: Axis): Line[] {
  const [other, size] = [OTHER[axis], SIZE[OTHER[axis]]];
  return marks(box, axis).flatMap((at): Line[] => {
    const on: Box[] = [];
    for (let next = firstFrom(index[axis], at - SAME); next < index[axis].length; next += 1) {
      const edge = index[axis][next] as Edge;
      if (edge.at > at + SAME) break;
      on.push(edge.box);
    }
    if (!on.length) return [];
    const all = [box, ...on];
    const from = Math.min(...all.map((each) => each[other]));
    return [{ axis, at, from, to: Math.max(...all.map((each) => each[other] + each[size])) }];
  });
}

/** What stands beside a box on its axis, in order, without what it lies on. */
function row(index: Index, box: Box, axis: Axis): { readonly before: Box[]; readonly after: Box[] } {
  const other = OTHER[axis];
  const near = new Set(stripsOf(box, other).flatMap((strip) => index.strips[other].get(strip) ?? []));
  const beside = [...near].filter(
    (each) => each[other] < box[other] + box[SIZE[other]] && box[other] < each[other] + each[SIZE[other]],
  );
  const end = (each: Box) => each[axis] + each[SIZE[axis]];
  const middle = box[axis] + box[SIZE[axis]] / 2;
  return {
    before: beside.filter((each) => end(each) <= middle).sort((a, b) => end(b) - end(a)),
    after: beside.filter((each) => each[axis] >= middle).sort((a, b) => a[axis] - b[axis]),
  };
}

/** Where a box would stand with equal gaps: between its neighbours, or as far from one as that is from the next. */
function gapPlaces(index: Index, box: Box, axis: Axis): number[] {
  const { before, after } = row(index, box, axis);
  const [size, end] = [box[SIZE[axis]], (each: Box) => each[axis] + each[SIZE[axis]]];
  const [a, aa] = before;
  const [b, bb] = after;
  const places: number[] = [];
  if (a && b && b[axis] - end(a) >= size) places.push((end(a) + b[axis] - size) / 2);
  if (a && aa && a[axis] > end(aa)) places.push(end(a) + a[axis] - end(aa));
  if (b && bb && bb[axis] > end(b)) places.push(b[axis] - (bb[axis] - end(b)) - size);
  return places;
}

/** The equal gaps of a box that has come to rest. */
function gapsAt(index: Index, box: Box, axis: Axis): Gap[] {
  if (!gapPlaces(index, box, axis).some((at) => Math.abs(at - box[axis]) < SAME)) return [];
  const { before, after } = row(index, box, axis);
  const line = [before[1], before[0], box, after[0], after[1]].filter((each) => each !== undefined);
  const at = box[OTHER[axis]] + box[SIZE[OTHER[axis]]] / 2;
  const gaps = line.slice(1).map((next, place): Gap => {
    const last = line[place] as Box;
    return { axis, at, from: last[axis] + last[SIZE[axis]], to: next[axis] };
  });
  const own = gaps.filter(({ from, to }) => to === box[axis] || from === box[axis] + box[SIZE[axis]]);
  const equal = (one: Gap, other: Gap) => Math.abs(one.to - one.from - (other.to - other.from)) < 2 * SAME;
  return gaps.filter(
    (gap) => own.some((mine) => equal(gap, mine)) && gaps.filter((each) => equal(each, gap)).length > 1,
  );
}
