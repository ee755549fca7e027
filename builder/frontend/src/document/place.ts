/** Finds a place for nodes that were added without one: beside or between their neighbours. */
import type * as Y from "yjs";
import { downstream, wiresFrom } from "./graph";
import { carriedNotes, covers } from "./notes";
import { readDocument } from "./read";
import type { Document, Position } from "./types";

/** A card's width on the canvas, and the distance from one row to the next, in pixels of the unscaled canvas. */
export const CARD = { width: 220, height: 56 };
export const STEP = { x: 256, y: 92 };

/** Give every node without a place one; what stands below a node put in between moves down where it must. */
export function placeNew(doc: Y.Doc): void {
  const layout = doc.getMap("layout");
  for (const id of readDocument(doc).nodes.keys()) {
    if (layout.has(id)) continue;
    const document = readDocument(doc);
    const place = placeFor(document, id);
    layout.set(id, place);
    const moved = makeRoom(document, id, place);
    for (const [below, position] of moved) layout.set(below, position);
    for (const [note, at] of carriedNotes(document, moved)) doc.getMap("notes").set(note, at);
  }
}

/** Where a node would stand: below what feeds it, else above what it feeds, else below everything. */
export function placeFor(document: Document, id: string): Position {
  const { nodes, layout } = document;
  const sources = Object.values(nodes.get(id)?.inputs ?? {})
    .flat()
    .map((source) => layout.get(source.split(":", 1)[0] ?? ""))
    .filter((place) => place !== undefined);
  if (sources.length) return { x: mean(sources.map(({ x }) => x)), y: Math.max(...sources.map(({ y }) => y)) + STEP.y };
  const fed = wiresFrom(nodes, id)
    .map((wire) => layout.get(wire.target))
    .filter((place) => place !== undefined);
  if (fed.length)
    return freeSpot(document, { x: mean(fed.map(({ x }) => x)), y: Math.min(...fed.map(({ y }) => y)) - STEP.y });
  const rows = [...layout.values()].map(({ y }) => y);
  return { x: 0, y: rows.length ? Math.max(...rows) + STEP.y : 0 };
}

/** The nearest spot to the right of `wanted` (itself first) where no card and no note stands. */
export function freeSpot({ nodes, layout, notes }: Document, wanted: Position): Position {
  const cards = [...layout].filter(([id]) => nodes.has(id)).map(([, place]) => place);
  const spot = { ...wanted };
  const taken = () =>
    cards.some(({ x, y }) => Math.abs(x - spot.x) < CARD.width && Math.abs(y - spot.y) < CARD.height) ||
    [...notes.values()].some((note) => covers(note, spot));
  while (taken()) spot.x += STEP.x;
  return spot;
}

function makeRoom({ nodes, layout }: Document, id: string, place: Position): Map<string, Position> {
  const below = downstream(nodes, id);
  below.delete(id);
  const rows = [...below].map((each) => layout.get(each)?.y ?? Number.POSITIVE_INFINITY);
  const shift = place.y + STEP.y - Math.min(...rows);
  if (!(shift > 0)) return new Map();
  const moved = [...below].flatMap((each): [string, Position][] => {
    const old = layout.get(each);
    return old ? [[each, { x: old.x, y: old.y + shift }]] : [];
  });
  return new Map(moved);
}

function mean(values: number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
