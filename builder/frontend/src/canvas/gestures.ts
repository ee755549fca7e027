/** What a person's gestures amount to, as edits. Pure: a document goes in, edits come out. */
import { type Entry, initialParams } from "../catalog/catalog";
import { freshKey, INPUT, OUTPUT, portsOf } from "../document/blocks";
import { connected, disconnected, type Wire, wiresFrom, wiresInto, written } from "../document/graph";
import type { Level } from "../document/level";
import { after, freeSpot } from "../document/place";
import type { Edit, JsonObject, Position } from "../document/types";
import { portEdits } from "./blocks/ports";

export interface Added {
  readonly id: string;
  readonly edits: readonly Edit[];
}

/** An id that no node has: the kind in small letters and a number. */
export function freshId({ whole }: { whole: { nodes: { has(id: string): boolean } } }, kind: string): string {
  const letters = kind
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase()
    .slice(0, 40);
  return freshKey((id) => whole.nodes.has(id), letters || "node");
}

/** Put a layer at a spot, unwired. */
export function addAt(document: Level, entry: Entry, spot: Position): Added {
  return added(document, entry, {}, freeSpot(document, spot));
}

/** Put a layer into a wire: it takes over the wire's source and feeds its target. Shifts what stands below. */
export function addInto(document: Level, entry: Entry, wire: Wire): Added {
  const port = firstPort(entry);
  if (!port || !entry.outputs?.length)
    return addAt(document, entry, document.layout.get(wire.target) ?? { x: 0, y: 0 });
  const made = added(document, entry, { [port]: [written(wire.source)] });
  return { id: made.id, edits: [...made.edits, connected(wire, { node: made.id, output: 0 })] };
}

/** Put a layer beside the selected ones and wire it: into the one wire that leaves, else below; a merge takes them all. */
export function addBeside(document: Level, entry: Entry, selected: readonly string[]): Added {
  const sources = selected.filter((id) => document.nodes.has(id));
  const port = firstPort(entry);
  const [source] = sources;
  if (!source || !port) return addAt(document, entry, below(document, sources));
  const leaving = wiresFrom(document.nodes, source);
  const [wire] = leaving;
  if (sources.length === 1 && leaving.length === 1 && wire && entry.outputs?.length && !entry.inputs?.[0]?.many) {
    return addInto(document, entry, wire);
  }
  const taken = entry.inputs?.[0]?.many ? sources : [source];
  return added(document, entry, { [port]: taken }, freeSpot(document, below(document, taken)));
}

/** Put a layer before a node: into the first wire that feeds it, else before it, wired to its port `feeds`. */
export function addBefore(document: Level, entry: Entry, id: string, feeds: string | undefined): Added {
  const node = document.nodes.get(id);
  const [wire] = node ? wiresInto(id, node) : [];
  if (wire) return addInto(document, entry, wire);
  const place = document.layout.get(id) ?? { x: 0, y: 0 };
  const made = added(document, entry, {}, freeSpot(document, after([place], document.direction, -1)));
  if (!entry.outputs?.length || feeds === undefined) return made;
  return { id: made.id, edits: [...made.edits, { edit: "connect", node: id, port: feeds, index: 0, source: made.id }] };
}

/** Put a layer with these wires at a spot, or wherever there is room. */
export function added(document: Level, entry: Entry, inputs: JsonObject, position?: Position): Added {
  const id = freshId(document, entry.uses ?? entry.kind);
  const node = {
    kind: entry.kind,
    params: { ...initialParams(entry), ...numberOf(document, entry.kind) },
    inputs,
    ...(entry.uses ? { uses: entry.uses } : {}),
    ...(document.block === null ? {} : { block: document.block }),
  };
  return { id, edits: [{ edit: "add_node", id, node, ...(position && { position }) }] };
}

/** A new port of a block is its last one. */
function numberOf({ whole, block }: Level, kind: string): JsonObject {
  const { inputs, outputs } = portsOf(whole.nodes, block ?? "");
  if (kind !== INPUT && kind !== OUTPUT) return {};
  const last = (kind === INPUT ? inputs : outputs).at(-1);
  return { number: last ? last.number + 1 : 0 };
}

function below(document: Level, ids: readonly string[]): Position {
  const places = ids.map((id) => document.layout.get(id)).filter((place) => place !== undefined);
  const all = places.length ? places : [...document.layout.values()].slice(-1);
  if (!all.length) return { x: 0, y: 0 };
  return after(all, document.direction);
}

const firstPort = (entry: Entry) => entry.inputs?.[0]?.name;

/** Remove nodes and wires. The hole stays open: the check says what is missing and offers to close it. */
export function remove(document: Level, nodes: readonly string[], wires: readonly Wire[]): Edit[] {
  const gone = new Set(nodes.filter((id) => document.nodes.has(id)));
  const cut = wires.filter(({ target }) => !gone.has(target)).sort((a, b) => b.index - a.index);
  return [
    ...cut.map(disconnected),
    ...portEdits(document, gone),
    ...[...gone].map((node): Edit => ({ edit: "remove_node", node })),
  ];
}
