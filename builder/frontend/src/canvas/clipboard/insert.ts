/** Puts a part of a network in: fresh ids, the blocks that it uses, and what cannot stand there left out. */
import { entryOf } from "../../catalog/blocks";
import type { Catalog } from "../../catalog/catalog";
import { freshKey, holds, INPUT, INSTANCE, OUTPUT, portsOf } from "../../document/blocks";
import { bringAll, type Names } from "../../document/bring";
import { INDEX } from "../../document/expressions";
import { reference, written } from "../../document/graph";
import type { Level } from "../../document/level";
import type { Refused } from "../../document/pack";
import type { Document, Edit, JsonObject, PlacedNode, Position } from "../../document/types";
import { nodeJson } from "../../document/write";
import { t } from "../../words/words";
import { refusal } from "../blocks/adding";
import { freshId } from "../gestures";
import { type Part, spelledOut } from "./part";

export interface Inserted {
  readonly nodes: readonly string[];
  readonly notes: readonly string[];
  readonly frames: readonly string[];
  /** The nodes of the part that cannot stand here. */
  readonly left: readonly PlacedNode[];
  readonly edits: readonly Edit[];
}

export interface Way {
  /** How far from where it was taken it is put. */
  readonly shift: Position;
  /** Whether wires from outside the part stay: they lead to what stands here. */
  readonly outside: boolean;
  readonly catalog: Catalog;
}

/** The edits that put a part in, or why it cannot stand here. */
export function insert(level: Level, part: Part, way: Way): Inserted | Refused {
  const { document } = part;
  const own = [...document.nodes].filter(([, { block }]) => block === null);
  const uses = [...new Set(own.flatMap(([, node]) => (node.uses === null ? [] : [node.uses])))];
  const brought = bringAll(
    level.whole,
    document,
    uses.filter((id) => document.blocks.has(id)),
  );
  const sentence =
    inItself(document) ?? [...brought.names.blocks.values()].map((id) => refusal(level, id)).find(Boolean);
  if (sentence) return { sentence };
  const stands = own.filter(([, node]) => canStand(level, node, way.catalog));
  const names = namesFor(level, stands, brought.names);
  const work = { level, part, way, names, ports: portNumbers(level) };
  const notes = areasOf(document.notes, level.whole.notes, "n");
  const frames = areasOf(document.frames, level.whole.frames, "f");
  return {
    nodes: stands.map(([id]) => names.nodes.get(id) ?? id),
    notes: notes.map(([key]) => key),
    frames: frames.map(([key]) => key),
    left: own.filter((each) => !stands.includes(each)).map(([, node]) => node),
    edits: [
      ...brought.edits,
      ...stands.map(([id, node]) => nodeEdit(work, id, node)),
      ...notes.map(([id, note]): Edit => ({ edit: "set_note", id, note: shifted(note, work) })),
      ...frames.map(([id, frame]): Edit => ({ edit: "set_frame", id, frame: shifted(frame, work) })),
    ],
  };
}

/** A sentence where a block of the part holds itself: nobody could build that. */
function inItself({ nodes, blocks }: Document): string | null {
  for (const { kind, uses, block } of nodes.values()) {
    if (kind !== INSTANCE || uses === null || block === null || !holds(nodes, uses, block)) continue;
    return t("The block “{name}” in it holds itself, so nothing was pasted.", {
      name: blocks.get(block)?.name || block,
    });
  }
  return null;
}

/** A block's ports stand in a block; what ties the network to data stands at the top. */
function canStand({ block, whole }: Level, node: PlacedNode, catalog: Catalog): boolean {
  if (node.kind === INPUT || node.kind === OUTPUT) return block !== null;
  return block === null || entryOf(node, whole, catalog)?.layer !== false;
}

/** Ids that are free stay; the others are made of the kind, as those of new nodes. */
function namesFor({ whole }: Level, own: readonly [string, PlacedNode][], brought: Names): Names {
  const taken = new Set(brought.nodes.values());
  const grown = { nodes: { has: (id: string) => whole.nodes.has(id) || taken.has(id) } };
  const nodes = new Map(brought.nodes);
  for (const [id, node] of own) {
    const key = grown.nodes.has(id) ? freshId({ whole: grown }, node.uses ?? node.kind) : id;
    taken.add(key);
    nodes.set(id, key);
  }
  return { blocks: brought.blocks, nodes };
}

interface Work {
  readonly level: Level;
  readonly part: Part;
  readonly way: Way;
  readonly names: Names;
  /** The number for one more port of each kind. */
  readonly ports: (kind: string) => number;
}

function nodeEdit(work: Work, id: string, node: PlacedNode): Edit {
  const { level, part, way, names } = work;
  const at = part.document.layout.get(id);
  const block = level.whole.blocks.get(level.block ?? "");
  const known = new Set(level.block === null ? [] : [INDEX, ...Object.keys(block?.params ?? {})]);
  const spell = spelledOut(part, known);
  const isPort = node.kind === INPUT || node.kind === OUTPUT;
  const taken = [...level.nodes.values()].some(({ name }) => name === node.name);
  const copy: PlacedNode = {
    ...node,
    name: taken ? "" : node.name,
    params: { ...(spell(node.params) as JsonObject), ...(isPort && { number: work.ports(node.kind) }) },
    repeat: spell(node.repeat),
    inputs: inputsOf(node, names, way.outside),
    block: level.block,
    uses: node.uses === null ? null : (names.blocks.get(node.uses) ?? node.uses),
    shares: node.shares === null ? null : (names.nodes.get(node.shares) ?? null),
  };
  const position = at && { x: at.x + way.shift.x, y: at.y + way.shift.y };
  return { edit: "add_node", id: names.nodes.get(id) ?? id, node: nodeJson(copy), ...(position && { position }) };
}

function inputsOf(node: PlacedNode, { nodes }: Names, outside: boolean): PlacedNode["inputs"] {
  const inputs = Object.entries(node.inputs).map(([port, sources]) => {
    const here = sources.flatMap((source) => {
      const { node: from, output } = reference(source);
      const named = nodes.get(from) ?? (outside ? from : undefined);
      return named === undefined ? [] : [written({ node: named, output })];
    });
    return [node.kind === INSTANCE ? (nodes.get(port) ?? port) : port, here] as const;
  });
  return Object.fromEntries(inputs.filter(([, sources]) => sources.length));
}

/** Counts on from the last port that a block has. */
function portNumbers({ whole, block }: Level): (kind: string) => number {
  const { inputs, outputs } = portsOf(whole.nodes, block ?? "");
  const next: Record<string, number> = {
    [INPUT]: (inputs.at(-1)?.number ?? -1) + 1,
    [OUTPUT]: (outputs.at(-1)?.number ?? -1) + 1,
  };
  return (kind) => {
    const number = next[kind] ?? 0;
    next[kind] = number + 1;
    return number;
  };
}

function areasOf<T extends { readonly block: string | null }>(
  all: ReadonlyMap<string, T>,
  known: ReadonlyMap<string, T>,
  stem: string,
): [string, T][] {
  const taken = new Set(known.keys());
  return [...all].flatMap(([, area]): [string, T][] => {
    if (area.block !== null) return [];
    const key = freshKey((each) => taken.has(each), stem);
    taken.add(key);
    return [[key, area]];
  });
}

function shifted<T extends Position>(area: T, { level, way }: Work): T {
  return { ...area, x: area.x + way.shift.x, y: area.y + way.shift.y, block: level.block };
}

/** What was left out, in a sentence; nothing where all stands. */
export function leftSentence(left: readonly PlacedNode[], title: (node: PlacedNode) => string): string {
  const titles = [...new Set(left.map((node) => `“${title(node)}”`))].slice(0, MOST_NAMED).join(", ");
  if (!left.length) return "";
  return left.some(({ kind }) => kind === INPUT || kind === OUTPUT)
    ? t("Left out: {titles}. Ports of a block stand inside a block only.", { titles })
    : t("Left out: {titles}. What ties a network to data stands at the top, not inside a block.", { titles });
}

const MOST_NAMED = 3;
