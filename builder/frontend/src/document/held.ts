/** Boxes on the canvas, and which of them stand in which frame. */
import type { Frame, Position } from "./types";

export interface Box extends Position {
  readonly width: number;
  readonly height: number;
}

/** What a frame leaves free around what stands in it, so that it ends before the cards above and below it. */
export const FRAME_PAD = { side: 24, top: 32, bottom: 28 };

/** Whether the middle of a box is inside a frame: then it stands in it. */
export function holdsMiddle(frame: Box, { x, y, width, height }: Box): boolean {
  const [across, down] = [x + width / 2 - frame.x, y + height / 2 - frame.y];
  return across >= 0 && across <= frame.width && down >= 0 && down <= frame.height;
}

export const area = ({ width, height }: Box) => width * height;

/** The smallest frame in which a box stands; `than`: only frames that are larger. */
export function innermost(frames: ReadonlyMap<string, Frame>, box: Box, than = 0): string | null {
  let found: [string, Frame] | null = null;
  for (const [id, frame] of frames) {
    if (area(frame) <= than || !holdsMiddle(frame, box)) continue;
    if (!found || area(frame) < area(found[1])) found = [id, frame];
  }
  return found?.[0] ?? null;
}

/** The box around some boxes; nothing around none. */
export function around(boxes: Iterable<Box>): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether two boxes overlap, or come nearer than `gap`. */
export function overlap(one: Box, other: Box, gap = 0): boolean {
  const across = one.x < other.x + other.width + gap && other.x < one.x + one.width + gap;
  return across && one.y < other.y + other.height + gap && other.y < one.y + one.height + gap;
}

/** A box on whole pixels, and nothing else of what it came with. */
export function rounded({ x, y, width, height }: Box): Box {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}
