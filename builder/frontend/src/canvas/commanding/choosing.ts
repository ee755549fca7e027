/** Commands on what is selected as a whole: select, copy beside, remove. */

import { wires } from "../../document/graph";
import type { Edit } from "../../document/types";
import { leave } from "../blocks/commands";
import { wireId } from "../flow";
import { duplicate, remove } from "../gestures";
import { handOver } from "../linking/links";
import type { Command, Stage } from "../stage";
import { NOTHING, selectNodes } from "../view";
import { hasChosen, noLayers, nothingChosen } from "./reasons";

export const CHOOSING: readonly Command[] = [
  {
    name: "select-all",
    title: "Select all",
    sentence: "Select every layer",
    keys: ["mod+a"],
    group: "edit",
    menus: ["canvas"],
    edits: false,
    refusal: (stage) => (stage.level().nodes.size ? null : "There is no layer here yet."),
    run: (stage) => selectNodes(stage.view, stage.level().nodes.keys()),
  },
  {
    name: "clear",
    title: "Select nothing",
    sentence: "Let go of what is selected; then leave the block",
    keys: ["escape"],
    group: "edit",
    edits: false,
    run: (stage) => (hasChosen(stage) ? stage.view.selection.set(NOTHING) : leave(stage)),
  },
  {
    name: "duplicate",
    title: "Duplicate",
    sentence: "Copy what is selected, with its wires",
    keys: ["mod+d"],
    group: "edit",
    menus: ["node", "several"],
    edits: true,
    refusal: noLayers,
    run: copy,
  },
  {
    name: "delete",
    title: "Delete",
    sentence: "Remove what is selected",
    keys: ["delete", "backspace"],
    group: "edit",
    menus: ["node", "wire", "note", "frame", "several"],
    edits: true,
    refusal: nothingChosen,
    run: removeSelected,
  },
];

function copy(stage: Stage): void {
  const { ids, edits } = duplicate(stage.level(), [...stage.view.selection.get().nodes]);
  stage.project.edit(edits);
  selectNodes(stage.view, ids);
}

function removeSelected(stage: Stage): void {
  const { nodes, wires: chosen, notes, frames } = stage.view.selection.get();
  const level = stage.level();
  const cut = wires(level.nodes).filter((wire) => chosen.has(wireId(wire)));
  stage.project.edit([
    ...handOver(level.nodes, nodes, stage.catalog),
    ...remove(level, [...nodes], cut),
    ...[...notes].map((id): Edit => ({ edit: "set_note", id, note: null })),
    ...[...frames].map((id): Edit => ({ edit: "set_frame", id, frame: null })),
  ]);
  stage.view.selection.set(NOTHING);
}
