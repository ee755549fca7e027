import { describe, expect, it } from "vitest";
import { ranked, suitedLayers } from "../src/canvas/palette/search";
import type { Param } from "../src/catalog/catalog";
import { stepped, typed } from "../src/catalog/check";
import { luminance } from "../src/design/theme";
import { bytesText, countText, namedShape, numberText, shapeText, summaryText, valueText } from "../src/format";
import { fixedOnce } from "../src/project/report";
import { CATALOG } from "./catalog";

describe("figures", () => {
  it.each([
    [[null, 8, 8, 32], "8 × 8 × 32"],
    [[null, null, 10000], "? × 10,000"],
    [[null], "one number"],
  ])("says the shape %j", (shape, text) => expect(shapeText(shape)).toBe(text));

  it("names axes", () =>
    expect(namedShape([null, 8, null], ["batch", "height", "width"])).toBe("8 height × any width"));

  it.each([
    [320, "320"],
    [9248, "9.2 k"],
    [18_432, "18 k"],
    [1_400_000, "1.4 M"],
    [2e9, "2 G"],
  ])("shortens %d", (count, text) => expect(countText(count)).toBe(text));

  it("says bytes and counts", () => {
    expect(bytesText(8192)).toBe("8.2 kB");
    expect(bytesText(12)).toBe("12 bytes");
    expect(bytesText(1)).toBe("1 byte");
  });

  it("writes numbers without the noise of binary fractions", () => {
    expect(numberText(0.1 + 0.2)).toBe("0.3");
    expect(numberText(0.00001)).toBe("1e-5");
  });

  it("says values", () => {
    expect(valueText([3, 3])).toBe("3 × 3");
    expect(valueText(true)).toBe("yes");
    expect(valueText({ kind: "Zeros", params: {} })).toBe("Zeros");
    expect(valueText(null)).toBe("none");
  });

  it.each([
    ["range", null, "0.3 – 0.7"],
    ["numbers", 2, "0.3 – 0.7"],
    ["numbers", 3, "0.3, 0.7"],
    ["integers", 2, "0.3 × 0.7"],
  ])("says the list of a %s of %s", (type, length, text) => {
    const param: Param = { name: "list", type, length, label: "List", help: "" };
    expect(valueText([0.3, 0.7], param)).toBe(text);
    expect(typed({ ...param, type: "numbers" }, text)).toEqual(
      length === 3 ? expect.anything() : { value: [0.3, 0.7] },
    );
  });

  it("offers a fix that mends several findings once, with the last", () => {
    const fix = { title: "Fit", edits: [] };
    const finding = { node: "a", param: null, severity: "problem", code: "units", sentence: "", detail: "" } as const;
    const shown = fixedOnce([
      { ...finding, fixes: [fix, { ...fix, title: "Other" }] },
      { ...finding, fixes: [fix] },
    ]);
    expect(shown.map(({ fixes }) => fixes.map(({ title }) => title))).toEqual([["Other"], ["Fit"]]);
  });

  it("fills the line of a card, without what is as usual", () => {
    const conv = CATALOG.layer("Conv2D");
    expect(summaryText(CATALOG.layer("Dense"), { units: 10, activation: "softmax" })).toBe("10 units · softmax");
    expect(summaryText(CATALOG.layer("Dense"), { units: 10 })).toBe("10 units");
    expect(summaryText(conv, { kernel_size: [3, 3], strides: [2, 2] })).toBe("3 × 3 · stride 2 × 2");
    expect(summaryText(conv, { kernel_size: [3, 3], strides: [1, 1] })).toBe("3 × 3");
    expect(summaryText(undefined, {})).toBe("");
  });
});

describe("summaries", () => {
  it("say one of a thing as one", () => {
    expect(summaryText(CATALOG.layer("Dense"), { units: 1 }, CATALOG)).toBe("1 unit");
    expect(summaryText(CATALOG.layer("Dense"), { units: 11 }, CATALOG)).toBe("11 units");
  });
});

describe("typed text", () => {
  const param = (type: string, more: Partial<Param> = {}): Param => ({
    name: "x",
    label: "X",
    help: "",
    type,
    ...more,
  });

  it.each([
    [param("integer", { min: 1, max: 9 }), " 7 ", 7],
    [param("number"), "1e-3", 0.001],
    [param("number"), "0,5", 0.5],
    [param("integers", { length: 2 }), "3", [3, 3]],
    [param("integers", { length: 2 }), "3 × 5", [3, 5]],
    [param("integers", { length: 2 }), "3x5", [3, 5]],
    [param("integers"), "1, 2, 4", [1, 2, 4]],
    [param("axes"), "-1", -1],
    [param("axes"), "1 2", [1, 2]],
    [param("range"), "0.2", 0.2],
    [param("shape"), "28 × 28 × 1", [28, 28, 1]],
    [param("shape"), "? × 8", [null, 8]],
    [param("shape", { min: -1 }), "-1 × 8", [-1, 8]],
    [
      param("pairs", { length: 2 }),
      "1",
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      param("pairs", { length: 2 }),
      "1 2",
      [
        [1, 1],
        [2, 2],
      ],
    ],
    [
      param("pairs", { length: 2 }),
      "1 2 3 4",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [param("integer", { nullable: true }), "", null],
  ])("reads %o from “%s”", (wanted, text, value) => expect(typed(wanted, text)).toEqual({ value }));

  it.each([
    [param("integer", { min: 1, max: 9 }), "10", "X must be a whole number from 1 to 9."],
    [param("integer", { min: 1 }), "1.5", "X must be a whole number of at least 1."],
    [param("number"), "many", "X must be a number."],
    [param("integer"), "", "X must be a whole number."],
    [param("integers", { length: 2, min: 1 }), "1 2 3", "X must be 2 whole numbers of at least 1, such as 1 × 1."],
    [param("pairs", { length: 2 }), "1 2 3", "X must be 4 whole numbers: before and after for each axis."],
    [param("shape"), "0", "X must be lengths such as 28 × 28 × 1, with ? for an open length."],
  ])("refuses %o “%s” in one sentence", (wanted, text, sentence) => expect(typed(wanted, text)).toEqual({ sentence }));

  it("steps inside the range", () => {
    expect(stepped(param("integer", { min: 1, max: 9 }), 9, true, false)).toBe(9);
    expect(stepped(param("integer"), 8, false, true)).toBe(-2);
    expect(stepped(param("number", { min: 0, max: 1 }), 0.3, true, false)).toBe(0.35);
  });
});

describe("search", () => {
  const titles = (words: string) => ranked(CATALOG.layers(), words).map(({ title }) => title);

  it("finds by beginning, initials, search word and slip", () => {
    expect(titles("den")[0]).toBe("Dense");
    expect(titles("gap")[0]).toBe("GlobalAveragePooling2D");
    expect(titles("fully")[0]).toBe("Dense");
    expect(titles("flttn")[0]).toBe("Flatten");
    expect(titles("zzz")).toEqual([]);
  });

  it("puts what suits the data first", () => {
    expect(suitedLayers(CATALOG.layers(), "images").map(({ kind }) => kind)).toEqual(["Conv2D", "Dense"]);
    expect(suitedLayers(CATALOG.layers(), null).map(({ kind }) => kind)).toEqual(["Conv2D", "Dense"]);
  });
});

describe("the catalogue", () => {
  it("finds by alias", () => expect(CATALOG.find("losses", "mse")?.kind).toBe("MeanSquaredError"));
});

describe("the theme", () => {
  it.each([
    ["#ffffff", true],
    ["#0e1117", false],
    ["#fff", true],
    ["rgb(14, 17, 23)", false],
  ])("knows whether %s is light", (color, light) => expect(luminance(color) > 0.4).toBe(light));
});
