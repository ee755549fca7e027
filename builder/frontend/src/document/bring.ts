/** Copies blocks from another document into this one: what is here already is used again, all else gets free ids. */
import { freshKey, INSTANCE } from "./blocks";
import { reference, written } from "./graph";
import type { Document, Edit, JsonObject, PlacedNode } from "./types";
import { nodeJson } from "./write";

export interface Brought {
  /** What the block is called here. */
  readonly block: string;
  readonly edits: readonly Edit[];
}

/** What of another document is called what here. */
export interface Names {
  readonly blocks: ReadonlyMap<string, string>;
  readonly nodes: ReadonlyMap<string, string>;
}

/** The edits that define `block` of `from`, and the blocks inside it, in `whole`. */
export function bring(whole: Document, from: Document, block: string): Brought {
  const { names, edits } = bringAll(whole, from, [block]);
  return { block: names.blocks.get(block) ?? block, edits };
}

/** The edits that define these blocks of `from`, and those inside them, in `whole`, and what they and their nodes are called there. */
export function bringAll(whole: Document, from: Document, wanted: readonly string[]): { names: Names; edits: Edit[] } {
  const { blocks, copied } = namedBlocks(whole, from, blocksWithin(from, wanted));
  const inside = [...from.nodes].filter(([, node]) => node.block !== null && copied.includes(node.block));
  const nodes = new Map<string, string>();
  const taken = new Set<string>();
  for (const [id] of inside) {
    const key = fresh(id, (each) => whole.nodes.has(each) || taken.has(each));
    taken.add(key);
    nodes.set(id, key);
  }
  const names = { blocks, nodes: new Map([...portNames(whole, from, blocks, copied), ...nodes]) };
  const edits = [
    ...definitions(whole, from, blocks, copied),
    ...inside.map(([id, node]): Edit => {
      const position = from.layout.get(id);
      return { edit: "add_node", id: nodes.get(id) ?? id, node: renamed(node, names), ...(position && { position }) };
    }),
    ...areas(whole, from, blocks, copied),
  ];
  return { names, edits };
}

/** What each block is called here, and which of them are new here. */
function namedBlocks(whole: Document, from: Document, within: readonly string[]) {
  const blocks = new Map<string, string>();
  const copied: string[] = [];
  const taken = new Set<string>();
  for (const id of within) {
    const same = twinOf(whole, from, id);
    const here = same ?? fresh(id, (key) => whole.blocks.has(key) || taken.has(key));
    if (same === undefined) copied.push(id);
    taken.add(here);
    blocks.set(id, here);
  }
  return { blocks, copied };
}

/** The block that says the same here, the one of the same id before others; a number after its name does not count. */
function twinOf(whole: Document, from: Document, id: string): string | undefined {
  const known = [...whole.blocks.keys()].sort((a, b) => Number(b === id) - Number(a === id));
  const name = from.blocks.get(id)?.name ?? "";
  const alike = (key: string) => plainName(whole.blocks.get(key)?.name ?? "") === plainName(name);
  return known.find((key) => alike(key) && sameBlock(whole, key, from, id));
}

const plainName = (name: string) => name.replace(/ \d+$/, "");

/** Definitions of what is new here; a name that another block has gets a number. */
function definitions(whole: Document, from: Document, blocks: Names["blocks"], copied: readonly string[]): Edit[] {
  const taken = new Set([...whole.blocks.values()].map(({ name }) => name));
  return copied.flatMap((id): Edit[] => {
    const definition = from.blocks.get(id);
    if (!definition) return [];
    const name = numbered(definition.name, (each) => taken.has(each));
    taken.add(name);
    return [{ edit: "set_block", id: blocks.get(id) ?? id, block: { ...definition, name } }];
  });
}

function numbered(name: string, taken: (name: string) => boolean): string {
  if (!name || !taken(name)) return name;
  for (let number = 2; ; number += 1) if (!taken(`${plainName(name)} ${number}`)) return `${plainName(name)} ${number}`;
}

/** Notes and frames that stand in what is new here. */
function areas(whole: Document, from: Document, blocks: Names["blocks"], copied: readonly string[]): Edit[] {
  const keys = { n: new Set(whole.notes.keys()), f: new Set(whole.frames.keys()) };
  const key = (kind: "n" | "f") => {
    const made = freshKey((each) => keys[kind].has(each), kind);
    keys[kind].add(made);
    return made;
  };
  const here = ({ block }: { readonly block: string | null }) => block !== null && copied.includes(block);
  const place = (block: string | null) => (block === null ? null : (blocks.get(block) ?? block));
  return [
    ...[...from.notes.values()].filter(here).map((note): Edit => {
      return { edit: "set_note", id: key("n"), note: { ...note, block: place(note.block) } };
    }),
    ...[...from.frames.values()].filter(here).map((frame): Edit => {
      return { edit: "set_frame", id: key("f"), frame: { ...frame, block: place(frame.block) } };
    }),
  ];
}

/** A document that holds nothing but a block and the blocks inside it: what a library keeps. */
export function alone(whole: Document, block: string): Document {
  return { ...within(whole, [block]), name: whole.blocks.get(block)?.name ?? "" };
}

/** A document that holds nothing but these blocks and those inside them. */
export function within(whole: Document, wanted: readonly string[]): Document {
  const blocks = blocksWithin(whole, wanted);
  const kept = <T>(map: ReadonlyMap<string, T>, here: (id: string, value: T) => boolean) =>
    new Map([...map].filter(([id, value]) => here(id, value)));
  const stands = (_: string, { block }: { readonly block: string | null }) => block !== null && blocks.includes(block);
  const nodes = kept(whole.nodes, stands);
  return {
    name: "",
    weights: "",
    direction: "down",
    data: {},
    training: {},
    blocks: kept(whole.blocks, (id) => blocks.includes(id)),
    nodes,
    layout: kept(whole.layout, (id) => nodes.has(id)),
    notes: kept(whole.notes, stands),
    frames: kept(whole.frames, stands),
  };
}

/** Blocks and every block inside them, the outer ones first. */
function blocksWithin({ nodes }: Document, wanted: readonly string[]): string[] {
  const found = new Set(wanted);
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

/** A node as it stands here; wires from what is not here go. */
function renamed(node: PlacedNode, { blocks, nodes }: Names): JsonObject {
  const inputs = Object.entries(node.inputs).map(([port, sources]) => [
    node.kind === INSTANCE ? (nodes.get(port) ?? port) : port,
    sources.flatMap((source) => {
      const { node: id, output } = reference(source);
      const here = nodes.get(id);
      return here === undefined ? [] : [written({ node: here, output })];
    }),
  ]);
  return nodeJson({
    ...node,
    inputs: Object.fromEntries(inputs),
    block: node.block === null ? null : (blocks.get(node.block) ?? node.block),
    uses: node.uses === null ? null : (blocks.get(node.uses) ?? node.uses),
    shares: node.shares === null ? null : (nodes.get(node.shares) ?? null),
  });
}

function fresh(id: string, taken: (key: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const key = number > 1 ? `${id}_${number}` : id;
    if (!taken(key)) return key;
  }
}

/** Whether two blocks say the same, whatever they and their nodes are called. */
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
  const { help, params = {} } = document.blocks.get(block) ?? {};
  return short(JSON.stringify([help, sorted(params), nodes.map(sign).sort()]));
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
