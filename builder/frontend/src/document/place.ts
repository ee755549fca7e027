/** Finds a place for nodes that were added without one: beside or between their neighbours. */
import type * as Y from "yjs";
import { ALONG, CARD, type Direction, STEP } from "./card";
import { downstream, wiresFrom } from "./graph";
import { type Level, levelOf } from "./level";
import { carriedNotes, covers } from "./notes";
import { readDocument } from "./read";
import { tidy } from "./tidy";
import type { Document, Position } from "./types";
import { areaJson } from "./write";

/** Give every node without a place one; what stands after a node put in between makes room where it must. */
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
  if (!layout.size) return tidy(nodes, level.direction);
  const places = new Map(layout);
  for (const id of nodes.keys()) {
    if (places.has(id)) continue;
    const known = { ...level, layout: places };
    places.set(id, freeSpot(known, placeFor(known, id)));
  }
  return places;
}

/** Where a node would stand: after what feeds it, else before what it feeds, else after everything. */
function placeFor(document: Document, id: string): Position {
  const { nodes, layout, direction } = document;
  const known = (ids: readonly string[]) => ids.map((each) => layout.get(each)).filter((place) => place !== undefined);
  const sources = Object.values(nodes.get(id)?.inputs ?? {}).flat();
  const before = known(sources.map((source) => source.split(":", 1)[0] ?? ""));
  if (before.length) return after(before, direction);
  const fed = known(wiresFrom(nodes, id).map(({ target }) => target));
  if (fed.length) return freeSpot(document, after(fed, direction, -1));
  if (!layout.size) return { x: 0, y: 0 };
  const { x, y } = after([...layout.values()], direction);
  return direction === "down" ? { x: 0, y } : { x, y: 0 };
}

/** The spot one row after some places, in the middle between them; `way` −1: one row before them. */
export function after(places: readonly Position[], direction: Direction, way: 1 | -1 = 1): Position {
  const last = way > 0 ? Math.max : Math.min;
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const step = way * ALONG[direction];
  if (direction === "down") return { x: mean(xs), y: last(...ys) + step };
  return { x: last(...xs) + step, y: mean(ys) };
}

/** The nearest spot beside `wanted` (itself first) where no card and no note stands. */
export function freeSpot({ nodes, layout, notes, direction }: Document, wanted: Position): Position {
  const cards = [...layout].filter(([id]) => nodes.has(id)).map(([, place]) => place);
  const spot = { ...wanted };
  const taken = () =>
    cards.some(({ x, y }) => Math.abs(x - spot.x) < CARD.width && Math.abs(y - spot.y) < CARD.height) ||
    [...notes.values()].some((note) => covers(note, spot));
  const [x, y] = direction === "down" ? [STEP.x, 0] : [0, STEP.y];
  while (taken()) {
    spot.x += x;
    spot.y += y;
  }
  return spot;
}

function makeRoom({ nodes, layout, direction }: Document, id: string, place: Position): Map<string, Position> {
  const below = downstream(nodes, id);
  below.delete(id);
  const axis = direction === "down" ? "y" : "x";
  const rows = [...below].map((each) => layout.get(each)?.[axis] ?? Number.POSITIVE_INFINITY);
  const shift = place[axis] + ALONG[direction] - Math.min(...rows);
  if (!(shift > 0)) return new Map();
  const moved = [...below].flatMap((each): [string, Position][] => {
    const old = layout.get(each);
    return old ? [[each, { ...old, [axis]: old[axis] + shift }]] : [];
  });
  return new Map(moved);
}

function mean(values: number[]): number {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
