import { describe, expect, it } from "vitest";
import { command, perform } from "../src/canvas/commands";
import type { Edit } from "../src/document/types";
import { toJson } from "../src/document/write";
import { stage } from "./stage";

type Run = ReturnType<typeof stage>;

const run = (name: string) => (at: Run) => void perform(command(name), at.stage);
const edit =
  (...edits: Edit[]) =>
  (at: Run) =>
    at.stage.project.edit(edits);
const chosen =
  (...ids: string[]) =>
  (at: Run) =>
    at.select(...ids);

describe("what undo and redo say", () => {
  it.each<[string, readonly ((at: Run) => void)[]]>([
    ["delete “Dense”", [chosen("dense"), run("delete")]],
    ["delete 2 layers", [chosen("dense", "conv"), run("delete")]],
    ["add “Dense”", [chosen("dense"), run("duplicate")]],
    ["add 2 layers", [chosen("dense", "conv"), run("duplicate")]],
    [
      "move 4 layers",
      [
        edit({ edit: "move", node: "image", position: { x: 400, y: 0 } }),
        run("undo"),
        run("select-all"),
        run("move-right"),
      ],
    ],
    ["make a block of 2 layers", [chosen("dense", "conv"), run("block")]],
    ["unpack “Block”", [chosen("dense", "conv"), run("block"), run("unpack")]],
    ["change Units of “Dense”", [edit({ edit: "set_param", node: "dense", param: "units", value: 3 })]],
    ["rename “Judge”", [edit({ edit: "rename_node", node: "dense", name: "Judge" })]],
    ["freeze “Dense”", [edit({ edit: "set_field", node: "dense", field: "frozen", value: true })]],
    ["wire “Dense”", [edit({ edit: "disconnect", node: "dense", port: "inputs", index: 0 })]],
    ["add a note", [run("note")]],
    ["add a frame", [chosen("dense"), run("frame")]],
    ["change the training", [edit({ edit: "set", part: "training", key: "epochs", value: 3 })]],
    ["rename the project", [edit({ edit: "set", part: "meta", key: "name", value: "Other" })]],
  ])("%s", (what, steps) => {
    const at = stage();
    for (const step of steps) step(at);
    run("undo")(at);
    expect(at.stage.view.told.get()).toBe(`Undid: ${what}.`);
    run("redo")(at);
    expect(at.stage.view.told.get()).toBe(`Redid: ${what}.`);
  });
});

describe("where undo goes", () => {
  it("selects what came back, and asks for it to be seen", () => {
    const at = stage();
    chosen("dense")(at);
    run("delete")(at);
    run("undo")(at);
    expect([...at.stage.view.selection.get().nodes]).toEqual(["dense"]);
    expect(at.stage.view.reveal.get()).toEqual(["dense"]);
  });

  it("selects what changed itself, not what is only fed by it now", () => {
    const at = stage();
    edit(
      { edit: "set_field", node: "conv", field: "kind", value: "LSTM" },
      { edit: "connect", node: "dense", port: "inputs", index: 0, source: "conv:1" },
    )(at);
    run("undo")(at);
    expect([...at.stage.view.selection.get().nodes]).toEqual(["conv"]);
    edit({ edit: "disconnect", node: "dense", port: "inputs", index: 0 })(at);
    run("undo")(at);
    expect([...at.stage.view.selection.get().nodes]).toEqual(["dense"]);
  });

  it("does not take a document that was written anew for another one", () => {
    const at = stage();
    const nodes = Object.fromEntries(
      [...at.document().nodes].map(([id, { kind, params, inputs }]) => {
        const turned = Object.fromEntries(Object.entries({ ...params, extra: 1 }).reverse());
        return [id, { kind, params: id === "dense" ? turned : params, inputs }];
      }),
    );
    edit({ edit: "replace", document: { ...toJson(at.document()), nodes } })(at);
    run("undo")(at);
    expect([...at.stage.view.selection.get().nodes]).toEqual(["dense"]);
    expect(at.stage.view.told.get()).toBe("Undid: change extra of “Dense”.");
  });

  it("goes into the block where it happened, and out again", () => {
    const at = stage();
    chosen("dense", "conv")(at);
    run("block")(at);
    const [instance = ""] = at.stage.view.selection.get().nodes;
    run("enter")(at);
    const { block } = at.stage.view.place.get();
    expect(block).not.toBeNull();
    chosen("dense")(at);
    run("delete")(at);
    at.stage.view.place.set({ block: null, path: [] });
    run("undo")(at);
    expect(at.stage.view.place.get()).toEqual({ block, path: [instance] });
    expect([...at.stage.view.selection.get().nodes]).toEqual(["dense"]);
    run("undo")(at);
    expect(at.stage.view.place.get().block).toBeNull();
    expect(at.document().nodes.get("dense")?.block).toBeNull();
  });
});
