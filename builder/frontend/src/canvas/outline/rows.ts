/** The network as rows of a tree: in the order of the flow, frames as groups, blocks with what is inside. Pure. */
import { holds, INSTANCE } from "../../document/blocks";
import { area } from "../../document/held";
import { type Level, levelOf } from "../../document/level";
import type { Document } from "../../document/types";
import { heldBy } from "../frames/frames";
import { byPlace, flowOrder } from "../keyboard/order";
import type { Stop } from "../keyboard/stops";
import { type Place, TOP } from "../place";

export interface Row extends Stop {
  /** Names the row: the way through blocks to it. */
  readonly key: string;
  readonly place: Place;
  readonly level: Level;
  /** How deep it stands, from 1, and which of how many it is there. */
  readonly depth: number;
  readonly at: number;
  readonly of: number;
  /** The layer before it in the flow. */
  readonly before: string | undefined;
  /** Whether what stands inside is shown; nothing for a leaf. */
  readonly open: boolean | null;
}

/** A layer, or a frame with the layers in it. */
type Unit = string | { readonly frame: string; readonly nodes: string[] };

/** Every row that is to be seen, from top to bottom. `turned`: the keys of closed frames and of open blocks. */
export function rowsOf(document: Document, turned: ReadonlySet<string>): readonly Row[] {
  return levelRows(document, turned, TOP, 1);
}

/** The key of the row that stands for `stop`, seen from `place`. */
export function keyOf({ path }: Place, { part, id }: Stop): string {
  return [...path, part === "nodes" ? id : `${part}:${id}`].join("/");
}

function levelRows(document: Document, turned: ReadonlySet<string>, place: Place, depth: number): Row[] {
  const level = levelOf(document, place.block);
  const flow = flowOrder(level);
  const before = new Map(flow.map((id, at) => [id, flow[at - 1]]));
  const units = unitsOf(level, flow);
  const notes = [...level.notes.keys()].sort(byPlace(level.notes));
  const of = units.length + notes.length;

  function rowOf(stop: Stop, at: number, among: number, deep: number, open: boolean | null): Row {
    const key = keyOf(place, stop);
    return { ...stop, key, place, level, depth: deep, at, of: among, before: before.get(stop.id), open };
  }

  function nodeRows(id: string, at: number, among: number, deep: number): Row[] {
    const block = blockInside(level, id);
    const open = block === null ? null : turned.has(keyOf(place, { part: "nodes", id }));
    const row = rowOf({ part: "nodes", id }, at, among, deep, open);
    if (!open) return [row];
    return [row, ...levelRows(document, turned, { block, path: [...place.path, id] }, deep + 1)];
  }

  function frameRows({ frame, nodes }: Exclude<Unit, string>, at: number): Row[] {
    const stop: Stop = { part: "frames", id: frame };
    const open = !turned.has(keyOf(place, stop));
    const inside = open ? nodes.flatMap((id, inner) => nodeRows(id, inner + 1, nodes.length, depth + 1)) : [];
    return [rowOf(stop, at, of, depth, nodes.length ? open : null), ...inside];
  }

  return [
    ...units.flatMap((unit, at) =>
      typeof unit === "string" ? nodeRows(unit, at + 1, of, depth) : frameRows(unit, at + 1),
    ),
    ...notes.map((id, at) => rowOf({ part: "notes", id }, units.length + at + 1, of, depth, null)),
  ];
}

/** The block whose inside can be shown below an instance; none where it would hold itself. */
function blockInside({ nodes, whole, block }: Level, id: string): string | null {
  const node = nodes.get(id);
  if (node?.kind !== INSTANCE || node.uses === null || !whole.blocks.has(node.uses)) return null;
  return block !== null && holds(whole.nodes, node.uses, block) ? null : node.uses;
}

/** Layers in the order of the flow; those of a frame together, where the first of them stands; empty frames last. */
function unitsOf(level: Level, flow: readonly string[]): readonly Unit[] {
  const smallest = smallestFrames(level);
  const groups = new Map<string, Exclude<Unit, string>>();
  const units: Unit[] = [];
  for (const id of flow) {
    const frame = smallest.get(id);
    const group = frame === undefined ? undefined : groups.get(frame);
    if (frame === undefined) units.push(id);
    else if (group) group.nodes.push(id);
    else {
      const made = { frame, nodes: [id] };
      groups.set(frame, made);
      units.push(made);
    }
  }
  const empty = [...level.frames.keys()].filter((frame) => !groups.has(frame)).sort(byPlace(level.frames));
  return [...units, ...empty.map((frame) => ({ frame, nodes: [] }))];
}

function smallestFrames(level: Level): ReadonlyMap<string, string> {
  const largestFirst = [...level.frames].sort(([, a], [, b]) => area(b) - area(a));
  return new Map(
    largestFirst.flatMap(([frame]) => heldBy(level, frame).nodes.map((id): [string, string] => [id, frame])),
  );
}
