/** With the real catalogue: replacing stands and falls with what kinds have in common. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command, perform, refusalOf } from "../src/canvas/commands";
import { candidates, replaceWith } from "../src/canvas/replace/replace";
import { replaced } from "../src/canvas/replace/replaced";
import { fitted } from "../src/canvas/replace/settings";
import { type Entry, type Param, readCatalog } from "../src/catalog/catalog";
import type { JsonObject } from "../src/document/types";
import { toJson } from "../src/document/write";
import { stage } from "./stage";

const CATALOG = readCatalog(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../assets/catalog.json"), "utf-8")),
);
const entry = (kind: string) => CATALOG.layer(kind) as Entry;

const network = (node: JsonObject, more: JsonObject = {}): JsonObject => ({
  name: "Network",
  nodes: {
    a: { kind: "Input", params: {}, inputs: {} },
    b: { kind: "Input", params: {}, inputs: {} },
    it: node,
    end: { kind: "Output", params: {}, inputs: { inputs: ["it"] } },
    ...more,
  },
});

function became(json: JsonObject, kind: string, ...ids: string[]) {
  const at = stage(true, json, CATALOG);
  replaceWith(at.stage, ids.length ? ids : ["it"], entry(kind));
  const { nodes } = at.document();
  return { ...at, nodes, it: nodes.get("it"), said: at.stage.view.notice.get()?.sentence ?? "" };
}

describe("replacing", () => {
  it("keeps id, name, place, wires, settings of the same meaning, and how it takes part", () => {
    const conv = {
      kind: "Conv2D",
      name: "First",
      params: { filters: 24, kernel_size: [5, 5], activation: "relu", strides: [2, 2], padding: "same" },
      inputs: { inputs: ["a"] },
      frozen: true,
      disabled: true,
    };
    const { it, nodes, said } = became(network(conv), "SeparableConv2D");
    expect(it).toMatchObject({ ...conv, kind: "SeparableConv2D" });
    expect(nodes.get("end")?.inputs).toEqual({ inputs: ["it"] });
    expect(said).toBe("");
  });

  it("says what does not come along", () => {
    const dense = {
      kind: "Dense",
      params: { units: 9, activation: "tanh", use_bias: false },
      inputs: { inputs: ["a"] },
    };
    const { it, said } = became(network(dense), "BatchNormalization");
    expect(it?.params).toEqual({});
    expect(said).toBe("Replaced by BatchNormalization. Not kept: Units, Activation, Use bias.");
  });

  it("knows that units and filters count the same, and sizes along every axis", () => {
    const dense = { kind: "Dense", params: { units: 9, activation: "tanh" }, inputs: { inputs: ["a"] } };
    expect(became(network(dense), "Conv1D").it?.params).toMatchObject({ filters: 9, activation: "tanh" });
    const conv = { kind: "Conv2D", params: { filters: 7, kernel_size: [5, 5] }, inputs: {} };
    expect(became(network(conv), "Conv3D").it?.params).toMatchObject({ filters: 7, kernel_size: [5, 5, 5] });
    expect(became(network(conv), "Conv1D").it?.params.kernel_size).toEqual(5);
    const flat = { kind: "Conv2D", params: { filters: 7, kernel_size: [1, 5] }, inputs: {} };
    expect(became(network(flat), "Conv3D").said).toContain("Kernel size");
  });

  it("keeps a chosen value only where it can be chosen", () => {
    const conv = { kind: "Conv1D", params: { filters: 7, kernel_size: 3, padding: "causal" }, inputs: {} };
    const { it, said } = became(network(conv), "Conv2D");
    expect(it?.params.padding).toBeUndefined();
    expect(said).toContain("Padding");
    const param: Param = { name: "n", type: "integer", label: "N", help: "", min: 2, max: 5 };
    expect([1, 3, { expr: "2 * n" }, null, [3, 3], [3, 4]].map((value) => fitted(param, value))).toEqual([
      undefined,
      3,
      { expr: "2 * n" },
      undefined,
      3,
      undefined,
    ]);
  });

  it("leads wires to ports of the same name or place, and lets go of what finds none", () => {
    const add = { kind: "Add", params: {}, inputs: { inputs: ["a", "b"] } };
    const one = became(network(add), "Dense");
    expect(one.it?.inputs).toEqual({ inputs: ["a"] });
    expect(one.said).toContain("1 wire");
    expect(became(network(add), "Concatenate").it?.inputs).toEqual({ inputs: ["a", "b"] });
    const attention = { kind: "Attention", params: {}, inputs: { query: ["a"], value: ["b"] } };
    expect(became(network(attention), "MultiHeadAttention").it?.inputs).toEqual({ query: ["a"], value: ["b"] });
    expect(became(network(attention), "Dense").it?.inputs).toEqual({ inputs: ["a"] });
    const lstm = { kind: "LSTM", params: { units: 3, return_state: true }, inputs: { inputs: ["a"] } };
    const reader = { more: { kind: "Add", params: {}, inputs: { inputs: ["it", "it:1", "it:2"] } } };
    expect(became(network(lstm, reader), "GRU").nodes.get("more")?.inputs).toEqual({ inputs: ["it", "it:1"] });
  });

  it("replaces several as one step, and gives all back", () => {
    const dense = (units: number) => ({ kind: "Dense", params: { units }, inputs: { inputs: ["a"] } });
    const json = network(dense(3), { two: dense(4) });
    const { stage: at, document, nodes } = became(json, "LSTM", "it", "two");
    expect([nodes.get("it")?.params.units, nodes.get("two")?.params.units]).toEqual([3, 4]);
    perform(command("undo"), at);
    expect(toJson(document())).toEqual(toJson(stage(true, json).document()));
    perform(command("redo"), at);
    expect(document().nodes.get("two")?.kind).toBe("LSTM");
  });

  it("goes on sharing where all who share are replaced, else sets free with the settings used", () => {
    const dense = { kind: "Dense", params: { units: 9 }, inputs: { inputs: ["a"] } };
    const json = network(dense, { twin: { kind: "Dense", params: {}, inputs: { inputs: ["b"] }, shares: "it" } });
    const both = became(json, "LSTM", "it", "twin");
    expect(both.nodes.get("twin")).toMatchObject({ kind: "LSTM", shares: "it", params: {} });
    const owner = became(json, "LSTM");
    expect(owner.nodes.get("twin")).toMatchObject({ kind: "Dense", shares: null, params: { units: 9 } });
    expect(owner.said).toContain("shared weights");
    const sharer = became(json, "LSTM", "twin");
    expect(sharer.nodes.get("twin")).toMatchObject({ kind: "LSTM", shares: null, params: { units: 9 } });
    expect(became(json, "Flatten", "it", "twin").nodes.get("twin")?.shares).toBeNull();
  });

  it("puts a block in a layer's place and back, but not into itself", () => {
    const port = (kind: string, inputs: JsonObject = {}) => ({ kind, block: "res", params: { number: 0 }, inputs });
    const json: JsonObject = {
      ...network({ kind: "Dense", params: { units: 9 }, inputs: { inputs: ["a"] } }),
      blocks: { res: { name: "Residual", help: "", params: { units: { default: 4, help: "" } } } },
    };
    const inside = {
      x: port("BlockInput"),
      d: { kind: "Dense", block: "res", params: { units: { expr: "units" } }, inputs: { inputs: ["x"] } },
      y: port("BlockOutput", { inputs: ["d"] }),
    };
    const at = stage(true, { ...json, nodes: { ...(json.nodes as JsonObject), ...inside } }, CATALOG);
    const block = candidates(at.stage.level(), "it", CATALOG).others.find(({ uses }) => uses === "res") as Entry;
    replaceWith(at.stage, ["it"], block);
    expect(at.document().nodes.get("it")).toMatchObject({
      kind: "Block",
      uses: "res",
      inputs: { x: ["a"] },
      params: { units: 9 },
    });
    replaceWith(at.stage, ["it"], entry("Dense"));
    expect(at.document().nodes.get("it")).toMatchObject({
      kind: "Dense",
      uses: null,
      inputs: { inputs: ["a"] },
      params: { units: 9 },
    });
    at.stage.view.place.set({ block: "res", path: [] });
    expect(replaced(at.stage.level(), ["d"], block, CATALOG)).toEqual({
      sentence: "“Residual” cannot stand inside itself.",
    });
  });

  it("leaves ends alone, and several kinds", () => {
    const at = stage(
      true,
      network({ kind: "Dense", params: { units: 9 }, inputs: {} }, { f: { kind: "Flatten" } }),
      CATALOG,
    );
    at.select("a");
    expect(refusalOf(command("replace"), at.stage)).toContain("Ends of a network");
    at.select("it", "f");
    expect(refusalOf(command("replace"), at.stage)).toBe("Select layers of one kind.");
    at.select("it");
    perform(command("replace"), at.stage);
    expect(at.stage.view.replacing.get()).toBe(true);
  });

  it("can put every kind in the place of every other, and what stands then says only what its kind knows", () => {
    const layers = CATALOG.layers().filter(({ layer, kind }) => layer !== false && kind !== "Block");
    const some = layers.filter((_, at) => at % 12 === 0);
    for (const from of some) {
      const at = stage(
        true,
        network({ kind: from.kind, params: {}, inputs: { [from.inputs?.[0]?.name ?? "inputs"]: ["a"] } }),
        CATALOG,
      );
      for (const to of layers) {
        const made = replaced(at.stage.level(), ["it"], to, CATALOG);
        if ("sentence" in made) throw new Error(made.sentence);
        const names = new Set((to.params ?? []).map(({ name }) => name));
        const set = made.edits.flatMap((edit) => (edit.edit === "set_param" ? [edit.param] : []));
        expect(set.filter((name) => !names.has(name))).toEqual([]);
      }
    }
  });
});
