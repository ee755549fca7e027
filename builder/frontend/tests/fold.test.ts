import { describe, expect, it } from "vitest";
import { command, perform, refusalOf } from "../src/canvas/commands";
import { NOTHING } from "../src/canvas/view";
import { toJson } from "../src/document/write";
import { CHAIN } from "./documents";
import { stage } from "./stage";

const frame = (text: string, y: number, height: number) => ({ text, x: -24, y, width: 268, height, hue: 210 });

/** “Middle” around conv and dense with a note, “End” around digit. */
const FRAMED = {
  ...CHAIN,
  notes: { n1: { text: "why", x: 0, y: 150, width: 60, height: 20 } },
  frames: { f1: frame("Middle", 60, 208), f2: frame("End", 244, 120) },
};

function folded() {
  const at = stage(true, FRAMED);
  at.stage.view.selection.set({ ...NOTHING, frames: new Set(["f1"]) });
  perform(command("fold"), at.stage);
  return at;
}

describe("a frame that is folded", () => {
  it("is one card of its name with its wires, and what is below comes closer with its frame", () => {
    const { stage: at, document } = folded();
    const [id = ""] = at.view.selection.get().nodes;
    const card = document().nodes.get(id);
    expect(card?.kind).toBe("Block");
    expect(document().blocks.get(card?.uses ?? "")?.name).toBe("Middle");
    expect(Object.values(card?.inputs ?? {})).toEqual([["image"]]);
    expect(document().nodes.get("digit")?.inputs).toEqual({ inputs: [id] });
    expect(document().frames.get("f1")?.block).toBe(card?.uses);
    expect(document().notes.get("n1")?.block).toBe(card?.uses);
    const up = 276 - (document().layout.get("digit")?.y ?? 0);
    expect(up).toBeGreaterThan(0);
    expect(document().frames.get("f2")?.y).toBe(244 - up);
  });

  it("is laid out again just where it was", () => {
    const { stage: at, document } = folded();
    perform(command("unpack"), at);
    expect(toJson(document())).toEqual(toJson(stage(true, FRAMED).document()));
  });

  it("is laid out at each of its places, as one step, with copies of what stood around", () => {
    const { stage: at, document } = folded();
    perform(command("duplicate"), at);
    const before = toJson(document());
    perform(command("select-all"), at);
    perform(command("unpack"), at);
    const kinds = [...document().nodes.values()].map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["Conv2D", "Conv2D", "Dense", "Dense", "Input", "Output"]);
    expect([...document().frames.values()].map(({ text, block }) => [text, block])).toEqual([
      ["Middle", null],
      ["End", null],
      ["Middle", null],
    ]);
    expect(document().blocks.size).toBe(0);
    perform(command("undo"), at);
    expect(toJson(document())).toEqual(before);
  });

  it("says why where it cannot be", () => {
    const { stage: at } = stage(true, { ...FRAMED, frames: { f3: { ...frame("Nothing", 4000, 100) } } });
    expect(refusalOf(command("fold"), at)).toBe("Select one frame.");
    at.view.selection.set({ ...NOTHING, frames: new Set(["f3"]) });
    perform(command("fold"), at);
    expect(at.view.notice.get()?.sentence).toBe("No layer stands in this frame.");
  });
});
