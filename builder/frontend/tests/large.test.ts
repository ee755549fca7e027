import { describe, expect, it } from "vitest";
import { flowEdges } from "../src/canvas/edges";
import { flowNodes, type Scene } from "../src/canvas/flow";
import { TOP } from "../src/canvas/place";
import { NOTHING } from "../src/canvas/view";
import { levelOf } from "../src/document/level";
import type { Document, PlacedNode } from "../src/document/types";
import type { Report } from "../src/project/report";
import { reported } from "../src/project/reporting";
import { CATALOG } from "./catalog";
import { chain } from "./documents";

const COUNT = 1000;

/** A chain of many layers. */
function long(): Document {
  const like = chain().nodes.get("dense") as PlacedNode;
  const ids = Array.from({ length: COUNT }, (_, at) => `layer${at}`);
  const nodes = new Map(
    ids.map((id, at): [string, PlacedNode] => [id, { ...like, inputs: { inputs: at ? [`layer${at - 1}`] : [] } }]),
  );
  return { ...chain().whole, nodes, layout: new Map(ids.map((id, at) => [id, { x: 0, y: 92 * at }])) };
}

const report = (document: Document): Report => ({
  nodes: Object.fromEntries(
    [...document.nodes.keys()].map((id) => [id, { outputs: [], trainable: 1, frozen: 0, memory: 1, multiply_adds: 0 }]),
  ),
  findings: [],
  totals: { parameters: 1, trainable: 1, memory: 1, multiply_adds: 0, sizes: {} },
  ready: true,
  digest: "",
});

const sceneOf = (document: Scene["document"], more: Partial<Scene> = {}): Scene => ({
  document,
  place: TOP,
  preview: null,
  report: report(document),
  catalog: CATALOG,
  selection: NOTHING,
  labels: "shapes",
  dragged: new Map(),
  heat: null,
  ...more,
});

describe("a thousand nodes", () => {
  const before = long();
  const level = levelOf(before, null);
  const seen = sceneOf(level);
  const nodes = flowNodes(seen, []);
  const edges = flowEdges(seen, []);

  const changed = (now: readonly unknown[]) => now.filter((each, at) => each !== nodes[at]).length;

  it("are drawn anew only where an edit and what is said of it touch them", () => {
    const node = { ...(before.nodes.get("layer7") as PlacedNode), params: { units: 9 } };
    const after = { ...before, nodes: new Map(before.nodes).set("layer7", node) };
    const edited = { ...seen, document: levelOf(after, null, level) };
    const drawn = flowNodes(edited, nodes);
    expect(changed(drawn)).toBe(1);
    expect(flowEdges(edited, edges).filter((each, at) => each !== edges[at]).length).toBe(0);
    const part = {
      ...report(before),
      nodes: { layer7: { outputs: [], trainable: 5, frozen: 0, memory: 1, multiply_adds: 0 } },
    };
    const told = reported(seen.report, { type: "report", report: part, gone: [] });
    expect(changed(flowNodes({ ...edited, report: told }, drawn))).toBe(1);
  });

  it("stay where they are while one is dragged", () => {
    const dragged = { ...seen, dragged: new Map([["layer7", { x: 5, y: 5 }]]) };
    expect(changed(flowNodes(dragged, nodes))).toBe(1);
  });

  it("are the same list while nothing changes", () => {
    expect(flowNodes({ ...seen }, nodes)).toBe(nodes);
    expect(flowEdges({ ...seen }, edges)).toBe(edges);
  });
});
