import { describe, expect, it } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { initials, readName, readPresent, show } from "../src/project/presence";

const there = () => new Awareness(new Y.Doc());

/** What others read of somebody who says this of themselves. */
function said(state: Record<string, unknown>) {
  const awareness = there();
  awareness.setLocalState(state);
  const [found] = readPresent(awareness);
  awareness.destroy();
  return found;
}

const NOBODY = { id: "a", color: "#112233" };

describe("who is here", () => {
  it.each([
    ["Ann Bell", "Ann Bell", "AB"],
    ["  Ann\n\tBell ", "Ann Bell", "AB"],
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>", "IO"],
    ["\u202eevil\u2066", "evil", "E"],
    ["שלום עולם", "שלום עולם", "שע"],
    ["👩\u200d🚀 Ada", "👩\u200d🚀 Ada", "👩A"],
    ["\u0000\u200b", "", "?"],
  ])("is shown safely under the name %j", (name, shown, letters) => {
    expect(readName(name)).toBe(shown);
    expect(initials({ ...NOBODY, name: shown })).toBe(letters);
  });

  it("is shown under a short name, whatever was sent", () => {
    const name = readName("🧪x".repeat(10_000));
    expect([...name]).toHaveLength(40);
    expect(name.endsWith("…")).toBe(true);
    expect(said({ person: { ...NOBODY, name: "x".repeat(10_000) } })?.name).toHaveLength(40);
  });

  it("is not believed anything that could reach a style or break a page", () => {
    const found = said({
      person: { id: { toString: null }, name: "A", color: "url(https://elsewhere)" },
      cursor: { x: "1e999", y: null },
      selected: "all",
      dragged: [1, 2],
      center: { x: 1, y: 2, zoom: -5 },
      page: 7,
      block: {},
    });
    expect(found).toMatchObject({ color: "#64748b", cursor: null, selected: [], block: null, center: null, page: "" });
    expect(found?.dragged.size).toBe(0);
  });

  it("says of very much that is selected or dragged only a part, so that a message stays small", () => {
    const awareness = there();
    const ids = Array.from({ length: 5000 }, (_, number) => `a_rather_long_name_of_a_layer_${number}`);
    awareness.setLocalStateField("person", { ...NOBODY, name: "A" });
    show(awareness, "selected", ids);
    show(awareness, "dragged", new Map(ids.map((id) => [id, { x: 1.25, y: 2 }])));
    const [found] = readPresent(awareness);
    expect(found?.selected).toHaveLength(100);
    expect(found?.dragged.get(ids[0] ?? "")).toEqual({ x: 1, y: 2 });
    expect(JSON.stringify(awareness.getLocalState()).length).toBeLessThan(12_000);
    awareness.destroy();
  });
});
