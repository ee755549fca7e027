/** Where a part is put: about a point, stepping aside where something stands already. */
import { CARD, STEP } from "../../document/card";
import { around, type Box, overlap } from "../../document/held";
import type { Level } from "../../document/level";
import type { Document, Position } from "../../document/types";
import type { Part } from "./part";

/** How far aside it may step before it goes beyond everything. */
const FARTHEST = 12;
/** More boxes than these are not compared one with another. */
const MOST_COMPARED = 300;
const GAP = STEP.x - CARD.width;

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
  const { x, y, width, height } = boxAround(boxes);
  return aside(level, boxes, { x: Math.round(center.x - x - width / 2), y: Math.round(center.y - y - height / 2) });
}

/** How far a copy goes that stands beside what it was made of: across the way that the network goes. */
export function shiftBeside(level: Level, part: Part): Position {
  const boxes = boxesOf(part);
  const { width, height } = boxAround(boxes);
  const wanted = level.direction === "right" ? { x: 0, y: height + GAP } : { x: width + GAP, y: 0 };
  return aside(level, boxes, wanted);
}

const boxAround = (boxes: readonly Box[]): Box => around(boxes) ?? { x: 0, y: 0, width: 0, height: 0 };

/** The first shift from `wanted` on where nothing is covered; a network that goes right is stepped aside from downwards. */
function aside(level: Level, boxes: readonly Box[], wanted: Position): Position {
  const taken = standing(level);
  const down = level.direction === "right";
  const shifted = (away: number) => ({ x: wanted.x + (down ? 0 : away), y: wanted.y + (down ? away : 0) });
  for (let step = 0; step < FARTHEST && boxes.length <= MOST_COMPARED; step += 1) {
    const shift = shifted((step * (down ? STEP.y : STEP.x)) / 2);
    if (!boxes.some((box) => taken.some((other) => overlap(moved(box, shift), other)))) return shift;
  }
  const all = around(taken);
  const [part, edge] = [moved(boxAround(boxes), wanted), all ?? moved(boxAround(boxes), wanted)];
  if (!all || !overlap(part, all)) return wanted;
  return shifted(GAP + (down ? edge.y + edge.height - part.y : edge.x + edge.width - part.x));
}

const moved = (box: Box, { x, y }: Position): Box => ({ ...box, x: box.x + x, y: box.y + y });

/** What must not be covered: a frame holds what is put into it. */
function standing({ nodes, layout, notes }: Document): readonly Box[] {
  const cards = [...layout].filter(([id]) => nodes.has(id)).map(([, at]) => ({ ...at, ...CARD }));
  return [...cards, ...notes.values()];
}
