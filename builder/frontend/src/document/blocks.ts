/** What a document knows about its blocks: their ports, their instances, and which holds which. */
import { isExpression } from "./expressions";
import type { Document, PlacedNode } from "./types";

export const INSTANCE = "Block";
export const INPUT = "BlockInput";
export const OUTPUT = "BlockOutput";

/** A port of a block: the node inside that stands for it. */
export interface BlockPort {
  readonly id: string;
  readonly number: number;
  readonly node: PlacedNode;
}

export interface BlockPorts {
  readonly inputs: readonly BlockPort[];
  readonly outputs: readonly BlockPort[];
}

type Nodes = Document["nodes"];

/** The ports of every block, in order; found once for each state of the nodes. */
export function portsOf(nodes: Nodes, block: string): BlockPorts {
  const known = found.get(nodes) ?? findPorts(nodes);
  found.set(nodes, known);
  return known.get(block) ?? { inputs: [], outputs: [] };
}

const found = new WeakMap<Nodes, ReadonlyMap<string, BlockPorts>>();

function findPorts(nodes: Nodes): ReadonlyMap<string, BlockPorts> {
  const ports = new Map<string, { inputs: BlockPort[]; outputs: BlockPort[] }>();
  for (const [id, node] of nodes) {
    if (node.block === null || (node.kind !== INPUT && node.kind !== OUTPUT)) continue;
    const here = ports.get(node.block) ?? { inputs: [], outputs: [] };
    ports.set(node.block, here);
    const { number } = node.params;
    here[node.kind === INPUT ? "inputs" : "outputs"].push({
      id,
      node,
      number: typeof number === "number" ? number : 0,
    });
  }
  for (const { inputs, outputs } of ports.values())
    for (const list of [inputs, outputs]) list.sort((a, b) => a.number - b.number);
  return ports;
}

/** The instances of a block, wherever they stand. */
export function instancesOf(nodes: Nodes, block: string): readonly string[] {
  return [...nodes].filter(([, { kind, uses }]) => kind === INSTANCE && uses === block).map(([id]) => id);
}

/** Whether `outer` is `inner`, or holds it, directly or not: then `outer` cannot stand inside `inner`. */
export function holds(nodes: Nodes, outer: string, inner: string): boolean {
  const seen = new Set([outer]);
  for (const block of seen) {
    if (block === inner) return true;
    for (const { kind, uses, block: place } of nodes.values())
      if (place === block && kind === INSTANCE && uses !== null) seen.add(uses);
  }
  return false;
}

/** How often an instance is repeated, where that is a plain number. */
export function repeatOf({ repeat }: PlacedNode): number | null {
  return isExpression(repeat) ? null : Number(repeat);
}

/** The first id of a stem and a number that is not taken. */
export function freshKey(taken: (id: string) => boolean, stem: string): string {
  for (let number = 1; ; number += 1) if (!taken(`${stem}${number}`)) return `${stem}${number}`;
}
