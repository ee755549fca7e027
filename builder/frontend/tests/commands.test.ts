import { describe, expect, it } from "vitest";
import { keyText, pressed } from "../src/canvas/commanding/shortcuts";
import { commandFile } from "../src/canvas/commanding/told";
import { able, COMMANDS, command, commandOf, perform, refusalOf, shortcutText } from "../src/canvas/commands";
import { commandOffers } from "../src/canvas/finding/everything";
import { menuOf } from "../src/canvas/menu/menu";
import { GROUPS, type Target } from "../src/canvas/stage";
import { stage } from "./stage";

const key = (name: string, mods: Partial<Record<"ctrlKey" | "shiftKey" | "metaKey" | "altKey", boolean>> = {}) =>
  commandOf({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...mods })?.name;

describe("the table of commands", () => {
  it("names each command once and gives no key to two", () => {
    const names = COMMANDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const keys = COMMANDS.flatMap((each) => each.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("can be reached: all of it by the palette, and what has no key and no button by a menu too", () => {
    const { stage: here } = stage();
    const offered = commandOffers(here).map(({ id }) => id);
    const names = COMMANDS.map(({ name }) => name).filter((name) => name !== "palette");
    expect(new Set(offered)).toEqual(new Set(names.map((name) => `command ${name}`)));
    const targets: readonly Target[] = ["canvas", "node", "block", "wire", "note", "frame", "several"];
    const standing = targets.flatMap((target) => menuOf(target).flat());
    expect(standing.every((each) => COMMANDS.includes(each))).toBe(true);
    for (const target of targets) expect(menuOf(target).flat().length).toBeGreaterThan(1);
  });

  it("says in one sentence why a command cannot be run", () => {
    const { stage: empty } = stage();
    const lent = stage(false).stage;
    for (const each of COMMANDS) {
      const refusal = refusalOf(each, empty);
      if (refusal !== null) expect(refusal).toMatch(/^[A-Z].*\.$/);
      if (each.edits) expect(refusalOf(each, lent)).toMatch(/copy/);
    }
  });

  it("tells Python what it says to people", () => {
    const told = JSON.parse(commandFile());
    expect(told.commands.map(({ name }: { name: string }) => name)).toEqual(COMMANDS.map(({ name }) => name));
    expect(Object.keys(told.groups)).toEqual(Object.keys(GROUPS));
    expect(told.commands[0]).toMatchObject({ title: "Undo", keys: ["Ctrl+Z"], mac_keys: ["⌘Z"] });
    expect(keyText("mod+shift+z", true)).toBe("⇧⌘Z");
    expect(keyText("+")).toBe("+");
    expect(keyText("mod++", false)).toBe("Ctrl++");
    const held = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: true };
    expect(pressed({ key: "∑", code: "KeyW", ...held })).toBe("alt+w");
    expect(pressed({ key: "@", code: "KeyQ", ...held, ctrlKey: true })).toBe("mod+alt+@");
  });

  it("knows keys", () => {
    expect(key("z", { ctrlKey: true })).toBe("undo");
    expect(key("z", { metaKey: true })).toBe("undo");
    expect(key("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
    expect(key("y", { ctrlKey: true })).toBe("redo");
    expect(key("/", { shiftKey: true })).toBe("add");
    expect(key("Backspace")).toBe("delete");
    expect(key("ArrowUp")).toBe("move-up");
    expect(key("ArrowUp", { shiftKey: true })).toBe("resize-up");
    expect(key("?", { shiftKey: true })).toBe("keys");
    expect(shortcutText(command("resize-left"))).toBe("Shift+←");
    expect(key("a", { altKey: true, ctrlKey: true })).toBeUndefined();
    expect(key("q")).toBeUndefined();
    expect(shortcutText(command("undo"))).toBe("Ctrl+Z");
  });

  it("moves a frame with what stands in it by arrow keys, and resizes it with Shift, and says so", () => {
    const { stage: at, document } = stage();
    const frame = { text: "Encoder", x: -20, y: 60, width: 300, height: 120, block: null, hue: 210 };
    at.project.edit([{ edit: "set_frame", id: "f1", frame }]);
    at.view.selection.set({ nodes: new Set(), wires: new Set(), notes: new Set(), frames: new Set(["f1"]) });
    expect(perform(command("move-right"), at)).toBe(true);
    expect(document().frames.get("f1")).toEqual({ ...frame, x: -10 });
    expect(document().layout.get("conv")).toEqual({ x: 10, y: 92 });
    expect(document().layout.get("digit")?.x).toBe(0);
    expect(at.view.told.get()).toBe("Frame “Encoder” moved right.");
    for (let time = 0; time < 5; time += 1) perform(command("resize-up"), at);
    expect(document().frames.get("f1")).toEqual({ ...frame, x: -10, height: 80 });
    expect(document().layout.get("conv")).toEqual({ x: 10, y: 92 });
    expect(at.view.told.get()).toBe("Frame “Encoder” is 300 by 80 now.");
  });

  it("edits nothing in a view that was only lent", () => {
    const { stage: lent, select } = stage(false);
    select("conv");
    for (const each of COMMANDS.filter(({ edits }) => edits)) expect(able(each, lent)).toBe(false);
    expect(able(command("fit"), lent)).toBe(true);
  });

  it("deletes what is selected and takes it back", () => {
    const { stage: here, select, document } = stage();
    expect(perform(command("delete"), here)).toBe(false);
    select("conv");
    perform(command("delete"), here);
    expect(document().nodes.has("conv")).toBe(false);
    perform(command("undo"), here);
    expect(document().nodes.get("dense")?.inputs).toEqual({ inputs: ["conv"] });
    expect(able(command("undo"), here)).toBe(false);
  });

  it("selects all, copies, moves and lets go", () => {
    const { stage: here, select, document } = stage();
    perform(command("select-all"), here);
    expect(here.view.selection.get().nodes.size).toBe(4);
    select("dense");
    perform(command("duplicate"), here);
    expect([...here.view.selection.get().nodes]).toEqual(["dense1"]);
    const before = document().layout.get("dense1");
    perform(command("move-right"), here);
    expect(document().layout.get("dense1")?.x).toBe((before?.x ?? 0) + 10);
    perform(command("clear"), here);
    expect(here.view.selection.get().nodes.size).toBe(0);
  });

  it("tidies and puts notes as one step each", () => {
    const { stage: here, document, done } = stage();
    const { layout } = document();
    perform(command("tidy"), here);
    expect(done).toEqual(["fit"]);
    perform(command("note"), here);
    expect(document().notes.size).toBe(1);
    perform(command("undo"), here);
    perform(command("undo"), here);
    expect(document().notes.size).toBe(0);
    expect(document().layout).toEqual(layout);
  });
});
