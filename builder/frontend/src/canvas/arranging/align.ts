/** Boxes in line with each other, and at equal distances. Pure. */
import { around, type Box } from "../../document/held";
import type { Position } from "../../document/types";

export type Side = "left" | "centre" | "right" | "top" | "middle" | "bottom";
export type Axis = "across" | "down";

/** Where boxes go so that one side, or their middles, are in line with the outermost. */
export function aligned(boxes: readonly Box[], side: Side): Position[] {
  const whole = around(boxes);
  if (!whole) return [];
  return boxes.map(({ x, y, width, height }) => {
    if (side === "left") return { x: whole.x, y };
    if (side === "right") return { x: whole.x + whole.width - width, y };
    if (side === "centre") return { x: whole.x + (whole.width - width) / 2, y };
    if (side === "top") return { x, y: whole.y };
    if (side === "bottom") return { x, y: whole.y + whole.height - height };
    return { x, y: whole.y + (whole.height - height) / 2 };
  });
}

/** Where boxes go so that their middles are equally far apart; the outermost stay. */
export function distributed(boxes: readonly Box[], axis: Axis): Position[] {
  const [at, size] = named(axis);
  const middle = (box: Box) => box[at] + box[size] / 2;
  const order = inOrder(boxes, middle);
  const [first, last] = [order[0], order.at(-1)];
  if (!first || !last) return [];
  const step = (middle(last.box) - middle(first.box)) / Math.max(1, order.length - 1);
  const found = order.map(({ box, number }, place) => ({
    number,
    at: { x: box.x, y: box.y, [at]: middle(first.box) + place * step - box[size] / 2 },
  }));
  return numbered(found);
}

/** The least distance that equal gaps have: nothing stands on anything. */
const LEAST_GAP = 36;

/** Where boxes go so that the gaps between them are equal; the first stays, and the last where there is room. */
export function withEqualGaps(boxes: readonly Box[], axis: Axis): Position[] {
  const [at, size] = named(axis);
  const order = inOrder(boxes, (box) => box[at]);
  const [first] = order;
  if (!first) return [];
  const end = Math.max(...boxes.map((box) => box[at] + box[size]));
  const taken = boxes.reduce((sum, box) => sum + box[size], 0);
  const gap = Math.max(LEAST_GAP, (end - first.box[at] - taken) / Math.max(1, boxes.length - 1));
  let next = first.box[at];
  const found = order.map(({ box, number }) => {
    const place = { number, at: { x: box.x, y: box.y, [at]: next } };
    next += box[size] + gap;
    return place;
  });
  return numbered(found);
}

const named = (axis: Axis) => (axis === "across" ? (["x", "width"] as const) : (["y", "height"] as const));

function inOrder(boxes: readonly Box[], key: (box: Box) => number) {
  return boxes.map((box, number) => ({ box, number })).sort((a, b) => key(a.box) - key(b.box) || a.number - b.number);
}

function numbered(found: readonly { readonly number: number; readonly at: Position }[]): Position[] {
  return [...found].sort((a, b) => a.number - b.number).map(({ at }) => at);
}
