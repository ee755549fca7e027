/** Where a part is put: about a point, stepping aside where something stands already. */
import { CARD, STEP } from "../../document/card";
import { middle } from "../../document/closing";
import type { Level } from "../../document/level";
import type { Document, Position } from "../../document/types";
import type { Part } from "./part";

interface Box extends Position {
  readonly width: number;
  readonly height: number;
}

/** How far aside it may step before it lies where it lies. */
const FARTHEST = 12;
/** More boxes than these are not compared one with another. */
const MOST_COMPARED = 300;

/** The boxes that a part fills, where it was taken. */
export function boxesOf({ document }: Part): readonly Box[] {
  const own = [...document.nodes].filter(([, { block }]) => block === null);
  const areas = [...document.notes.values(), ...document.frames.values()].filter(({ block }) => block === null);
  const cards = own.map(([id], at) => ({ ...(document.layout.get(id) ?? { x: 0, y: at * STEP.y }), ...CARD }));
  return [...cards, ...areas];
}

/** How far a part must go so that its middle is at `center`, and it covers nothing. */
export function shiftTo(level: Level, part: Part, center: Position): Position {
  const boxes = boxesOf(part);
  const across = middle(boxes.flatMap(({ x, width }) => [x, x + width]));
  const down = middle(boxes.flatMap(({ y, height }) => [y, y + height]));
  return aside(level, boxes, { x: Math.round(center.x - across), y: Math.round(center.y - down) });
}

/** How far a copy goes that stands beside what it was made of. */
export function shiftBeside(level: Level, part: Part): Position {
  const boxes = boxesOf(part);
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  return aside(level, boxes, { x: right - left + STEP.x - CARD.width, y: 0 });
}

/** The first shift from `wanted` to the right where nothing is covered. */
function aside(level: Level, boxes: readonly Box[], wanted: Position): Position {
  const taken = standing(level);
  const free = (x: number) =>
    !boxes.some((box) => taken.some((other) => meet({ ...box, x: box.x + x }, other, wanted.y)));
  if (boxes.length > MOST_COMPARED) return beyond(taken, boxes, wanted);
  for (let step = 0; step < FARTHEST; step += 1) {
    const x = wanted.x + step * (STEP.x / 2);
    if (free(x)) return { x, y: wanted.y };
  }
  return beyond(taken, boxes, wanted);
}

/** Right of everything. */
function beyond(taken: readonly Box[], boxes: readonly Box[], wanted: Position): Position {
  if (!taken.length) return wanted;
  const edge = Math.max(...taken.map(({ x, width }) => x + width)) + STEP.x - CARD.width;
  return { x: Math.max(wanted.x, edge - Math.min(...boxes.map(({ x }) => x))), y: wanted.y };
}

/** What must not be covered: a frame holds what is put into it. */
function standing({ nodes, layout, notes }: Document): readonly Box[] {
  const cards = [...layout].filter(([id]) => nodes.has(id)).map(([, at]) => ({ ...at, ...CARD }));
  return [...cards, ...notes.values()];
}

function meet(one: Box, other: Box, down: number): boolean {
  const y = one.y + down;
  const across = one.x < other.x + other.width && other.x < one.x + one.width;
  return across && y < other.y + other.height && other.y < y + one.height;
}
