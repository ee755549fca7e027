/** Lays a network out in rows, top to bottom, so that wires cross little. */
import { graphlib, layout as layoutGraph } from "@dagrejs/dagre";
import { CARD, STEP } from "./card";
import { wires } from "./graph";
import type { Document, Position } from "./types";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place for every node. `sizes`: how large cards really are, where it is known. */
export function tidy(nodes: Document["nodes"], sizes: ReadonlyMap<string, Size> = new Map()): Map<string, Position> {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: STEP.x - CARD.width, ranksep: STEP.y - CARD.height });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of nodes.keys()) graph.setNode(id, { ...CARD, ...sizes.get(id) });
  for (const { source, target, port, index } of wires(nodes)) {
    if (source.node !== target) graph.setEdge(source.node, target, {}, `${port}/${index}`);
  }
  layoutGraph(graph);
  const places = new Map<string, Position>();
  for (const id of nodes.keys()) {
    const { x, y, width, height } = graph.node(id) as Position & Size;
    places.set(id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) });
  }
  return places;
}
