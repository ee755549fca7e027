/** Lays a network out in rows along its wires: frames stay around what stands in them, notes beside what they are about. */

import { type Graph, graphOf, type Link, parts } from "./arrange/items";
import { nearest, placeNotes } from "./arrange/notes";
import { layOutPart } from "./arrange/part";
import { shelved } from "./arrange/shelves";
import { ALONG, CARD, type Direction, STEP } from "./card";
import { type Wire, wires } from "./graph";
import { area, around, type Box, FRAME_PAD, innermost } from "./held";
import type { Document, Frame, Position } from "./types";

/** Where everything stands once it is laid out. */
export interface Arrangement {
  readonly nodes: ReadonlyMap<string, Position>;
  readonly notes: ReadonlyMap<string, Position>;
  readonly frames: ReadonlyMap<string, Box>;
}

/** What is laid out: one level of a document, or some of it. */
export type Drawn = Pick<Document, "nodes" | "layout" | "notes" | "frames">;

const GAPS = { items: STEP.x - CARD.width, pass: 26, lane: 14 };
const BETWEEN_PARTS = 72;

/** A place for every node alone. */
export function tidy(nodes: Document["nodes"], direction: Direction): ReadonlyMap<string, Position> {
  return arranged({ nodes, layout: new Map(), notes: new Map(), frames: new Map() }, direction).nodes;
}

/** At which place among its ports a node takes a wire; the catalogue knows. */
export type PortOrder = (id: string, port: string) => number;

/** All of it laid out anew; what was its upper left corner stays one. The same again gives the same. */
export function arranged(drawn: Drawn, direction: Direction, ports: PortOrder = () => 0): Arrangement {
  const cards = new Map<string, Box>();
  for (const [id, at] of drawn.layout) if (drawn.nodes.has(id)) cards.set(id, { ...at, ...CARD });
  const before = around([...cards.values(), ...drawn.notes.values(), ...drawn.frames.values()]);
  const { box, ...whole } = layOut({ ...drawn, cards, direction, ports, homes: homesOf(drawn, cards) }, null);
  return shifted(whole, (before?.x ?? 0) - box.x, (before?.y ?? 0) - box.y);
}

interface Plan extends Drawn {
  readonly cards: ReadonlyMap<string, Box>;
  readonly direction: Direction;
  readonly ports: PortOrder;
  /** The frame that each thing stands in, by its key. */
  readonly homes: ReadonlyMap<string, string | null>;
}

// Cards, notes and frames may have the same names.
const noteKey = (id: string) => `note ${id}`;
const frameKey = (id: string) => `frame ${id}`;

function homesOf({ notes, frames }: Drawn, cards: ReadonlyMap<string, Box>): Map<string, string | null> {
  const homes = new Map<string, string | null>();
  for (const [id, box] of cards) homes.set(id, innermost(frames, box));
  for (const [id, note] of notes) homes.set(noteKey(id), innermost(frames, note));
  for (const [id, frame] of frames) homes.set(frameKey(id), innermost(frames, frame, area(frame)));
  return homes;
}

/** What was laid out together: the box around it, and how far across its main path is. */
interface Group extends Arrangement {
  readonly box: Box;
  readonly line: number;
}

/** What stands in one frame, or in none. */
function layOut(plan: Plan, home: string | null): Group {
  const here = <T>(all: ReadonlyMap<string, T>, key: (id: string) => string) =>
    new Map([...all].filter(([id]) => (plan.homes.get(key(id)) ?? null) === home));
  const frames = here(plan.frames, frameKey);
  const inner = new Map([...frames].map(([id, frame]) => [frameKey(id), framed(plan, id, frame)]));
  const items = [...here(plan.nodes, (id) => id).keys(), ...inner.keys()];
  const old = new Map([...plan.cards, ...[...frames].map(([id, frame]): [string, Box] => [frameKey(id), frame])]);
  const known = new Map([...old].filter(([key]) => (plan.homes.get(key) ?? null) === home));
  return together(plan, { items, inner, old: known, notes: here(plan.notes, noteKey), links: linksAt(plan, home) });
}

/** A frame with what stands in it; an empty one keeps its size. */
function framed(plan: Plan, id: string, { width, height }: Frame): Group {
  const group = layOut(plan, id);
  const { side, top, bottom } = FRAME_PAD;
  const { box } = group;
  const empty = box.width === 0;
  const outer = empty
    ? { x: 0, y: 0, width, height }
    : { x: box.x - side, y: box.y - top, width: box.width + 2 * side, height: box.height + top + bottom };
  const middle = plan.direction === "down" ? width / 2 : height / 2;
  return { ...group, frames: new Map([...group.frames, [id, outer]]), box: outer, line: empty ? middle : group.line };
}

/** The wires between the things of one frame: those of what stands in a smaller frame are that frame's. */
function linksAt(plan: Plan, home: string | null): Link[] {
  const standing = (id: string): string | null => {
    for (let key = id; ; ) {
      const frame = plan.homes.get(key) ?? null;
      if (frame === home) return key;
      if (frame === null) return null;
      key = frameKey(frame);
    }
  };
  const order = ({ target, port, index }: Wire) => plan.ports(target, port) + index / 1000;
  const sorted = wires(plan.nodes).sort((a, b) => order(a) - order(b));
  return sorted.flatMap(({ source, target }): Link[] => {
    const [from, to] = [standing(source.node), standing(target)];
    return from !== null && to !== null ? [[from, to]] : [];
  });
}

interface Things {
  readonly items: readonly string[];
  /** Frames among the items, with what is in them. */
  readonly inner: ReadonlyMap<string, Group>;
  /** Where the items stood. */
  readonly old: ReadonlyMap<string, Box>;
  readonly notes: Drawn["notes"];
  readonly links: readonly Link[];
}

/** Each part by itself with its notes, then the parts beside each other, the largest first. */
function together(plan: Plan, things: Things): Group {
  const down = plan.direction === "down";
  const all = parts(
    graphOf(
      things.items.map((key) => itemOf(key, things, down)),
      // To the right all is mirrored, so that what comes in first is above.
      down ? things.links : [...things.links].reverse(),
    ),
  );
  const about = [...things.notes].map(([id, note]) => ({ id, note, thing: nearest(note, things.old) }));
  const groups = all.map((graph) => {
    const notes = new Map(about.filter(({ thing }) => graph.items.has(thing ?? "")).map(({ id, note }) => [id, note]));
    return partOf(graph, { ...things, notes }, plan.direction);
  });
  for (const { id, note, thing } of about) if (thing === null) groups.push(alone(id, note));
  groups.sort((a, b) => b.nodes.size - a.nodes.size);
  const spots = shelved(
    groups.map(({ box }) => box),
    BETWEEN_PARTS,
    !down,
  );
  const placed = groups.map((group, at) => {
    const spot = spots[at] ?? group.box;
    return moved(group, spot.x - group.box.x, spot.y - group.box.y, down);
  });
  return joined(placed);
}

function itemOf(id: string, { inner }: Things, down: boolean) {
  const group = inner.get(id);
  const { width, height } = group?.box ?? CARD;
  const [across, length] = down ? [width, height] : [height, width];
  const before = group ? group.line - (down ? group.box.x : group.box.y) : across / 2;
  // To the right, all is mirrored: what passes by goes below, since the shapes stand above the wires.
  return down ? { id, before, after: across - before, length } : { id, before: across - before, after: before, length };
}

/** One part laid out about the line 0, with the notes about it. */
function partOf(graph: Graph, things: Things, direction: Direction): Group {
  const down = direction === "down";
  const gap = ALONG[direction] - (down ? CARD.height : CARD.width);
  const boxes = new Map<string, Box>();
  for (const [id, { line, start }] of layOutPart(graph, GAPS, gap)) {
    const { before, after, length } = graph.items.get(id) ?? { before: 0, after: 0, length: 0 };
    const [across, along] = [Math.round(down ? line - before : -line - after), Math.round(start)];
    const size = { width: before + after, height: length };
    boxes.set(id, down ? { x: across, y: along, ...size } : { x: along, y: across, width: length, height: size.width });
  }
  const notes = placeNotes(things.notes, things.old, boxes, waysOf(graph, boxes, direction));
  const lain = [...notes].map(([id, at]): Box => ({ ...(things.notes.get(id) ?? CARD), ...at }));
  const inside = [...boxes].flatMap(([id, { x, y }]) => {
    const group = things.inner.get(id);
    return group ? [moved(group, x - group.box.x, y - group.box.y, down)] : [];
  });
  const nodes = new Map([...boxes].filter(([id]) => !things.inner.has(id)).map(([id, { x, y }]) => [id, { x, y }]));
  const own = { nodes, notes, frames: new Map(), box: around([...boxes.values(), ...lain]) ?? NO_BOX, line: 0 };
  return { ...joined([own, ...inside]), box: own.box, line: 0 };
}

/** Where wires run from one row to the next: no note stands there. */
function waysOf(graph: Graph, boxes: ReadonlyMap<string, Box>, direction: Direction): Box[] {
  const line = (id: string) => {
    const { x, y } = boxes.get(id) ?? NO_BOX;
    const { after, before } = graph.items.get(id) ?? { after: 0, before: 0 };
    return direction === "down" ? x + before : y + after;
  };
  return [...graph.next].flatMap(([from, all]) =>
    all.flatMap((to): Box[] => {
      const [one, other] = [boxes.get(from) ?? NO_BOX, boxes.get(to) ?? NO_BOX];
      const [low, high] = [Math.min(line(from), line(to)), Math.max(line(from), line(to))];
      const [begin, end] = direction === "down" ? [one.y + one.height, other.y] : [one.x + one.width, other.x];
      if (end <= begin || end - begin > 2 * ALONG[direction]) return [];
      return [
        direction === "down"
          ? { x: low, y: begin, width: high - low, height: end - begin }
          : { x: begin, y: low, width: end - begin, height: high - low },
      ];
    }),
  );
}

const NO_BOX: Box = { x: 0, y: 0, width: 0, height: 0 };

const alone = (id: string, { x, y, width, height }: Box): Group => ({
  nodes: new Map(),
  notes: new Map([[id, { x, y }]]),
  frames: new Map(),
  box: { x, y, width, height },
  line: 0,
});

/** Groups as one; the main path is that of the first. */
function joined(groups: readonly Group[]): Group {
  return {
    nodes: new Map(groups.flatMap(({ nodes }) => [...nodes])),
    notes: new Map(groups.flatMap(({ notes }) => [...notes])),
    frames: new Map(groups.flatMap(({ frames }) => [...frames])),
    box: around(groups.map(({ box }) => box)) ?? NO_BOX,
    line: groups[0]?.line ?? 0,
  };
}

function moved(group: Group, x: number, y: number, down: boolean): Group {
  const box = { ...group.box, x: group.box.x + x, y: group.box.y + y };
  return { ...shifted(group, x, y), box, line: group.line + (down ? x : y) };
}

/** Everything of an arrangement elsewhere. */
export function shifted({ nodes, notes, frames }: Arrangement, x: number, y: number): Arrangement {
  const each = <T extends Position>(all: ReadonlyMap<string, T>) =>
    new Map([...all].map(([id, at]) => [id, { ...at, x: Math.round(at.x + x), y: Math.round(at.y + y) }]));
  return { nodes: each(nodes), notes: each(notes), frames: each(frames) };
}
