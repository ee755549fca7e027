import { describe, expect, it } from "vitest";
import { lanes, pathAround } from "../src/canvas/around";
import { flowEdges } from "../src/canvas/edges";
import { type FlowNode, flowNodes, type Scene } from "../src/canvas/flow";
import { openingViewport } from "../src/canvas/opening";
import { TOP } from "../src/canvas/place";
import { previewOf } from "../src/canvas/preview";
import { feed, makeRoom } from "../src/canvas/room";
import { NOTHING } from "../src/canvas/view";
import { CARD } from "../src/document/card";
import type { Wire } from "../src/document/graph";
import { levelOf } from "../src/document/level";
import type { Position } from "../src/document/types";
import type { Finding, Report } from "../src/project/report";
import { reported } from "../src/project/reporting";
import { CATALOG } from "./catalog";
import { chain } from "./documents";

const FINDING: Finding = {
  node: "dense",
  param: null,
  severity: "problem",
  code: "rank",
  sentence: "Too many axes.",
  detail: "",
  fixes: [
    {
      title: "Flatten first",
      edits: [
        { edit: "add_node", id: "flat", node: { kind: "Flatten", params: {}, inputs: { inputs: ["conv"] } } },
        { edit: "connect", node: "dense", port: "inputs", index: 0, source: "flat" },
      ],
    },
  ],
};

const report = (findings: Finding[] = []): Report => ({
  nodes: { conv: { outputs: [], trainable: 1, frozen: 0, memory: 1, multiply_adds: 0 } },
  findings,
  totals: { parameters: 0, trainable: 0, memory: 0, multiply_adds: 0, sizes: {} },
  ready: !findings.length,
  digest: "",
});

const scene = (more: Partial<Scene> = {}): Scene => ({
  document: chain(),
  place: TOP,
  preview: null,
  report: report(),
  catalog: CATALOG,
  selection: NOTHING,
  labels: "shapes",
  heat: null,
  dragged: new Map(),
  ...more,
});

const byId = (nodes: readonly FlowNode[]) => new Map(nodes.map((node) => [node.id, node]));

describe("what React Flow draws", () => {
  it("keeps the objects of what did not change", () => {
    const seen = scene();
    const first = flowNodes(seen, []);
    const newer = reported(seen.report, { type: "report", report: report() });
    expect(flowNodes({ ...seen, report: newer }, first)).toBe(first);
    const selected = byId(flowNodes({ ...seen, selection: { ...NOTHING, nodes: new Set(["conv"]) } }, first));
    expect(selected.get("conv")?.selected).toBe(true);
    expect(selected.get("conv")?.data).toBe(byId(first).get("conv")?.data);
  });

  it("guesses where ports are until a card is measured as another than most", () => {
    const seen = scene();
    const first = flowNodes(seen, []);
    const known = byId(first).get("conv");
    expect(known).toMatchObject({ measured: { width: 220, height: 56 } });
    expect(known?.handles?.map(({ id, x, y }) => [id, x, y])).toEqual([
      ["in:inputs", 105, -5],
      ["out:0", 105, 51],
    ]);
    const grown = first.map((node) => ({ ...node, measured: { width: 220, height: 90 } }));
    expect(byId(flowNodes(seen, grown)).get("conv")?.handles).toBeUndefined();
  });

  it("keeps what was measured", () => {
    const measured = flowNodes(scene(), []).map((node) => ({ ...node, measured: { width: 220, height: 60 } }));
    const after = byId(flowNodes(scene({ dragged: new Map([["conv", { x: 7, y: 7 }]]) }), measured));
    expect(after.get("conv")).toMatchObject({ position: { x: 7, y: 7 }, measured: { width: 220 } });
  });

  it("draws wires, those of a node with a problem as stuck", () => {
    const edges = flowEdges(scene({ report: report([FINDING]) }), []);
    expect(edges.map(({ id, className }) => [id, className])).toEqual([
      ["conv/inputs/0", ""],
      ["dense/inputs/0", "stuck"],
      ["digit/inputs/0", ""],
    ]);
  });

  it("keeps the wires that did not change", () => {
    const first = flowEdges(scene(), []);
    const again = flowEdges(scene({ report: report([FINDING]) }), first);
    expect(again.map((edge, at) => edge === first[at])).toEqual([true, false, true]);
  });

  it("shows what a fix would do, without moving anything", () => {
    const fix = FINDING.fixes[0] as Finding["fixes"][number];
    const preview = levelOf(previewOf(chain(), fix, CATALOG), null);
    const now = scene({ report: report([FINDING]) });
    const nodes = byId(flowNodes({ ...now, preview }, flowNodes(now, [])));
    expect(nodes.get("flat")?.data).toMatchObject({ mark: "new" });
    expect(nodes.get("dense")?.position).toEqual({ x: 0, y: 184 });
    expect(flowEdges({ ...now, preview }, []).filter(({ className }) => className === "new")).toHaveLength(2);
    expect(chain().nodes.has("flat")).toBe(false);
  });
});

describe("room for cards that have something to say", () => {
  const at = (id: string, y: number, height = CARD.height, x = 0) => ({ id, place: { x, y }, height });

  it("moves nothing where no card has grown", () =>
    expect(makeRoom([at("a", 0), at("b", 60), at("c", 61)], new Set()).size).toBe(0));

  it("moves what stands below, one after another, and nothing beside", () => {
    const moved = makeRoom(
      [
        at("a", 0, 156),
        at("b", 92),
        at("c", 184),
        at("far", 700),
        at("side", 92, CARD.height, 400),
        at("fed", 276, CARD.height, 400),
      ],
      new Set([feed("c", "fed")]),
    );
    expect(moved.get("b")).toBe(100);
    expect(moved.get("c")).toBe(100);
    expect(moved.has("far")).toBe(false);
    expect(moved.has("side")).toBe(false);
    expect(moved.get("fed")).toBe(100);
  });
});

describe("the first look", () => {
  it("shows a small network whole and a tall one from its top", () => {
    const pane = { width: 900, height: 700 };
    const whole = openingViewport(chain(), pane);
    expect(whole.zoom).toBeCloseTo(1.1);
    expect(whole.x + (CARD.width / 2) * whole.zoom).toBeCloseTo(450);
    const tall = { ...chain(), layout: new Map([...chain().layout].map(([id, { x, y }]) => [id, { x, y: y * 20 }])) };
    expect(openingViewport(tall, pane)).toMatchObject({ zoom: 0.85, y: 60 });
  });
});

describe("wires that go around", () => {
  const wire = (from: string, target: string): Wire => ({
    source: { node: from, output: 0 },
    target,
    port: "inputs",
    index: 0,
  });
  const column = ["a", "b", "c", "d"].map((id, at): [string, Position] => [id, { x: 0, y: at * 92 }]);

  it("goes straight to the next card, and past what it would hide behind", () => {
    const [next, skip, second] = [wire("a", "b"), wire("a", "c"), wire("a", "d")];
    const found = lanes([next, skip, second], column);
    expect(found.has(next)).toBe(false);
    expect(found.get(skip)).toBeLessThan(-110);
    expect(found.get(second)).not.toBe(found.get(skip));
  });

  it("goes straight where nothing is in the way, and on the side that is nearer", () => {
    expect(
      lanes(
        [wire("a", "d")],
        [
          ["a", { x: 0, y: 0 }],
          ["d", { x: 0, y: 276 }],
          ["b", { x: 400, y: 92 }],
        ],
      ).size,
    ).toBe(0);
    const near = lanes(
      [wire("a", "d")],
      [
        ["a", { x: 0, y: 0 }],
        ["d", { x: 0, y: 276 }],
        ["b", { x: -90, y: 120 }],
      ],
    );
    expect([...near.values()][0]).toBeGreaterThan(0);
    expect(lanes([wire("a", "gone")], column).size).toBe(0);
  });

  it("leans to the side of its ports, and is led by how far these are from the middle", () => {
    const skip = wire("a", "d");
    const found = lanes([skip], column, "down", () => ({ begin: 30, end: 40 }));
    expect(found.get(skip)).toBe(110 + 26 - 40);
  });

  it("goes below, where all is drawn to the right", () => {
    const row = column.map(([id], at): [string, Position] => [id, { x: at * 336, y: 0 }]);
    const skip = wire("a", "c");
    expect(lanes([skip], row, "right").get(skip)).toBe(28 + 26);
    expect(pathAround({ x: 0, y: 0 }, { x: 900, y: 0 }, 54, "right")).toMatch(/^M0 0C46 0 0 54 46 54L854 54C/);
  });

  it("begins and ends at its ports", () => {
    const path = pathAround({ x: 0, y: 0 }, { x: 10, y: 200 }, -140);
    expect(path.startsWith("M0 0C0 ")).toBe(true);
    expect(path).toContain("L-140 ");
    expect(path.endsWith(" 10 200")).toBe(true);
  });
});
