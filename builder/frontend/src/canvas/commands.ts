/** Every command of the canvas, in one table: toolbar, keys and buttons follow from it. */

import { wires } from "../document/graph";
import type { Level } from "../document/level";
import { carriedNotes, freeNote } from "../document/notes";
import { tidy } from "../document/tidy";
import type { Edit } from "../document/types";
import { BLOCK_COMMANDS, leave } from "./blocks/commands";
import { wireId } from "./flow";
import { refitted } from "./frames/frames";
import { duplicate, remove } from "./gestures";
import { handOver } from "./linking/links";
import { MOVING } from "./moving";
import { NODE_COMMANDS } from "./nodeCommands";
import type { Command, Stage } from "./stage";
import { NOTHING, selectNodes } from "./view";

const NOTE = { width: 220, height: 90 };

const documentOf = (stage: Stage): Level => stage.level();
const selectionOf = (stage: Stage) => stage.view.selection.get();
const anything = (stage: Stage) => {
  const { nodes, wires: chosen, notes, frames } = selectionOf(stage);
  return nodes.size + chosen.size + notes.size + frames.size > 0;
};

export const COMMANDS: readonly Command[] = [
  {
    name: "undo",
    title: "Undo",
    sentence: "Take back the last change",
    keys: ["mod+z"],
    place: "history",
    edits: true,
    when: ({ project }) => project.history.get().canUndo,
    run: ({ project }) => project.undo(),
  },
  {
    name: "redo",
    title: "Redo",
    sentence: "Make the change again",
    keys: ["mod+y", "mod+shift+z"],
    place: "history",
    edits: true,
    when: ({ project }) => project.history.get().canRedo,
    run: ({ project }) => project.redo(),
  },
  {
    name: "tidy",
    title: "Tidy",
    sentence: "Lay the network out in rows",
    keys: ["t"],
    place: "arrange",
    edits: true,
    when: (stage) => documentOf(stage).nodes.size > 1,
    run: arrange,
  },
  ...NODE_COMMANDS,
  ...BLOCK_COMMANDS,
  {
    name: "note",
    title: "Note",
    sentence: "Put a text on the canvas",
    keys: ["n"],
    place: "arrange",
    edits: true,
    run: addNote,
  },
  {
    name: "shapes",
    title: "Shapes",
    sentence: "Show what shape comes out of every layer",
    keys: [],
    place: "view",
    edits: false,
    on: ({ view }) => view.labels.get() === "shapes",
    run: ({ view }) => view.labels.set("shapes"),
  },
  {
    name: "cost",
    title: "Cost",
    sentence: "Show parameters and memory of every layer",
    keys: [],
    place: "view",
    edits: false,
    on: ({ view }) => view.labels.get() === "cost",
    run: ({ view }) => view.labels.set("cost"),
  },
  {
    name: "code",
    title: "Code",
    sentence: "Show the Keras program beside the canvas",
    keys: ["k"],
    place: "view",
    edits: false,
    run: (stage) => stage.code(),
  },
  {
    name: "zoom-out",
    title: "−",
    sentence: "Zoom out",
    keys: ["-"],
    place: "zoom",
    edits: false,
    run: (stage) => stage.zoom(-1),
  },
  {
    name: "fit",
    title: "Fit",
    sentence: "Show the whole network",
    keys: ["f"],
    place: "zoom",
    edits: false,
    run: (stage) => stage.fit(),
  },
  {
    name: "zoom-in",
    title: "+",
    sentence: "Zoom in",
    keys: ["+", "="],
    place: "zoom",
    edits: false,
    run: (stage) => stage.zoom(1),
  },
  {
    name: "find",
    title: "Find a layer",
    sentence: "Search the layers",
    keys: ["/"],
    edits: false,
    run: (stage) => stage.find(),
  },
  {
    name: "select-all",
    title: "Select all",
    sentence: "Select every layer",
    keys: ["mod+a"],
    edits: false,
    run: (stage) => selectNodes(stage.view, documentOf(stage).nodes.keys()),
  },
  {
    name: "clear",
    title: "Select nothing",
    sentence: "Let go of what is selected; then leave the block",
    keys: ["escape"],
    edits: false,
    run: (stage) => (anything(stage) ? stage.view.selection.set(NOTHING) : leave(stage)),
  },
  {
    name: "duplicate",
    title: "Duplicate",
    sentence: "Copy what is selected, with its wires",
    keys: ["mod+d"],
    edits: true,
    when: (stage) => selectionOf(stage).nodes.size > 0,
    run: copy,
  },
  {
    name: "delete",
    title: "Delete",
    sentence: "Remove what is selected",
    keys: ["delete", "backspace"],
    edits: true,
    when: anything,
    run: removeSelected,
  },
  ...MOVING,
  {
    name: "keys",
    title: "?",
    sentence: "Show all keys",
    keys: ["?"],
    place: "zoom",
    edits: false,
    on: ({ view }) => view.help.get(),
    run: ({ view }) => view.help.set(!view.help.get()),
  },
];

/** The command of that name. */
export function command(name: string): Command {
  const found = COMMANDS.find((each) => each.name === name);
  if (!found) throw new Error(`There is no command “${name}”.`);
  return found;
}

/** Whether a command can be run now. */
export function able(each: Command, stage: Stage): boolean {
  return (stage.editable || !each.edits) && (each.when?.(stage) ?? true);
}

/** Run a command where it can be run; says whether it was. */
export function perform(each: Command, stage: Stage): boolean {
  if (!able(each, stage)) return false;
  each.run(stage);
  return true;
}

/** The command that a key press means; `mod` is Ctrl, or Cmd on a Mac. */
export function commandOf(
  press: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">,
): Command | undefined {
  if (press.altKey) return undefined;
  const key = press.key.toLowerCase();
  // On some keyboards `+`, `/` and their like need Shift themselves.
  const shift = press.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  const name = [(press.ctrlKey || press.metaKey) && "mod", shift && "shift", key].filter(Boolean).join("+");
  return COMMANDS.find(({ keys }) => keys.includes(name));
}

/** A shortcut as it stands in a tooltip: `Ctrl+Z`. */
export function shortcutText({ keys }: Command): string {
  const words: Record<string, string> = {
    mod: "Ctrl",
    shift: "Shift",
    escape: "Esc",
    delete: "Del",
    enter: "Enter",
    arrowup: "↑",
    arrowdown: "↓",
    arrowleft: "←",
    arrowright: "→",
  };
  return (keys[0] ?? "")
    .split("+")
    .map((part) => words[part] ?? part.toUpperCase())
    .join("+");
}

function arrange(stage: Stage): void {
  const document = documentOf(stage);
  const places = tidy(document.nodes, stage.sizes());
  stage.project.edit([
    ...[...places].map(([node, position]): Edit => ({ edit: "move", node, position })),
    ...carriedNotes(document, places).map(([id, note]): Edit => ({ edit: "set_note", id, note })),
    ...refitted(document, places),
  ]);
  stage.fit();
}

function addNote(stage: Stage): void {
  const document = documentOf(stage);
  const { notes } = document.whole;
  let number = 1;
  while (notes.has(`n${number}`)) number += 1;
  const { x, y } = stage.center();
  const spot = { x: Math.round(x - NOTE.width / 2), y: Math.round(y - NOTE.height / 2) };
  const note = freeNote(document, { text: "", ...spot, ...NOTE, block: document.block });
  stage.project.edit([{ edit: "set_note", id: `n${number}`, note }]);
  stage.view.selection.set({ ...NOTHING, notes: new Set([`n${number}`]) });
}

function copy(stage: Stage): void {
  const { ids, edits } = duplicate(documentOf(stage), [...selectionOf(stage).nodes]);
  stage.project.edit(edits);
  selectNodes(stage.view, ids);
}

function removeSelected(stage: Stage): void {
  const { nodes, wires: chosen, notes, frames } = selectionOf(stage);
  const document = documentOf(stage);
  const cut = wires(document.nodes).filter((wire) => chosen.has(wireId(wire)));
  stage.project.edit([
    ...handOver(document.nodes, nodes, stage.catalog),
    ...remove(document, [...nodes], cut),
    ...[...notes].map((id): Edit => ({ edit: "set_note", id, note: null })),
    ...[...frames].map((id): Edit => ({ edit: "set_frame", id, frame: null })),
  ]);
  stage.view.selection.set(NOTHING);
}
