import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCatalog } from "../src/catalog/catalog";
import { outputsFor } from "../src/catalog/ports";
import type { JsonObject } from "../src/document/types";

const CATALOG = readCatalog(JSON.parse(readFileSync(`${process.cwd()}/../../assets/catalog.json`, "utf8")));

function count(kind: string, params: JsonObject): number {
  return outputsFor(CATALOG.layer(kind), params).length;
}

const cell = (kind: string): JsonObject => ({ kind, params: { units: 4 } });
const stack = (...kinds: string[]): JsonObject => ({ kind: "StackedRNNCells", params: { cells: kinds.map(cell) } });
const recurrent = (kind: string, params: JsonObject = {}): JsonObject => ({
  layer: { kind, params: { return_state: true, ...params } },
});

describe("pre-trained networks", () => {
  it("have in common what only the first says", () => {
    const [first, other] = [CATALOG.layer("MobileNetV2"), CATALOG.layer("ResNet50")];
    expect(other?.params?.map(({ name }) => name)).toEqual(first?.params?.map(({ name }) => name));
    expect(other?.title).toBe("ResNet50");
    expect(other?.pretrained).not.toEqual(first?.pretrained);
  });
});

describe("outputs by ports", () => {
  it.each<[string, JsonObject, number]>([
    ["LSTM", {}, 1],
    ["LSTM", { return_state: true }, 3],
    ["Output", {}, 0],
    ["RNN", { return_state: true, cell: "GRUCell" }, 2],
    ["RNN", { return_state: true, cell: cell("LSTMCell") }, 3],
    ["RNN", { return_state: true, cell: stack("LSTMCell", "GRUCell") }, 4],
    ["RNN", { return_state: true }, 2],
    ["Bidirectional", recurrent("LSTM"), 5],
    ["Bidirectional", recurrent("GRU"), 3],
    ["Bidirectional", recurrent("RNN", { cell: stack("LSTMCell", "LSTMCell") }), 9],
    ["Bidirectional", { layer: "LSTM" }, 1],
    ["Bidirectional", { layer: 7 }, 1],
    ["MultiHeadAttention", { return_attention_scores: true }, 2],
  ])("%s with %j has the right number", (kind, params, expected) => expect(count(kind, params)).toBe(expected));

  it("an unknown kind has one", () => expect(outputsFor(undefined, {})).toHaveLength(1));

  it("never gives two ports one name", () => {
    const names = outputsFor(CATALOG.layer("Bidirectional"), recurrent("LSTM")).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
