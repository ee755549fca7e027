/** What is selected, as boxes that are put in order: layers, notes, frames. */
import { CARD } from "../../document/card";
import type { Box } from "../../document/held";
import type { Document, Edit, Frame, Note, Position } from "../../document/types";
import { heldBy, moveFrame } from "../frames/frames";
import type { Selection } from "../view";

export interface Thing {
  readonly part: "node" | "note" | "frame";
  readonly id: string;
  readonly box: Box;
}

/** The things of a selection; what stands in a selected frame goes with it and is none of its own. */
export function thingsOf(document: Document, { nodes, notes, frames }: Selection): Thing[] {
  const held = [...frames].map((id) => heldBy(document, id));
  const carried = (part: "nodes" | "notes" | "frames") => new Set(held.flatMap((each) => each[part]));
  const chosen = <T>(
    part: Thing["part"],
    all: ReadonlyMap<string, T>,
    ids: ReadonlySet<string>,
    box: (one: T) => Box,
  ) => {
    const inside = carried(`${part}s`);
    return [...all].flatMap(([id, one]): Thing[] =>
      ids.has(id) && !inside.has(id) ? [{ part, id, box: box(one) }] : [],
    );
  };
  return [
    ...chosen("node", document.layout, nodes, (at) => ({ ...at, ...CARD })),
    ...chosen("note", document.notes, notes, (note) => note),
    ...chosen("frame", document.frames, frames, (frame) => frame),
  ];
}

/** The edits that move things to `places`, in the order of `things`. */
export function moves(document: Document, things: readonly Thing[], places: readonly Position[]): Edit[] {
  return things.flatMap(({ part, id, box }, at): Edit[] => {
    const position = { x: Math.round(places[at]?.x ?? box.x), y: Math.round(places[at]?.y ?? box.y) };
    if (position.x === box.x && position.y === box.y) return [];
    if (part === "frame") return moveFrame(document, id, position);
    if (part === "node") return [{ edit: "move", node: id, position }];
    return [{ edit: "set_note", id, note: { ...(document.notes.get(id) as Note | Frame), ...position } }];
  });
}
