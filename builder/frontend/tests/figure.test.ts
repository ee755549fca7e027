import { describe, expect, it } from "vitest";
import { turned } from "../src/canvas/arranging/tidying";
import { drawFigure, type Wanted } from "../src/canvas/figure/figure";
import { heatColor, hueColor } from "../src/canvas/figure/ink";
import { fileName } from "../src/canvas/figure/save";
import { escaped, fitted, wrapped } from "../src/canvas/figure/text";
import { TOP } from "../src/canvas/place";
import { NOTHING, type Selection } from "../src/canvas/view";
import type { Level } from "../src/document/level";
import type { Report } from "../src/project/report";
import { CATALOG } from "./catalog";
import { chain, docOf, edit } from "./documents";
import { INK } from "./ink";
import { faultOf, tags } from "./xml";

const measure: Wanted["measure"] = (text, { size }) => text.length * size * 0.5;

const output = { shape: [null, 8, 8, 32], axes: [], dtype: "float32" };
const REPORT: Report = {
  nodes: { conv: { outputs: [output], trainable: 320, frozen: 0, memory: 1, multiply_adds: 0 } },
  findings: [],
  totals: { parameters: 0, trainable: 0, memory: 0, multiply_adds: 0, sizes: {} },
  ready: true,
  digest: "",
};

type Heat = ReadonlyMap<string, number> | null;

function drawn(document: Level, only: Selection | null = null, dot: string | null = null, heat: Heat = null) {
  const labels = heat ? ("heat" as const) : ("shapes" as const);
  const scene = { document, place: TOP, report: REPORT, catalog: CATALOG, labels, heat };
  return drawFigure({
    scene,
    only,
    measure,
    ink: { ...INK, dot },
    heated: "Parameters",
    catalog: CATALOG,
    source: "digits",
  });
}

const NASTY = `<script>alert("1")</script> & ' \u0007 \u202e ${"x".repeat(10_000)} \ud800`;

/** A level with all that a figure shows, and names that nobody should have. */
function level(direction: "down" | "right" = "down"): Level {
  const doc = docOf();
  edit(
    doc,
    { edit: "rename_node", node: "conv", name: NASTY },
    { edit: "set_note", id: "n1", note: { text: NASTY, x: 300, y: 0, width: 200, height: 80, block: null } },
    {
      edit: "set_frame",
      id: "f1",
      frame: { text: NASTY, x: -24, y: 60, width: 268, height: 200, block: null, hue: 28 },
    },
    { edit: "connect", node: "digit", port: "inputs", index: 0, source: "image" },
  );
  return direction === "down" ? edit(doc) : edit(doc, ...turned(edit(doc).whole, "right", CATALOG));
}

describe.each(["down", "right"] as const)("a figure drawn %s", (direction) => {
  const { svg, width, height } = drawn(level(direction), null, "#cccccc");

  it("is well-formed and holds no script, no event and nothing from elsewhere", () => {
    expect(faultOf(svg)).toBeNull();
    expect(new Set(tags(svg).map(({ name }) => name))).toEqual(
      new Set(["svg", "title", "defs", "pattern", "rect", "circle", "path", "g", "text"]),
    );
    for (const { attributes } of tags(svg)) {
      for (const [name, value] of attributes) {
        expect(name).not.toMatch(/^on|href|^style$|^src$/);
        if (name !== "xmlns") expect(value).not.toMatch(/https?:|javascript:|data:/);
      }
    }
    expect(svg.length).toBeLessThan(20_000);
    expect(svg).toContain("&lt;script&gt;");
  });

  it("has every node, wire, note and frame, and what comes out", () => {
    const marked = (name: string) => tags(svg).flatMap(({ attributes }) => attributes.get(name) ?? []);
    expect(marked("data-node").sort()).toEqual(["conv", "dense", "digit", "image"]);
    expect(marked("data-wire").sort()).toEqual(["conv/inputs/0", "dense/inputs/0", "digit/inputs/0"]);
    expect([marked("data-note"), marked("data-frame")]).toEqual([["n1"], ["f1"]]);
    expect(svg).toContain("8 × 8 × 32");
  });

  it("has a margin around all of it", () => {
    const [x = 0, y = 0] = (tags(svg)[0]?.attributes.get("viewBox") ?? "").split(" ").map(Number);
    for (const { name, attributes } of tags(svg).filter((tag) => tag.name === "rect")) {
      if (attributes.get("width") === String(width)) continue;
      const at = (key: string) => Number(attributes.get(key));
      expect([name, at("x") >= x + 23, at("y") >= y + 23]).toEqual([name, true, true]);
      expect(at("x") + at("width")).toBeLessThanOrEqual(x + width - 23);
      expect(at("y") + at("height")).toBeLessThanOrEqual(y + height - 23);
    }
  });
});

describe("a heat map in a figure", () => {
  const heat = new Map([
    ["image", 0],
    ["conv", 0.25],
    ["dense", 0.75],
    ["digit", 0],
  ]);
  const { svg } = drawn(chain(), null, null, heat);
  const within = (mark: string) => svg.split("<g data-").find((each) => each.startsWith(mark)) ?? "";

  it("colours the cards by their shares, and says the shares in words beside", () => {
    const ground = (id: string) => tags(within(`node="${id}"`).slice(within(`node="${id}"`).indexOf("<rect")))[0];
    for (const [id, share] of heat) {
      expect([id, ground(id)?.attributes.get("fill")]).toEqual([id, heatColor(share, INK.raised, INK)]);
    }
    expect(within('node="conv"')).toContain(">25.0 %<");
    expect(within('node="dense"')).toContain(">75.0 %<");
    expect(within('node="image"')).not.toContain(" %<");
  });

  it("has a scale from nothing to the heaviest, with what is measured", () => {
    const legend = within('legend="heat"');
    expect(legend).toContain("Parameters: share of each layer");
    expect([legend.includes(">0 %<"), legend.includes(">75.0 %<")]).toEqual([true, true]);
    const fills = tags(legend.slice(legend.indexOf("<rect"))).map(({ attributes }) => attributes.get("fill"));
    expect(fills).toEqual(expect.arrayContaining([INK.raised, heatColor(0.75, INK.raised, INK)]));
    expect(faultOf(svg)).toBeNull();
  });

  it("is not there where no heat map is shown", () => expect(drawn(chain()).svg).not.toContain("data-legend"));

  it("is darker the more a card has, also without colours", () => {
    const grey = (color: string) =>
      [0.299, 0.587, 0.114].reduce(
        (sum, part, at) => sum + part * Number.parseInt(color.slice(1 + 2 * at, 3 + 2 * at), 16),
        0,
      );
    const greys = [0, 0.1, 0.3, 0.6, 1].map((share) => grey(heatColor(share, INK.raised, INK)));
    expect(greys).toEqual([...greys].sort((one, other) => other - one));
    expect((greys[0] ?? 0) - (greys[4] ?? 0)).toBeGreaterThan(60);
  });
});

describe("what is wanted of a figure", () => {
  it("is only what is selected, with the wires in between", () => {
    const { svg } = drawn(chain(), { ...NOTHING, nodes: new Set(["conv", "dense"]) });
    const marked = (name: string) => tags(svg).flatMap(({ attributes }) => attributes.get(name) ?? []);
    expect(marked("data-node").sort()).toEqual(["conv", "dense"]);
    expect(marked("data-wire")).toEqual(["dense/inputs/0"]);
  });

  it("for print has no dots", () => expect(drawn(chain()).svg).not.toContain("pattern"));

  it("is a picture of its own without anything in it", () => {
    const empty = { ...chain(), nodes: new Map(), layout: new Map() };
    expect(faultOf(drawn(empty).svg)).toBeNull();
  });
});

describe("texts of a figure", () => {
  const font = { size: 10, weight: 400 };

  it("are cut where there is no more room", () => {
    expect(fitted("abcdef", 30, font, measure)).toBe("abcdef");
    expect(fitted("abcdefgh", 30, font, measure)).toBe("abcde…");
    expect(fitted("  a\n b ", 30, font, measure)).toBe("a b");
    expect(fitted("abc", 2, font, measure)).toBe("");
  });

  it("are broken into lines, long words too", () => {
    expect(wrapped("one two\nthree", 25, 9, font, measure)).toEqual(["one", "two", "three"]);
    expect(wrapped("abcdefgh", 20, 9, font, measure)).toEqual(["abcd", "efgh"]);
    expect(wrapped("a\nb\nc\nd", 50, 2, font, measure)).toEqual(["a", "b c…"]);
  });

  it("keep other languages and pictures, and lose what XML cannot bear", () => {
    expect(escaped("שלום 🙂 é")).toBe("שלום 🙂 é");
    expect(escaped("a\u0000\ufffe\ud800b")).toBe("ab");
  });

  it.each([
    ["../../etc/passwd", "etc passwd"],
    ["  ", "network"],
    ["ResNet – 18: <b>", "ResNet 18 b"],
    ["数字", "数字"],
  ])("name files that any system takes: %s", (name, file) => expect(fileName(name)).toBe(file));

  it("have colours that every program reads", () => {
    expect(hueColor(0, 100, 50)).toBe("#ff0000");
    expect(hueColor(120, 100, 25)).toBe("#008000");
    expect(hueColor(-120, 0, 50)).toBe("#808080");
  });
});
