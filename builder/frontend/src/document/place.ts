/** Finds a place for nodes that were added without one: beside or between their neighbours. */
import type * as Y from "yjs";
import { CARD, STEP } from "./card";
import { downstream, wiresFrom } from "./graph";
import { type Level, levelOf } from "./level";
import { carriedNotes, covers } from "./notes";
import { readDocument } from "./read";
import { tidy } from "./tidy";
import type { Document, Position } from "./types";
import { areaJson } from "./write";

/** Give every node without a place one; what stands below a node put in between moves down where it must. */
export function placeNew(doc: Y.Doc): void {
  const layout = doc.getMap("layout");
  for (const id of loose(doc)) {
    const document = readDocument(doc);
    const level = levelOf(document, document.nodes.get(id)?.block ?? null);
    const place = placeFor(level, id);
    layout.set(id, place);
    const moved = makeRoom(level, id, place);
    for (const [below, position] of moved) layout.set(below, position);
    for (const [note, at] of carriedNotes(level, moved)) doc.getMap("notes").set(note, areaJson(at));
  }
}

/** Keep the places that `completed` shows for nodes that came without one, so that the first edit moves nothing. */
export function placeLoose(doc: Y.Doc): void {
  const ids = loose(doc);
  if (!ids.length) return;
  const places = completed(readDocument(doc));
  for (const id of ids) {
    const place = places.get(id);
    if (place) doc.getMap("layout").set(id, { ...place });
  }
}

function loose(doc: Y.Doc): string[] {
  const layout = doc.getMap("layout");
  return [...doc.getMap("nodes").keys()].filter((id) => !layout.has(id));
}

/** The layout with a place for every node, level by level: in rows where nothing has a place, else below what feeds it. */
export function completed(document: Document): Document["layout"] {
  const { nodes, layout } = document;
  const missing = [...nodes.keys()].filter((id) => !layout.has(id));
  if (!missing.length) return layout;
  const blocks = new Set(missing.map((id) => nodes.get(id)?.block ?? null));
  return new Map([...layout, ...[...blocks].flatMap((block) => [...completedLevel(levelOf(document, block))])]);
}

function completedLevel(level: Level): Document["layout"] {
  const { nodes, layout } = level;
  if (!layout.size) return tidy(nodes);
  const places = new Map(layout);
  for (const id of nodes.keys()) {
    if (places.has(id)) continue;
    const known = { ...level, layout: places };
    places.set(id, freeSpot(known, placeFor(known, id)));
  }
  return places;
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
