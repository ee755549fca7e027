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

/** The notes whose card is one of these: they are about it. */
export function notesOf({ notes, layout }: Document, cards: ReadonlySet<string>): [string, Note][] {
  return [...notes].filter(([, note]) => cards.has(nearest(note, layout) ?? ""));
}

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

/** The note at the nearest spot beside it, right before left, where it lies on no card and on no other note. */
export function freeNote({ nodes, layout, notes }: Document, note: Note): Note {
  const cards = [...layout].filter(([id]) => nodes.has(id)).map(([, place]) => ({ ...place, ...CARD }));
  const taken = [...cards, ...notes.values()];
  const free = (spot: Note) => !taken.some((box) => overlap(spot, box));
  for (let away = 0; ; away += GAP) {
    const spot = [away, -away].map((by) => ({ ...note, x: note.x + by })).find(free);
    if (spot) return spot;
  }
}

/** Whether a note and a card overlap. */
export function covers(note: Note, place: Position): boolean {
  return overlap(note, { ...place, ...CARD });
}

type Box = Position & { readonly width: number; readonly height: number };

function overlap(one: Box, other: Box): boolean {
  const across = one.x < other.x + other.width && other.x < one.x + one.width;
  return across && one.y < other.y + other.height && other.y < one.y + one.height;
}
