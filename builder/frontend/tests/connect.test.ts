import { describe, expect, it } from "vitest";
import { draw, drawn, inHandle, outHandle, redraw, refusal } from "../src/canvas/connect";
import { CATALOG } from "./catalog";
import { chain, docOf, edit } from "./documents";

const wire = (source: string, target: string) => ({ source: { node: source, output: 0 }, target, port: "inputs" });

describe("refusal while dragging", () => {
  it.each([
    ["to itself", wire("dense", "dense"), /feed itself/],
    ["round in a circle", wire("digit", "conv"), /circle/],
    ["round in a small circle", wire("dense", "conv"), /circle/],
    ["into a port that is full", wire("image", "dense"), /Dense takes one wire/],
    ["from nowhere", wire("gone", "dense"), /nothing to connect/],
  ])("refuses a wire %s", (_, drawnWire, sentence) => {
    expect(refusal(chain(), CATALOG, drawnWire)).toMatch(sentence);
  });

  it("refuses a wire over the border of a block", () => {
    const doc = docOf();
    const document = edit(doc, { edit: "add_node", id: "in1", node: { kind: "Dense", block: "inside" } });
    expect(refusal(document, CATALOG, wire("in1", "dense"))).toMatch(/border of a block/);
    expect(refusal(document, CATALOG, wire("image", "in1"))).toMatch(/border of a block/);
  });

  it("lets a wire be moved at the port where it stands", () => {
    expect(refusal(chain(), CATALOG, wire("image", "dense"), wire("conv", "dense"))).toBeNull();
  });

  it("lets a merge take as many wires as one draws, the same twice too", () => {
    const doc = docOf();
    let document = edit(doc, { edit: "add_node", id: "sum", node: { kind: "Add", params: {}, inputs: {} } });
    for (const source of ["conv", "dense", "conv"]) {
      expect(refusal(document, CATALOG, wire(source, "sum"))).toBeNull();
      document = edit(doc, ...draw(document, wire(source, "sum")));
    }
    expect(document.nodes.get("sum")?.inputs).toEqual({ inputs: ["conv", "dense", "conv"] });
  });

  it("moves an end of a wire in its place, or to another port", () => {
    const old = { source: { node: "conv", output: 0 }, target: "dense", port: "inputs", index: 0 };
    const moved = edit(docOf(), ...redraw(chain(), old, wire("image", "dense")));
    expect(moved.nodes.get("dense")?.inputs).toEqual({ inputs: ["image"] });
    const doc = docOf();
    const wider = edit(doc, {
      edit: "add_node",
      id: "sum",
      node: { kind: "Add", params: {}, inputs: { inputs: ["image"] } },
    });
    const after = edit(doc, ...redraw(wider, old, wire("conv", "sum")));
    expect(after.nodes.get("dense")?.inputs).toEqual({});
    expect(after.nodes.get("sum")?.inputs).toEqual({ inputs: ["image", "conv"] });
  });

  it("reads a wire from React Flow's handles", () => {
    const connection = { source: "a", sourceHandle: outHandle(2), target: "b", targetHandle: inHandle("query") };
    expect(drawn(connection)).toEqual({ source: { node: "a", output: 2 }, target: "b", port: "query" });
  });
});
