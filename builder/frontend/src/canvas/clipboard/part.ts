/** A part of a network, taken out so that it can be put in elsewhere: what is selected, and the blocks that it uses. */
import type { Catalog } from "../../catalog/catalog";
import { within } from "../../document/bring";
import { INDEX, mapExpressions, namesUsed, substituted } from "../../document/expressions";
import { reference } from "../../document/graph";
import type { Level } from "../../document/level";
import type { Document, Json, JsonObject, PlacedNode } from "../../document/types";
import { ownerOf, withOwner } from "../linking/links";
import type { Selection } from "../view";

export interface Part {
  /** What was taken stands at its top; everything else stands in the blocks that it uses. */
  readonly document: Document;
  /** What the names in its expressions were worth where it was taken. */
  readonly values: JsonObject;
}

/** What is taken: `wires` make no difference, those among the nodes come along. */
export type Chosen = Pick<Selection, "nodes" | "notes" | "frames">;

/** Take a part out of a level. Wires from outside are still in it; who shares a layer with nobody in it has one of its own. */
export function take(level: Level, { nodes, notes, frames }: Chosen, catalog: Catalog): Part {
  const ids = [...nodes].filter((id) => level.nodes.has(id));
  const heads = headsOf(level, ids);
  const taken = ids.map((id) => [id, takenNode(level, id, heads, catalog)] as const);
  const used = taken.flatMap(([, { uses }]) => (uses === null ? [] : [uses]));
  const blocks = within(level.whole, used);
  const chosen = new Set(ids);
  return {
    document: {
      ...blocks,
      nodes: new Map([...taken, ...blocks.nodes]),
      layout: new Map([...[...level.layout].filter(([id]) => chosen.has(id)), ...blocks.layout]),
      notes: new Map([...atTop(level.notes, notes), ...blocks.notes]),
      frames: new Map([...atTop(level.frames, frames), ...blocks.frames]),
    },
    values: valuesFor(
      level,
      taken.map(([, node]) => node),
    ),
  };
}

/** For each shared layer, which of the chosen nodes has it from now on. */
function headsOf({ nodes }: Level, ids: readonly string[]): ReadonlyMap<string, string> {
  const heads = new Map<string, string>();
  for (const id of ids) {
    const owner = ownerOf(nodes, id);
    if (owner === id || !heads.has(owner)) heads.set(owner, id);
  }
  return heads;
}

function takenNode(level: Level, id: string, heads: ReadonlyMap<string, string>, catalog: Catalog): PlacedNode {
  const node = level.nodes.get(id) as PlacedNode;
  const head = heads.get(ownerOf(level.nodes, id));
  if (head !== id) return { ...node, shares: head ?? null, block: null };
  return { ...(withOwner(level.nodes, id, catalog) ?? node), shares: null, block: null };
}

function atTop<T extends { readonly block: string | null }>(all: ReadonlyMap<string, T>, ids: ReadonlySet<string>) {
  return [...all].flatMap(([id, area]): [string, T][] => (ids.has(id) ? [[id, { ...area, block: null }]] : []));
}

function valuesFor({ whole, block }: Level, nodes: readonly PlacedNode[]): JsonObject {
  const params = whole.blocks.get(block ?? "")?.params ?? {};
  const used = new Set(nodes.flatMap(({ params: own, repeat }) => [...namesUsed([own, repeat])]));
  const known: [string, Json][] = Object.entries(params).map(([name, param]) => [name, param.default]);
  return Object.fromEntries([...known, [INDEX, 0] as const].filter(([name]) => used.has(name)));
}

/** The same without wires that come from outside: what can leave the project. */
export function cutLoose({ document, values }: Part): Part {
  const own = (sources: readonly string[]) => sources.filter((source) => document.nodes.has(reference(source).node));
  const nodes = [...document.nodes].map(([id, node]): [string, PlacedNode] => {
    const inputs = Object.entries(node.inputs).map(([port, sources]) => [port, own(sources)] as const);
    return [id, { ...node, inputs: Object.fromEntries(inputs.filter(([, sources]) => sources.length)) }];
  });
  return { document: { ...document, nodes: new Map(nodes) }, values };
}

/** Put what the names were worth in place of those that are not `known` where the part goes. */
export function spelledOut({ values }: Part, known: ReadonlySet<string>): (value: Json) => Json {
  const missing = Object.fromEntries(Object.entries(values).filter(([name]) => !known.has(name)));
  return (value) => mapExpressions(value, (expression) => substituted(expression, missing));
}
