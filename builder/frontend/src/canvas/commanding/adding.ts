/** Commands that put something new on the canvas. */

import { freshKey } from "../../document/blocks";
import { freeNote } from "../../document/notes";
import { message, t } from "../../words/words";
import { chosenWire } from "../removing";
import type { Command, Stage } from "../stage";
import { NOTHING } from "../view";
import type { LooseEnd } from "./open";

const NOTE = { width: 220, height: 90 };

export const ADDING: readonly Command[] = [
  {
    name: "add",
    title: message("Add a layer"),
    sentence: message("Find a layer or block and put it here, wired to what is selected"),
    search: ["find", "search", "new"],
    keys: ["/"],
    group: "add",
    menus: ["canvas"],
    edits: true,
    run: (stage) => stage.view.open.set({ what: "search", from: loose(stage), ...stage.spot() }),
  },
  {
    name: "insert",
    title: message("Insert a layer"),
    sentence: message("Find a layer that can stand between both ends of the wire"),
    keys: [],
    group: "add",
    menus: ["wire"],
    edits: true,
    refusal: (stage) => (chosenWire(stage) ? null : t("Select one wire.")),
    run: (stage) => stage.view.open.set({ what: "search", from: loose(stage), ...stage.spot() }),
  },
  {
    name: "note",
    title: message("Note"),
    sentence: message("Put a text on the canvas"),
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
  const id = freshKey((key) => level.whole.notes.has(key), "n");
  const { x, y } = stage.center();
  const spot = { x: Math.round(x - NOTE.width / 2), y: Math.round(y - NOTE.height / 2) };
  const note = freeNote(level, { text: "", ...spot, ...NOTE, block: level.block });
  stage.project.edit([{ edit: "set_note", id, note }]);
  stage.view.selection.set({ ...NOTHING, notes: new Set([id]) });
}

/** The wire into which something is put, where one is selected. */
function loose(stage: Stage): LooseEnd | null {
  const wire = chosenWire(stage);
  return wire ? { end: "wire", wire } : null;
}
