/** From strokes on the pad to a picture as the data set was made: a fine bitmap, counted in 4×4 blocks. */

export type Stroke = readonly (readonly [x: number, y: number])[];

/** A square picture: rows of values. */
export type Grid = number[][];

/** How the pictures of a data set were made; lengths in cells of the bitmap, four to a pixel. */
export interface Making {
  /** Pixels a side. */
  readonly side: number;
  /** The box that a drawing is fitted into. */
  readonly width: number;
  readonly height: number;
  /** How far the line of a pen reaches from its middle. */
  readonly pen: number;
  /** The value of a pixel that is all ink. */
  readonly ink: number;
}

/** `counts`: 8×8 pixels from 0 to 16, digits fill the height. `grey`: 28×28 from 0 to 255, digits in the middle 20×20. */
export const MAKINGS: Readonly<Record<"counts" | "grey", Making>> = {
  counts: { side: 8, width: 24, height: 30, pen: 1.7, ink: 16 },
  grey: { side: 28, width: 80, height: 80, pen: 5, ink: 255 },
};

const BLOCK = 4;

/** The drawing as a picture, fitted to the middle; nothing drawn gives zeros. */
export function picture(strokes: readonly Stroke[], making: Making): Grid {
  const bitmap = rasterize(fitted(strokes, making), making);
  const scale = making.ink / BLOCK ** 2;
  return Array.from({ length: making.side }, (_, row) =>
    Array.from({ length: making.side }, (_, column) => Math.round(scale * count(bitmap, row * BLOCK, column * BLOCK))),
  );
}

/** Scale and move the strokes so that they fill the box, keeping their proportions. */
function fitted(strokes: readonly Stroke[], { side, width, height, pen }: Making): Stroke[] {
  const points = strokes.flat();
  if (points.length === 0) return [];
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    (width - 2 * pen) / Math.max(right - left, 1e-6),
    (height - 2 * pen) / Math.max(bottom - top, 1e-6),
  );
  const middle = (side * BLOCK) / 2;
  const move = (point: readonly [number, number]): [number, number] => [
    middle + (point[0] - (left + right) / 2) * scale,
    middle + (point[1] - (top + bottom) / 2) * scale,
  ];
  return strokes.map((stroke) => stroke.map(move));
}

function rasterize(strokes: readonly Stroke[], { side, pen }: Making): boolean[][] {
  const length = side * BLOCK;
  return Array.from({ length }, (_, row) =>
    Array.from({ length }, (_, column) => strokes.some((stroke) => covers(stroke, column + 0.5, row + 0.5, pen))),
  );
}

function covers(stroke: Stroke, x: number, y: number, pen: number): boolean {
  return stroke.some((point, i) => distance(stroke[Math.max(0, i - 1)] ?? point, point, x, y) <= pen);
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
