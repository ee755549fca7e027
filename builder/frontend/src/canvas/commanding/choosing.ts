/** Commands that select, and let go. */
import { message, t } from "../../words/words";
import { leave } from "../blocks/commands";
import type { Command } from "../stage";
import { NOTHING, selectNodes } from "../view";
import { hasChosen } from "./reasons";

export const CHOOSING: readonly Command[] = [
  {
    name: "select-all",
    title: message("Select all"),
    sentence: message("Select every layer"),
    keys: ["mod+a"],
    group: "edit",
    menus: ["canvas"],
    edits: false,
    refusal: (stage) => (stage.level().nodes.size ? null : t("There is no layer here yet.")),
    run: (stage) => selectNodes(stage.view, stage.level().nodes.keys()),
  },
  {
    name: "clear",
    title: message("Select nothing"),
    sentence: message("Let go of what is selected; then leave the block"),
    keys: ["escape"],
    group: "edit",
    edits: false,
    run: (stage) => (hasChosen(stage) ? stage.view.selection.set(NOTHING) : leave(stage)),
  },
];
