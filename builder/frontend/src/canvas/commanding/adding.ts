/** Commands that put something new on the canvas. */
import { freeNote } from "../../document/notes";
import type { Command, Stage } from "../stage";
import { NOTHING } from "../view";

const NOTE = { width: 220, height: 90 };

export const ADDING: readonly Command[] = [
  {
    name: "note",
    title: "Note",
    sentence: "Put a text on the canvas",
    keys: ["n"],
    group: "add",
    place: "arrange",
    menus: ["canvas"],
    edits: true,
    run: addNote,
  },
];

function addNote(stage: Stage): void {
  const level = stage.level();
  const { notes } = level.whole;
  let number = 1;
  while (notes.has(`n${number}`)) number += 1;
  const { x, y } = stage.center();
  const spot = { x: Math.round(x - NOTE.width / 2), y: Math.round(y - NOTE.height / 2) };
  const note = freeNote(level, { text: "", ...spot, ...NOTE, block: level.block });
  stage.project.edit([{ edit: "set_note", id: `n${number}`, note }]);
  stage.view.selection.set({ ...NOTHING, notes: new Set([`n${number}`]) });
}
