/** Notes belong to the card nearest to them: where it goes, they go. */
import { CARD } from "./card";
import type { Document, Note, Position } from "./types";

type Places = ReadonlyMap<string, Position>;

/** The notes that move because cards move to `places`; one that would lie on a card stands right of the network instead. */
export function carriedNotes({ notes, layout }: Document, places: Places): [string, Note][] {
  if (!notes.size) return [];
  const after = new Map([...layout, ...places]);
  const edge = Math.max(...[...after.values()].map(({ x }) => x + CARD.width));
  return [...notes].flatMap(([id, note]): [string, Note][] => {
    const card = nearest(note, layout);
    const [from, to] = [layout.get(card ?? ""), places.get(card ?? "")];
    if (!from || !to) return [];
    const moved = { ...note, x: note.x + to.x - from.x, y: note.y + to.y - from.y };
    const free = [...after.values()].every((place) => !covers(moved, place));
    const next = free ? moved : { ...moved, x: edge + GAP };
    return next.x === note.x && next.y === note.y ? [] : [[id, next]];
  });
}

const GAP = 36;

function nearest(note: Note, layout: Places): string | undefined {
  const distance = ([, { x, y }]: [string, Position]) => {
    const across = Math.max(x - (note.x + note.width), note.x - (x + CARD.width), 0);
    const down = y + CARD.height / 2 - (note.y + note.height / 2);
    return Math.hypot(across, down);
  };
  const [first, ...rest] = [...layout];
  if (!first) return undefined;
  return rest.reduce((best, each) => (distance(each) < distance(best) ? each : best), first)[0];
}

/** Whether a note and a card overlap. */
export function covers(note: Note, { x, y }: Position): boolean {
  return note.x < x + CARD.width && x < note.x + note.width && note.y < y + CARD.height && y < note.y + note.height;
}
