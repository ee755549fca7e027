/** From strokes on the pad to a digit as the data set was made: a 32×32 bitmap, counted in 4×4 blocks. */

export type Stroke = readonly (readonly [x: number, y: number])[];

/** A square picture: `size` rows of `size` values. */
export type Grid = number[][];

const BITMAP = 32;
const BLOCK = 4;
/** How far, in bitmap cells, the line of a pen reaches from its middle. */
const PEN = 1.7;
/** The box that the drawing is fitted into: digits of the set fill the height. */
const BOX = { width: 24, height: 30 };

/** The drawing as 8×8 counts from 0 to 16, fitted to the middle; nothing drawn gives zeros. */
export function digit(strokes: readonly Stroke[]): Grid {
  const bitmap = rasterize(fitted(strokes));
  const size = BITMAP / BLOCK;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => count(bitmap, row * BLOCK, column * BLOCK)),
  );
}

/** Scale and move the strokes so that they fill the box, keeping their proportions. */
function fitted(strokes: readonly Stroke[]): Stroke[] {
  const points = strokes.flat();
  if (points.length === 0) return [];
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const inner = { width: BOX.width - 2 * PEN, height: BOX.height - 2 * PEN };
  const scale = Math.min(inner.width / Math.max(right - left, 1e-6), inner.height / Math.max(bottom - top, 1e-6));
  const move = (point: readonly [number, number]): [number, number] => [
    BITMAP / 2 + (point[0] - (left + right) / 2) * scale,
    BITMAP / 2 + (point[1] - (top + bottom) / 2) * scale,
  ];
  return strokes.map((stroke) => stroke.map(move));
}

function rasterize(strokes: readonly Stroke[]): boolean[][] {
  return Array.from({ length: BITMAP }, (_, row) =>
    Array.from({ length: BITMAP }, (_, column) => strokes.some((stroke) => covers(stroke, column + 0.5, row + 0.5))),
  );
}

function covers(stroke: Stroke, x: number, y: number): boolean {
  return stroke.some((point, i) => distance(stroke[Math.max(0, i - 1)] ?? point, point, x, y) <= PEN);
}

/** Distance of (x, y) from the segment from `a` to `b`. */
function distance(a: readonly [number, number], b: readonly [number, number], x: number, y: number): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const long = dx * dx + dy * dy;
  const share = long === 0 ? 0 : Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / long));
  return Math.hypot(x - a[0] - share * dx, y - a[1] - share * dy);
}

function count(bitmap: readonly boolean[][], top: number, left: number): number {
  let cells = 0;
  for (let row = top; row < top + BLOCK; row++)
    for (let column = left; column < left + BLOCK; column++) if (bitmap[row]?.[column]) cells++;
  return cells;
}
