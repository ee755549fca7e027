/** Commands that take changes back, and make them again. */
import type { Command } from "../stage";

export const HISTORY: readonly Command[] = [
  {
    name: "undo",
    title: "Undo",
    sentence: "Take back the last change",
    keys: ["mod+z"],
    group: "history",
    place: "history",
    menus: ["canvas"],
    edits: true,
    refusal: ({ project }) => (project.history.get().canUndo ? null : "You have changed nothing yet."),
    run: ({ project }) => project.undo(),
  },
  {
    name: "redo",
    title: "Redo",
    sentence: "Make the change again",
    keys: ["mod+y", "mod+shift+z"],
    group: "history",
    place: "history",
    menus: ["canvas"],
    edits: true,
    refusal: ({ project }) => (project.history.get().canRedo ? null : "You have taken nothing back."),
    run: ({ project }) => project.redo(),
  },
];
