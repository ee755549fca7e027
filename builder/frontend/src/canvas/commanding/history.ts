/** Commands that take changes back, and make them again. */
import { message, t } from "../../words/words";
import { redo, undo } from "../history/steps";
import type { Command } from "../stage";

export const HISTORY: readonly Command[] = [
  {
    name: "undo",
    title: message("Undo"),
    icon: "undo",
    sentence: message("Take back the last change"),
    keys: ["mod+z"],
    group: "history",
    place: "history",
    edits: true,
    refusal: ({ project }) => (project.history.get().canUndo ? null : t("You have changed nothing yet.")),
    run: undo,
  },
  {
    name: "redo",
    title: message("Redo"),
    icon: "redo",
    sentence: message("Make the change again"),
    keys: ["mod+y", "mod+shift+z"],
    group: "history",
    place: "history",
    edits: true,
    refusal: ({ project }) => (project.history.get().canRedo ? null : t("You have taken nothing back.")),
    run: redo,
  },
];
