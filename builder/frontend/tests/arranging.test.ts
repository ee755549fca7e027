import { describe, expect, it } from "vitest";
import { tidyLevel, tidyNodes, turned } from "../src/canvas/arranging/tidying";
import { frameAround } from "../src/canvas/frames/frames";
import { CARD } from "../src/document/card";
import { type Box, overlap } from "../src/document/held";
import type { Level } from "../src/document/level";
import { type Kinds, pack } from "../src/document/pack";
import { unpack } from "../src/document/unpack";
import { CATALOG } from "./catalog";
import { chain, docOf, edit } from "./documents";

const cards = ({ layout }: Level): Box[] => [...layout.values()].map((at) => ({ ...at, ...CARD }));
const overlaps = (level: Level) =>
  cards(level).some((one, at) =>
    cards(level)
      .slice(at + 1)
      .some((other) => overlap(one, other)),
  );

describe("what is laid out", () => {
  it("is the whole level, frames around theirs", () => {
    const doc = docOf();
    const { id, frame } = frameAround(chain(), ["dense"], [], { x: 0, y: 0 });
    const level = edit(
      doc,
      { edit: "set_frame", id, frame },
      { edit: "move", node: "dense", position: { x: 900, y: 0 } },
    );
    const moved = edit(doc, { edit: "set_frame", id, frame: { ...frame, x: 880, y: -30 } });
    expect(level.frames.size).toBe(1);
    const after = edit(doc, ...tidyLevel(moved, CATALOG));
    const at = after.layout.get("dense") ?? { x: 0, y: 0 };
    expect(after.frames.get(id)).toMatchObject({ x: at.x - 24, y: at.y - 32, width: 268, height: 116 });
    expect(new Set([...after.layout.values()].map(({ x }) => x)).size).toBe(1);
  });

  it("is what is selected alone, beside what stays", () => {
    const doc = docOf();
    const level = edit(
      doc,
      { edit: "move", node: "conv", position: { x: 20, y: 10 } },
      { edit: "move", node: "dense", position: { x: 30, y: 20 } },
    );
    const after = edit(doc, ...tidyNodes(level, new Set(["conv", "dense"]), CATALOG));
    expect(after.layout.get("image")).toEqual(level.layout.get("image"));
    expect(after.layout.get("digit")).toEqual(level.layout.get("digit"));
    expect(overlaps(after)).toBe(false);
    expect(after.layout.get("dense")?.x).toBe(after.layout.get("conv")?.x);
  });

  it("is drawn to the right on every level, and down again", () => {
    const doc = docOf();
    const right = edit(doc, ...turned(chain().whole, "right", CATALOG));
    expect(right.direction).toBe("right");
    expect(new Set([...right.layout.values()].map(({ y }) => y)).size).toBe(1);
    const down = edit(doc, ...turned(right.whole, "down", CATALOG));
    expect(down.direction).toBe("down");
    expect(overlaps(down)).toBe(false);
  });

  it("packs and unpacks along the wires, where these lead to the right", () => {
    const doc = docOf();
    const before = edit(doc, ...turned(chain().whole, "right", CATALOG));
    const kinds: Kinds = { input: () => "inputs", gives: () => true, packs: () => true, title: ({ kind }) => kind };
    const made = pack(before, ["conv", "dense"], "Both", kinds);
    if ("sentence" in made) throw new Error(made.sentence);
    const packed = edit(doc, ...made.edits);
    expect(packed.layout.get("digit")?.x).toBe((packed.layout.get(made.instance)?.x ?? 0) + 336);
    expect(new Set([...packed.layout.values()].map(({ y }) => y)).size).toBe(1);
    const open = unpack(
      edit(doc, { edit: "set_field", node: made.instance, field: "repeat", value: 2 }),
      made.instance,
    );
    if ("sentence" in open) throw new Error(open.sentence);
    const after = edit(doc, ...open.edits);
    expect(after.nodes.size).toBe(6);
    expect(overlaps(after)).toBe(false);
    expect(new Set([...after.layout.values()].map(({ y }) => y)).size).toBe(1);
  });
});
