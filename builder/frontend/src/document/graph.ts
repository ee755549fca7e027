/** The graph of a document: references, wires, and who feeds whom. */
import type { Document, Edit, PlacedNode } from "./types";

export interface Reference {
  readonly node: string;
  readonly output: number;
}

/** One wire, as it stands in its target. */
export interface Wire {
  readonly source: Reference;
  readonly target: string;
  readonly port: string;
  readonly index: number;
}

type Nodes = Document["nodes"];

/** Read `"id"` or `"id:n"`. */
export function reference(text: string): Reference {
  const [node = "", output = "0"] = text.split(":", 2);
  return { node, output: Number.parseInt(output, 10) || 0 };
}

/** Write a reference: the first output is the bare id. */
export function written({ node, output }: Reference): string {
  return output > 0 ? `${node}:${output}` : node;
}

/** The edit that draws a wire where one stands, from another source. */
export function connected({ target, port, index }: Wire, source: Reference): Edit {
  return { edit: "connect", node: target, port, index, source: written(source) };
}

/** The edit that cuts a wire. */
export const disconnected = ({ target, port, index }: Wire): Edit => ({
  edit: "disconnect",
  node: target,
  port,
  index,
});

/** All wires into one node, port by port: the same objects for the same node. */
export function wiresInto(id: string, node: PlacedNode): readonly Wire[] {
  const known = read.get(node);
  if (known?.id === id) return known.wires;
  const wires = readWires(id, node);
  read.set(node, { id, wires });
  return wires;
}

const read = new WeakMap<PlacedNode, { readonly id: string; readonly wires: readonly Wire[] }>();

function readWires(id: string, node: PlacedNode): readonly Wire[] {
  return Object.entries(node.inputs).flatMap(([port, sources]) =>
    sources.map((source, index) => ({ source: reference(source), target: id, port, index })),
  );
}

/** All wires of a document whose both ends exist. */
export function wires(nodes: Nodes): Wire[] {
  return [...nodes].flatMap(([id, node]) => wiresInto(id, node)).filter((wire) => nodes.has(wire.source.node));
}

/** All wires that leave a node. */
export function wiresFrom(nodes: Nodes, id: string): Wire[] {
  return wires(nodes).filter((wire) => wire.source.node === id);
}

/** For each node, the nodes that it feeds. */
export function successors(nodes: Nodes): Map<string, Set<string>> {
  const fed = new Map([...nodes.keys()].map((id) => [id, new Set<string>()]));
  for (const wire of wires(nodes)) fed.get(wire.source.node)?.add(wire.target);
  return fed;
}

/** `start` and every node that can be reached from it along the wires. */
export function downstream(nodes: Nodes, start: string): Set<string> {
  return reached(successors(nodes), [start]);
}

/** `starts` and every node that can be reached from them along `next`. */
export function reached(next: ReadonlyMap<string, ReadonlySet<string>>, starts: Iterable<string>): Set<string> {
  const seen = new Set(starts);
  for (const id of seen) for (const each of next.get(id) ?? []) seen.add(each);
  return seen;
}
