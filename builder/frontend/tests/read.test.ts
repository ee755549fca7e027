/** What an Input reads decides which of its settings are asked for. */
import { expect, test } from "vitest";
import type { Schema } from "../src/canvas/data";
import { isMeant, typesRead } from "../src/canvas/inspector/read";
import type { Entry, Param } from "../src/catalog/catalog";

const param = (name: string, more: Partial<Param> = {}): Param => ({
  name,
  type: "choice",
  label: "",
  help: "",
  ...more,
});
const INPUT: Entry = { kind: "Input", title: "", sentence: "", params: [param("features", { type: "feature_names" })] };
const SCHEMA: Schema = {
  id: "set",
  title: "Set",
  kind: "table",
  features: [
    { name: "age", type: "number", role: "feature" },
    { name: "sex", type: "category", role: "feature" },
    { name: "id", type: "ignore", role: "feature" },
    { name: "class", type: "category", role: "target" },
  ],
};

test("without names all columns are read that are no target", () => {
  expect([...typesRead(INPUT, {}, SCHEMA, ["class"])]).toEqual(["number", "category"]);
  expect([...typesRead(INPUT, { features: [] }, SCHEMA, ["sex", "class"])]).toEqual(["number"]);
});

test("with names only these are read", () => {
  expect([...typesRead(INPUT, { features: ["sex"] }, SCHEMA, [])]).toEqual(["category"]);
});

test("nothing is read without data, or by what is no Input", () => {
  expect(typesRead(INPUT, {}, null, []).size).toBe(0);
  expect(typesRead({ ...INPUT, params: [] }, {}, SCHEMA, []).size).toBe(0);
});

test("a setting is meant where it applies, and where something is wrong with it", () => {
  const encoding = param("encoding", { applies: ["category"] });
  const wrong = {
    node: "input",
    param: "encoding",
    severity: "problem",
    code: "",
    sentence: "",
    detail: "",
    fixes: [],
  };
  expect(isMeant(encoding, new Set(["category"]), [])).toBe(true);
  expect(isMeant(encoding, new Set(["number"]), [])).toBe(false);
  expect(isMeant(encoding, new Set(), [wrong as never])).toBe(true);
  expect(isMeant(param("shape"), new Set(), [])).toBe(true);
});
