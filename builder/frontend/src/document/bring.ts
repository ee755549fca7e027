/** Copies blocks from another document into this one: what is here already is used again, all else gets free ids. */
import { INSTANCE } from "./blocks";
import { reference, written } from "./graph";
import type { Document, Edit, JsonObject, PlacedNode } from "./types";
import { nodeJson } from "./write";

export interface Brought {
  /** What the block is called here. */
  readonly block: string;
  readonly edits: readonly Edit[];
}

/** The edits that define `block` of `from`, and the blocks inside it, in `whole`. */
export function bring(whole: Document, from: Document, block: string): Brought {
  const blocks = new Map<string, string>();
  const copied: string[] = [];
  for (const id of blocksWithin(from, block)) {
    const same = [...whole.blocks.keys()].find((known) => sameBlock(whole, known, from, id));
    if (same === undefined) copied.push(id);
    blocks.set(id, same ?? fresh(id, (key) => whole.blocks.has(key) || [...blocks.values()].includes(key)));
  }
  const inside = [...from.nodes].filter(([, node]) => node.block !== null && copied.includes(node.block));
  const nodes = new Map<string, string>();
  for (const [id] of inside) {
    const taken = new Set(nodes.values());
    nodes.set(
      id,
      fresh(id, (key) => whole.nodes.has(key) || taken.has(key)),
    );
  }
  const kept = portNames(whole, from, blocks, copied);
  const named = { blocks, nodes: new Map([...kept, ...nodes]) };
  return {
    block: blocks.get(block) ?? block,
    edits: [
      ...copied.flatMap((id): Edit[] => {
        const definition = from.blocks.get(id);
        return definition ? [{ edit: "set_block", id: blocks.get(id) ?? id, block: definition }] : [];
      }),
      ...inside.map(([id, node]): Edit => {
        const position = from.layout.get(id);
        return { edit: "add_node", id: nodes.get(id) ?? id, node: renamed(node, named), ...(position && { position }) };
      }),
    ],
  };
}

/** A document that holds nothing but a block and the blocks inside it: what a library keeps. */
export function alone(whole: Document, block: string): Document {
  const within = blocksWithin(whole, block);
  const kept = <T>(map: ReadonlyMap<string, T>, here: (id: string, value: T) => boolean) =>
    new Map([...map].filter(([id, value]) => here(id, value)));
  const nodes = kept(whole.nodes, (_, node) => node.block !== null && within.includes(node.block));
  return {
    name: whole.blocks.get(block)?.name ?? "",
    weights: "",
    data: {},
    training: {},
    blocks: kept(whole.blocks, (id) => within.includes(id)),
    nodes,
    layout: kept(whole.layout, (id) => nodes.has(id)),
    notes: kept(whole.notes, (_, note) => note.block !== null && within.includes(note.block)),
    frames: kept(whole.frames, (_, frame) => frame.block !== null && within.includes(frame.block)),
  };
}

/** A block and every block inside it, the outer ones first. */
function blocksWithin({ nodes }: Document, block: string): string[] {
  const found = new Set([block]);
  for (const outer of found)
    for (const { kind, uses, block: place } of nodes.values())
      if (place === outer && kind === INSTANCE && uses !== null) found.add(uses);
  return [...found];
}

/** For blocks that are used again: what their ports are called here. */
function portNames(whole: Document, from: Document, blocks: ReadonlyMap<string, string>, copied: readonly string[]) {
  return [...blocks].flatMap(([there, here]): [string, string][] => {
    if (copied.includes(there)) return [];
    const known = [...whole.nodes].filter(([, node]) => node.block === here);
    return [...from.nodes].flatMap(([id, node]): [string, string][] => {
      if (node.block !== there) return [];
      const twin = known.find(([, each]) => each.kind === node.kind && each.params.number === node.params.number);
      return twin ? [[id, twin[0]]] : [];
    });
  });
}

interface Names {
  readonly blocks: ReadonlyMap<string, string>;
  readonly nodes: ReadonlyMap<string, string>;
}

function renamed(node: PlacedNode, { blocks, nodes }: Names): JsonObject {
  const inputs = Object.entries(node.inputs).map(([port, sources]) => [
    node.kind === INSTANCE ? (nodes.get(port) ?? port) : port,
    sources.map((source) => {
      const { node: id, output } = reference(source);
      return written({ node: nodes.get(id) ?? id, output });
    }),
  ]);
  const name = (names: ReadonlyMap<string, string>, id: string | null) => (id === null ? null : (names.get(id) ?? id));
  return nodeJson({
    ...node,
    inputs: Object.fromEntries(inputs),
    block: name(blocks, node.block),
    uses: name(blocks, node.uses),
    shares: name(nodes, node.shares),
  });
}

function fresh(id: string, taken: (key: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const key = number > 1 ? `${id}_${number}` : id;
    if (!taken(key)) return key;
  }
}

/** Whether two blocks say the same, whatever their nodes are called. */
export function sameBlock(one: Document, block: string, other: Document, twin: string): boolean {
  return signature(one, block) === signature(other, twin);
}

/** What a block is, whatever its nodes are called: equal for equal blocks. */
function signature(document: Document, block: string, above: readonly string[] = []): string {
  if (above.includes(block)) return "itself";
  const nodes = [...document.nodes].filter(([, node]) => node.block === block).map(([id]) => id);
  const known = new Map<string, string>();
  const sign = (id: string): string => {
    const node = document.nodes.get(id);
    if (!node || known.get(id) === "") return "";
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, "");
    const uses = node.uses === null ? null : signature(document, node.uses, [...above, block]);
    // An instance's ports are named by ids: their order says as much.
    const ports = Object.entries(node.inputs).map(([port, sources]) => [
      node.kind === INSTANCE ? (document.nodes.get(port)?.params.number ?? null) : port,
      sources.map((source) => [sign(reference(source).node), reference(source).output]),
    ]);
    const { kind, name, params, repeat, disabled, frozen } = node;
    const shares = node.shares === null ? null : sign(node.shares);
    const text = short(
      JSON.stringify([kind, name, sorted(params), ports.sort(), uses, shares, repeat, disabled, frozen]),
    );
    known.set(id, text);
    return text;
  };
  const { name, help, params = {} } = document.blocks.get(block) ?? {};
  return short(JSON.stringify([name, help, sorted(params), nodes.map(sign).sort()]));
}

const shorts = new Map<string, string>();

/** A short text for a long one, the same each time: else what merges and parts again would double at every step. */
function short(text: string): string {
  const known = shorts.get(text) ?? `#${shorts.size}`;
  shorts.set(text, known);
  return known;
}

function sorted(params: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
}
