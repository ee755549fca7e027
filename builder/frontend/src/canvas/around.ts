/** Wires that go around: one that would run behind cards is led past them, else nobody sees where it goes. Pure. */
import { CARD, STEP } from "../document/card";
import type { Wire } from "../document/graph";
import type { Position } from "../document/types";

const CLEAR = 26;
const LANE = 14;
const LANES = 5;

type Places = readonly (readonly [string, Position])[];

/** How far beside the middle of its target each wire goes by; nothing where it goes straight. */
export function lanes(wires: readonly Wire[], places: Places): ReadonlyMap<Wire, number> {
  const known = new Map(places);
  const found = new Map<Wire, number>();
  const rows = [...places].sort((a, b) => a[1].y - b[1].y);
  const rowOf = new Map(rows.map(([id], at) => [id, at]));
  for (const wire of wires) {
    const [from, to] = [known.get(wire.source.node), known.get(wire.target)];
    if (!from || !to || to.y - from.y < 2 * STEP.y - 1) continue;
    const hidden: number[] = [];
    for (let row = (rowOf.get(wire.source.node) ?? 0) + 1; row < rows.length; row += 1) {
      const [, at] = rows[row] ?? ["", to];
      if (at.y >= to.y) break;
      if (at.y > from.y && covers(at, from, to)) hidden.push(at.x);
    }
    if (!hidden.length) continue;
    const left = Math.min(...hidden) - CLEAR;
    const right = Math.max(...hidden) + CARD.width + CLEAR;
    const middle = (from.x + to.x) / 2 + CARD.width / 2;
    // Ties go left: at the right stand the shapes.
    const side = middle - left <= right - middle + 1 ? -1 : 1;
    const lane = (found.size % LANES) * LANE * side;
    found.set(wire, Math.round((side < 0 ? left : right) + lane - (to.x + CARD.width / 2)));
  }
  return found;
}

/** Whether a card lies on the straight line between two others. */
function covers(card: Position, from: Position, to: Position): boolean {
  const [top, bottom] = [from.y + CARD.height, to.y];
  const part = (card.y + CARD.height / 2 - top) / (bottom - top);
  const x = from.x + (to.x - from.x) * Math.min(1, Math.max(0, part));
  return Math.abs(card.x - x) < CARD.width / 2;
}

/** The path of a wire that goes by at `x`. */
export function pathAround(source: Position, target: Position, x: number): string {
  const bend = Math.min(46, (target.y - source.y) / 4);
  const [down, up] = [source.y + bend, target.y - bend];
  return [
    `M${source.x} ${source.y}`,
    `C${source.x} ${down} ${x} ${source.y} ${x} ${down}`,
    `L${x} ${up}`,
    `C${x} ${target.y} ${target.x} ${up} ${target.x} ${target.y}`,
  ].join("");
}
