import { beforeEach, describe, expect, it } from "vitest";
import { enter } from "../src/canvas/blocks/commands";
import { command, perform } from "../src/canvas/commands";
import type { Edit } from "../src/document/types";
import { stage } from "./stage";

/** Somebody at a canvas, who made a block of two layers. */
function somebody() {
  const made = stage();
  made.select("conv", "dense");
  perform(command("block"), made.stage);
  made.stage.view.naming.set(null);
  const [instance = ""] = made.stage.view.selection.get().nodes;
  const { uses } = made.document().nodes.get(instance) ?? {};
  return { ...made, instance, block: uses ?? "" };
}

describe("what another does", () => {
  let here: ReturnType<typeof somebody>;
  const others = (...edits: Edit[]) => here.stage.project.edit(edits);
  beforeEach(() => {
    here = somebody();
    enter(here.stage, here.instance);
  });

  it("takes one a level up, with a sentence, where the block is gone", () => {
    others({ edit: "remove_node", node: here.instance }, { edit: "set_block", id: here.block, block: null });
    expect(here.stage.view.place.get().block).toBeNull();
    expect(here.stage.view.notice.get()?.sentence).toBe("The block “Block” is gone; you are one level up.");
  });

  it("leaves one in a block whose last use is gone, with what one chose there", () => {
    here.select("conv");
    others({ edit: "remove_node", node: here.instance });
    expect(here.stage.view.place.get().block).toBe(here.block);
    expect([...here.stage.view.selection.get().nodes]).toEqual(["conv"]);
    expect(here.stage.view.notice.get()).toBeNull();
  });

  it("leaves the rest selected where one of several is gone", () => {
    here.select("conv", "dense");
    others({ edit: "remove_node", node: "conv" });
    expect([...here.stage.view.selection.get().nodes]).toEqual(["dense"]);
    const before = here.stage.view.selection.get();
    others({ edit: "set_param", node: "dense", param: "units", value: 3 });
    expect(here.stage.view.selection.get()).toBe(before);
  });
});
