/** What laying out comes to, as edits: of a whole level, or of what is selected of it. */
import { entryOf } from "../../catalog/blocks";
import type { Catalog } from "../../catalog/catalog";
import { CARD, type Direction } from "../../document/card";
import { around, type Box, overlap } from "../../document/held";
import { type Level, levelOf } from "../../document/level";
import { notesOf } from "../../document/notes";
import { type Arrangement, arranged, type Drawn, type PortOrder, shifted } from "../../document/tidy";
import type { Document, Edit, Frame, Note } from "../../document/types";
import { heldBy } from "../frames/frames";
import { inputsOf } from "../handles";

/** What of it stays where it is keeps this distance from what was laid out. */
const CLEAR = 36;

/** Everything on a level laid out. */
export function tidyLevel(level: Level, catalog: Catalog): Edit[] {
  return editsOf(level, arranged(level, level.direction, portOrder(level, catalog)));
}

/** These nodes alone laid out, with frames that hold nothing else and with their notes; nothing else moves. */
export function tidyNodes(level: Level, ids: ReadonlySet<string>, catalog: Catalog): Edit[] {
  const drawn = partOf(level, ids);
  const laid = arranged(drawn, level.direction, portOrder(level, catalog));
  return editsOf(level, aside(laid, boxesOf(laid, drawn), others(level, drawn)));
}

/** Every level laid out in another direction. */
export function turned(document: Document, direction: Direction, catalog: Catalog): Edit[] {
  const levels = [null, ...document.blocks.keys()].map((block) => levelOf(document, block));
  return [
    { edit: "set", part: "meta", key: "direction", value: direction },
    ...levels.flatMap((level) => editsOf(level, arranged(level, direction, portOrder(level, catalog)))),
  ];
}

function portOrder({ nodes, whole }: Level, catalog: Catalog): PortOrder {
  return (id, port) => {
    const node = nodes.get(id);
    return node ? inputsOf(entryOf(node, whole, catalog), node).findIndex(({ name }) => name === port) : 0;
  };
}

function partOf(level: Level, ids: ReadonlySet<string>): Drawn {
  const chosen = <T>(all: ReadonlyMap<string, T>, keep: (id: string) => boolean) =>
    new Map([...all].filter(([id]) => keep(id)));
  const frames = chosen(level.frames, (id) => {
    const { nodes } = heldBy(level, id);
    return nodes.length > 0 && nodes.every((node) => ids.has(node));
  });
  const inside = [...frames.keys()].flatMap((id) => heldBy(level, id).notes);
  const notes = new Set([...inside, ...notesOf(level, ids).map(([id]) => id)]);
  return {
    nodes: chosen(level.nodes, (id) => ids.has(id)),
    layout: chosen(level.layout, (id) => ids.has(id)),
    notes: chosen(level.notes, (id) => notes.has(id)),
    frames,
  };
}

function boxesOf({ nodes, notes, frames }: Arrangement, drawn: Drawn): Box[] {
  return [
    ...[...nodes.values()].map((at) => ({ ...at, ...CARD })),
    ...[...notes].map(([id, at]) => ({ ...(drawn.notes.get(id) as Note), ...at })),
    ...frames.values(),
  ];
}

/** The cards and notes that stay. */
function others(level: Level, drawn: Drawn): Box[] {
  const cards = [...level.layout].filter(([id]) => !drawn.nodes.has(id)).map(([, at]) => ({ ...at, ...CARD }));
  return [...cards, ...[...level.notes].filter(([id]) => !drawn.notes.has(id)).map(([, note]) => note)];
}

/** To the right until it lies on nothing that stays. */
function aside(laid: Arrangement, boxes: readonly Box[], staying: readonly Box[]): Arrangement {
  for (let right = 0; ; ) {
    const moved = boxes.map((box) => ({ ...box, x: box.x + right }));
    const hit = moved.flatMap((box) => staying.filter((other) => overlap(box, other)).map((other) => ({ box, other })));
    if (!hit.length) return shifted(laid, right, 0);
    right += Math.max(...hit.map(({ box, other }) => other.x + other.width + CLEAR - box.x));
  }
}

function editsOf(level: Level, { nodes, notes, frames }: Arrangement): Edit[] {
  return [
    ...[...nodes].map(([node, position]): Edit => ({ edit: "move", node, position })),
    ...[...notes].map(([id, at]): Edit => {
      return { edit: "set_note", id, note: { ...(level.notes.get(id) as Note), ...at } };
    }),
    ...[...frames].map(([id, box]): Edit => {
      return { edit: "set_frame", id, frame: { ...(level.frames.get(id) as Frame), ...box } };
    }),
    ...grown(level, nodes, new Set(frames.keys())),
  ];
}

/** Frames that held some of what was laid out, and other things: they grow where that stands outside now. */
function grown(level: Level, nodes: Arrangement["nodes"], laid: ReadonlySet<string>): Edit[] {
  return [...level.frames].flatMap(([id, frame]): Edit[] => {
    if (laid.has(id)) return [];
    const cards = heldBy(level, id).nodes.flatMap((node) => nodes.get(node) ?? []);
    if (!cards.length) return [];
    const pad = (at: { x: number; y: number }): Box => ({ x: at.x - 24, y: at.y - 32, width: 268, height: 116 });
    return [{ edit: "set_frame", id, frame: { ...frame, ...around([frame, ...cards.map(pad)]) } }];
  });
}
