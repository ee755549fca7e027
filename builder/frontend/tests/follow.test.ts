import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { followDocument } from "../src/document/follow";
import { readDocument } from "../src/document/read";
import { writeDocument } from "../src/document/write";
import { CATALOG } from "./catalog";
import { CHAIN, docOf, edit } from "./documents";

describe("the plain document beside a Yjs document", () => {
  it("keeps what did not change as the same object", () => {
    const doc = docOf();
    const store = followDocument(doc);
    const before = store.get();
    edit(doc, { edit: "set_param", node: "dense", param: "units", value: 3 });
    const after = store.get();
    expect(after.nodes.get("dense")?.params.units).toBe(3);
    expect(after.nodes.get("conv")).toBe(before.nodes.get("conv"));
    expect(after.layout).toBe(before.layout);
  });

  it("moves without touching the nodes, and tells once for a list of edits", () => {
    const doc = docOf();
    const store = followDocument(doc);
    const { nodes } = store.get();
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    edit(
      doc,
      { edit: "move", node: "conv", position: { x: 9, y: 9 } },
      { edit: "move", node: "dense", position: { x: 8, y: 8 } },
    );
    expect(told).toBe(1);
    expect(store.get().nodes).toBe(nodes);
  });

  it("shows nodes that came without a place, and keeps them there at the first edit", () => {
    const doc = new Y.Doc();
    const store = followDocument(doc);
    writeDocument(doc, { ...CHAIN, layout: {} }, CATALOG.takesMany);
    const shown = store.get().layout;
    expect(new Set([...shown.values()].map(({ y }) => y)).size).toBe(4);
    expect(readDocument(doc).layout.size).toBe(0);
    edit(doc, { edit: "move", node: "image", position: { x: -500, y: 0 } });
    expect(readDocument(doc).layout.get("conv")).toEqual(shown.get("conv"));
  });

  it("is what a fresh reader reads, whatever two people do", () => {
    const [one, two] = [docOf(), new Y.Doc()];
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    const [first, second] = [followDocument(one), followDocument(two)];
    const exchange = () => {
      Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
      Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
    };
    edit(one, { edit: "remove_node", node: "conv" });
    edit(
      two,
      { edit: "connect", node: "conv", port: "inputs", index: 0, source: "dense" },
      { edit: "rename_node", node: "conv", name: "x" },
    );
    exchange();
    edit(two, { edit: "replace", document: { name: "new", nodes: {} } });
    edit(one, { edit: "set_param", node: "dense", param: "units", value: 1 });
    exchange();
    expect(first.get()).toEqual(readDocument(one));
    expect(second.get()).toEqual(first.get());
  });
});
