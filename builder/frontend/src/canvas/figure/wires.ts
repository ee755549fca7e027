/** Wires of a figure, as they run on the canvas. */
import { getBezierPath, type NodeHandle, Position } from "@xyflow/react";
import type { Position as Point } from "../../document/types";
import { pathAround } from "../around";
import type { CardNode, WireEdge } from "../flow";
import { handlesOf } from "../handles";
import type { Ink } from "./ink";
import type { Pen } from "./pen";

/** Draw a wire between two cards; one of them may be out of the figure: then nothing. */
export function drawWire(pen: Pen, edge: WireEdge, cards: ReadonlyMap<string, CardNode>, ink: Ink): void {
  const [from, to] = [end(cards, edge.source, edge.sourceHandle), end(cards, edge.target, edge.targetHandle)];
  if (!from || !to) return;
  const direction = edge.data?.direction ?? "down";
  const lane = edge.data?.lane;
  const across = lane === undefined ? null : lane + (direction === "down" ? to.x : to.y);
  const reach =
    across === null ? [from, to] : [from, to, direction === "down" ? { ...from, x: across } : { ...from, y: across }];
  pen.path(across === null ? straight(from, to, direction) : pathAround(from, to, across, direction), reach, {
    "data-wire": edge.id,
    stroke: ink.wire,
    "stroke-width": 1.6,
    ...(edge.className?.includes("masked") ? { "stroke-dasharray": "12 3 3 3" } : {}),
  });
  const letter = edge.data?.letter;
  if (!letter) return;
  const at = { x: from.x + (to.x - from.x) * 0.8, y: from.y + (to.y - from.y) * 0.8 };
  pen.circle(at, 8, { fill: ink.ground });
  pen.label({
    at: { x: at.x, y: at.y + 4 },
    text: letter,
    font: { size: 12, weight: 600 },
    color: ink.text,
    anchor: "middle",
  });
}

function straight(from: Point, to: Point, direction: "down" | "right"): string {
  const [path] = getBezierPath({
    sourceX: from.x,
    sourceY: from.y,
    sourcePosition: direction === "down" ? Position.Bottom : Position.Right,
    targetX: to.x,
    targetY: to.y,
    targetPosition: direction === "down" ? Position.Top : Position.Left,
  });
  return path;
}

/** Where a wire begins or ends: at the outer side of its port. */
function end(cards: ReadonlyMap<string, CardNode>, id: string, name: string | null | undefined): Point | null {
  const card = cards.get(id);
  const handle =
    card && handlesOf(card.data.entry, card.data.node, card.data.direction).find((each) => each.id === name);
  if (!card || !handle) return null;
  const { x, y, width = 0, height = 0, position } = handle as NodeHandle;
  const [left, top] = [card.position.x + x, card.position.y + y];
  if (position === Position.Bottom) return { x: left + width / 2, y: top + height };
  if (position === Position.Top) return { x: left + width / 2, y: top };
  return { x: position === Position.Right ? left + width : left, y: top + height / 2 };
}
