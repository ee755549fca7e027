import { describe, expect, it } from "vitest";
import { evaluate, mapExpressions, namesUsed, parse, substituted } from "../src/document/expressions";

const result = (text: string, scope = {}) => {
  const parsed = parse(text);
  return "tree" in parsed ? evaluate(parsed.tree, scope) : parsed.sentence;
};

describe("expressions", () => {
  it.each([
    ["2 * filters", 32],
    ["32 * (i + 1)", 96],
    ["-filters // 3", -6],
    ["10 - 3 - 2", 5],
    ["2 + 3 * 4", 14],
    ["7 // 2 * 2", 6],
    ["--3", 3],
    [" .5*4 ", 2],
    ["((1))", 1],
  ])("reads %s", (text, value) => expect(result(text, { filters: 16, i: 2 })).toBe(value));

  it.each(["1 // 0", "nobody", "1000000 * 1000000 * 10"])("has no value for %s", (text) => {
    expect(result(text)).toBeNull();
  });

  it.each([
    "",
    "2 *",
    "(1",
    "1 2",
    "a b",
    "2 ** 3",
    "f(1)",
    "1 / 2",
    "a.b",
    "__import__('os')",
    "1".repeat(201),
    "(".repeat(60),
  ])("says why it cannot read “%s”", (text) => expect(result(text)).toMatch(/\.$/));

  it("puts values in, with brackets where they are needed, and a number where nothing is left open", () => {
    const values = { k: 3, f: { expr: "2 * n" }, act: "relu", less: -1 };
    const put = (expr: string) => substituted({ expr }, values);
    expect(put("2 * k")).toBe(6);
    expect(put("f")).toEqual({ expr: "2 * n" });
    expect(put("k * f")).toEqual({ expr: "3 * (2 * n)" });
    expect(put("act")).toBe("relu");
    expect(put("other + 1")).toEqual({ expr: "other + 1" });
    expect(put("4 - less")).toBe(5);
  });

  it("finds names however deep, and leaves all else alone", () => {
    const value = { size: [{ expr: "k" }, 3], init: { kind: "X", params: { seed: { expr: "2 * i" } } }, name: "k" };
    expect([...namesUsed(value)]).toEqual(["k", "i"]);
    expect(mapExpressions(value, ({ expr }) => expr)).toEqual({
      size: ["k", 3],
      init: { kind: "X", params: { seed: "2 * i" } },
      name: "k",
    });
  });
});
