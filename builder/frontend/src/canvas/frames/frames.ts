/** Frames: titled areas behind the cards. What stands in one goes where it goes. Pure. */
import { freshKey } from "../../document/blocks";
import { CARD } from "../../document/card";
import { area, around, type Box, FRAME_PAD, holdsMiddle } from "../../document/held";
import type { Level } from "../../document/level";
import type { Document, Edit, Frame, Note, Position } from "../../document/types";

export const FRAME_HUES = [215, 262, 322, 28, 58, 152, 187];
const EMPTY = { width: 360, height: 240 };

/** What stands in a frame: cards, notes and smaller frames whose middle is inside. */
export interface Held {
  readonly nodes: readonly string[];
  readonly notes: readonly string[];
  readonly frames: readonly string[];
}

export function heldBy({ layout, notes, frames, nodes }: Document, id: string): Held {
  const frame = frames.get(id);
  if (!frame) return { nodes: [], notes: [], frames: [] };
  const inside = (box: Box) => holdsMiddle(frame, box);
  return {
    nodes: [...layout].filter(([node, at]) => nodes.has(node) && inside({ ...at, ...CARD })).map(([node]) => node),
    notes: [...notes].filter(([, note]) => inside(note)).map(([note]) => note),
    frames: [...frames]
      .filter(([other, each]) => other !== id && area(each) < area(frame) && inside(each))
      .map(([other]) => other),
  };
}

/** Where everything goes when a frame goes to `position`: itself and what it holds, each under its own key. */
export interface Moved {
  readonly nodes: ReadonlyMap<string, Position>;
  readonly notes: ReadonlyMap<string, Position>;
  readonly frames: ReadonlyMap<string, Position>;
}

export function carriedBy(document: Document, id: string, position: Position): Moved {
  const frame = document.frames.get(id);
  const held = heldBy(document, id);
  const [x, y] = [position.x - (frame?.x ?? 0), position.y - (frame?.y ?? 0)];
  const shifted = (ids: readonly string[], of: ReadonlyMap<string, Position>) =>
    new Map(
      ids.flatMap((each): [string, Position][] => {
        const at = of.get(each);
        return at ? [[each, { x: Math.round(at.x + x), y: Math.round(at.y + y) }]] : [];
      }),
    );
  return {
    nodes: shifted(held.nodes, document.layout),
    notes: shifted(held.notes, document.notes),
    frames: shifted([id, ...held.frames], document.frames),
  };
}

/** How high a frame is drawn: what stands in it may reach lower on the screen than in the document. */
export function drawnHeight(document: Document, id: string, lower: ReadonlyMap<string, number>): number {
  const frame = document.frames.get(id);
  if (!frame || !lower.size) return frame?.height ?? 0;
  const ends = heldBy(document, id).nodes.flatMap((node) => {
    const at = document.layout.get(node);
    return at && lower.has(node) ? [at.y + CARD.height + (lower.get(node) ?? 0) + FRAME_PAD.bottom - frame.y] : [];
  });
  return Math.max(frame.height, ...ends);
}

/** The edits that move a frame with all that it holds. */
export function moveFrame(document: Document, id: string, position: Position): Edit[] {
  const moved = carriedBy(document, id, position);
  return [
    ...[...moved.nodes].map(([node, at]): Edit => ({ edit: "move", node, position: at })),
    ...[...moved.notes].map(([note, at]): Edit => {
      return { edit: "set_note", id: note, note: { ...(document.notes.get(note) as Note), ...at } };
    }),
    ...[...moved.frames].map(([frame, at]): Edit => {
      return { edit: "set_frame", id: frame, frame: { ...(document.frames.get(frame) as Frame), ...at } };
    }),
  ];
}

/** A new frame around what is selected, or an empty one about `center`. */
export function frameAround(
  level: Level,
  nodes: readonly string[],
  notes: readonly string[],
  center: Position,
): { id: string; frame: Frame } {
  const cards = nodes.flatMap((node): Box[] => {
    const at = level.layout.get(node);
    return at ? [{ ...at, ...CARD }] : [];
  });
  const boxes = [...cards, ...notes.flatMap((note) => level.notes.get(note) ?? [])];
  const empty = { x: Math.round(center.x - EMPTY.width / 2), y: Math.round(center.y - EMPTY.height / 2), ...EMPTY };
  const hue = FRAME_HUES[level.whole.frames.size % FRAME_HUES.length] ?? 0;
  const box = outlined(boxes) ?? empty;
  return {
    id: freshKey((key) => level.whole.frames.has(key), "f"),
    frame: { text: "", ...box, block: level.block, hue },
  };
}

function outlined(boxes: readonly Box[]): Box | null {
  const { side, top, bottom } = FRAME_PAD;
  const box = around(boxes);
  return box && { x: box.x - side, y: box.y - top, width: box.width + 2 * side, height: box.height + top + bottom };
}
