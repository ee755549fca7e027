import { describe, expect, it } from "vitest";
import { commandFile } from "../src/canvas/commanding/told";
import { menuNow, menuOf } from "../src/canvas/menu/menu";
import { aim, targetOf } from "../src/canvas/menu/target";
import type { Target } from "../src/canvas/stage";
import { NOTHING } from "../src/canvas/view";
import { stage } from "./stage";

const names = (target: Target, of: ReturnType<typeof stage>) =>
  menuNow(target, of.stage)
    .flat()
    .map(({ name }) => name);

describe("a menu", () => {
  it("holds what can be done where it opened, and nothing else", () => {
    const made = stage();
    made.select("conv");
    expect(targetOf(made.stage)).toBe("node");
    expect(names("node", made)).toEqual(expect.arrayContaining(["copy", "delete", "add-after"]));
    expect(names("node", made)).not.toContain("unlink");
    expect(names("canvas", made)[0]).toBe("add");
    made.select("conv", "dense");
    expect(targetOf(made.stage)).toBe("several");
  });

  it("edits nothing in a view that was only lent", () => {
    const lent = stage(false);
    lent.select("conv");
    const shown = menuNow("node", lent.stage).flat();
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every(({ edits }) => !edits)).toBe(true);
  });

  it("has each command once, in parts of one group each", () => {
    for (const target of ["canvas", "node", "block", "wire", "note", "frame", "several"] as const) {
      const parts = menuOf(target);
      const all = parts.flat().map(({ name }) => name);
      expect(new Set(all).size).toBe(all.length);
      for (const part of parts) expect(new Set(part.map(({ group }) => group)).size).toBe(1);
    }
  });

  it("opens on the empty canvas with nothing selected", () => {
    const { stage: here } = stage();
    here.view.selection.set({ ...NOTHING, nodes: new Set(["conv"]) });
    expect(aim(here, null)).toBe("canvas");
    expect(here.view.selection.get()).toBe(NOTHING);
  });

  it("is told apart from what the pointer does", () => {
    expect(JSON.parse(commandFile()).pointer.length).toBeGreaterThan(3);
  });
});
