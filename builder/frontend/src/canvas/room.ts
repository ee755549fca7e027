/** Cards grow when they have something to say. What stands below makes room, on the screen only: the document hears nothing. */
import { CARD } from "../document/card";
import type { Position } from "../document/types";

export interface Standing {
  readonly id: string;
  readonly place: Position;
  /** How high the card really is. */
  readonly height: number;
}

const CLEARANCE = 36;

/** How far each card moves down so that no grown card above covers it, nor one that feeds it sinks below it. */
export function makeRoom(cards: readonly Standing[], feeds: ReadonlySet<string>): ReadonlyMap<string, number> {
  const moved = new Map<string, number>();
  if (cards.every(({ height }) => height <= CARD.height + 1)) return moved;
  const sorted = [...cards].sort((a, b) => a.place.y - b.place.y);
  // Only what has grown or moved itself moves anything: few of many.
  const pushing: Standing[] = [];
  for (const card of sorted) {
    const above = pushing.filter((other) => overlaps(other, card) || feeds.has(feed(other.id, card.id)));
    const down = Math.max(0, ...above.map((other) => pushed(other, card, moved.get(other.id) ?? 0)));
    if (down > 0) moved.set(card.id, down);
    if (down > 0 || card.height > CARD.height) pushing.push(card);
  }
  return moved;
}

/** How far `above`, itself moved by `shift`, pushes `card`. Where both overlapped before, somebody wanted that. */
function pushed(above: Standing, card: Standing, shift: number): number {
  const gap = card.place.y - (above.place.y + CARD.height);
  if (gap < 0) return 0;
  return above.place.y + shift + above.height + Math.min(gap, CLEARANCE) - card.place.y;
}

/** How `feeds` names that one card's node feeds another's. */
export const feed = (source: string, target: string) => `${source}>${target}`;

const overlaps = (one: Standing, other: Standing) => Math.abs(one.place.x - other.place.x) < CARD.width;
