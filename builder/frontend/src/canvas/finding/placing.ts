/** Puts what was found where it was looked for, with its wires. Pure: a level goes in, edits come out. */
import { entryOf } from "../../catalog/blocks";
import type { Catalog, Entry } from "../../catalog/catalog";
import { CARD } from "../../document/card";
import { type Wire, wires, written } from "../../document/graph";
import type { Level } from "../../document/level";
import { freeSpot } from "../../document/place";
import type { Edit, Position } from "../../document/types";
import type { Output, Report } from "../../project/report";
import type { LooseEnd } from "../commanding/open";
import { type Added, addAt, addBefore, addBeside, added, addInto } from "../gestures";
import { type Place, reportKey } from "../place";
import { fittingPort, type Gap } from "./fit";

/** Where a search was opened, and with what in hand. */
export interface Wanted {
  readonly from: LooseEnd | null;
  /** Where the pointer was; nothing: beside what is selected. */
  readonly place: Position | null;
  readonly selected: readonly string[];
  /** What the checker says comes out of a node. */
  readonly outputOf: (source: Wire["source"]) => Output | null;
}

/** Reads outputs from the report, seen from a place. */
export function outputsIn(report: Report | null, place: Place): Wanted["outputOf"] {
  return ({ node, output }) => report?.nodes[reportKey(place, node)]?.outputs[output] ?? null;
}

/** What is missing at a loose end, or after the one layer that is selected. */
export function gapAt(level: Level, catalog: Catalog, { from, selected, outputOf }: Wanted): Gap {
  if (from?.end === "output") return { gives: { output: outputOf(from.source) } };
  if (from?.end === "input") return before(level, catalog, from, outputOf);
  if (from?.end === "wire") {
    const { target, port, source } = from.wire;
    return { ...waits(level, catalog, target, port), gives: { output: outputOf(source) } };
  }
  const [only] = selected;
  return only !== undefined && level.nodes.has(only) ? { gives: { output: outputOf({ node: only, output: 0 }) } } : {};
}

/** What a port waits for; where it has its one wire already, what is found comes between. */
function before(
  level: Level,
  catalog: Catalog,
  { node, port }: { readonly node: string; readonly port: string },
  outputOf: Wanted["outputOf"],
): Gap {
  const wire = taken(level, catalog, node, port);
  return { ...waits(level, catalog, node, port), ...(wire && { gives: { output: outputOf(wire.source) } }) };
}

function waits(level: Level, catalog: Catalog, id: string, name: string): Gap {
  const node = level.nodes.get(id);
  const entry = node && entryOf(node, level.whole, catalog);
  const port = entry?.inputs?.find((each) => each.name === name);
  return entry && port ? { takes: { port, entry } } : {};
}

function taken(level: Level, catalog: Catalog, id: string, port: string): Wire | undefined {
  const node = level.nodes.get(id);
  if (!node || catalog.takesMany(node.kind, port)) return undefined;
  return wires(level.nodes).find((wire) => wire.target === id && wire.port === port);
}

/** Put a kind into the gap. */
export function putInto(level: Level, catalog: Catalog, entry: Entry, wanted: Wanted): Added {
  const { from, place, selected, outputOf } = wanted;
  if (from?.end === "wire") return addInto(level, entry, from.wire);
  if (from?.end === "output") {
    if (!place) return addBeside(level, entry, [from.source.node]);
    const port = fittingPort(entry, outputOf(from.source));
    const inputs = port ? { [port.name]: [written(from.source)] } : {};
    return added(level, entry, inputs, hung(level, place, "start"));
  }
  if (from?.end === "input") {
    const wire = taken(level, catalog, from.node, from.port);
    if (wire && entry.inputs?.length) return addInto(level, entry, wire);
    if (!place) return addBefore(level, entry, from.node, from.port);
    const made = added(level, entry, {}, hung(level, place, "end"));
    return { id: made.id, edits: [...made.edits, feeding(level, from, made.id)] };
  }
  if (!place) return addBeside(level, entry, selected);
  return beneath(level, entry, { ...wanted, place });
}

/** Put a kind where the pointer is, fed by what is selected. */
function beneath(level: Level, entry: Entry, { place, selected, outputOf }: Wanted & { readonly place: Position }) {
  const spot = hung(level, place, "middle");
  const sources = selected.filter((id) => level.nodes.has(id));
  const [first] = sources;
  if (first === undefined) return addAt(level, entry, spot);
  const port = fittingPort(entry, outputOf({ node: first, output: 0 }));
  return added(level, entry, port ? { [port.name]: port.many ? sources : [first] } : {}, spot);
}

/** The wire from a new node into the port that waited: one more where many may come, else the only one. */
function feeding(
  { nodes }: Level,
  { node, port }: { readonly node: string; readonly port: string },
  source: string,
): Edit {
  return { edit: "connect", node, port, index: nodes.get(node)?.inputs[port]?.length ?? 0, source };
}

const ALONG = { start: 0, middle: 0.5, end: 1 } as const;

/** The corner of a card that stands at a point with where wires come in, with its middle, or with where they go out. */
function hung(level: Level, place: Position | null, by: keyof typeof ALONG): Position {
  const { x, y } = place ?? { x: 0, y: 0 };
  const [across, down] = level.direction === "down" ? [0.5, ALONG[by]] : [ALONG[by], 0.5];
  return freeSpot(level, { x: Math.round(x - across * CARD.width), y: Math.round(y - down * CARD.height) });
}
