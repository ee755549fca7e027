/** Commands that copy, paste and remove what is selected. */
import { noLayers, nothingChosen, nothingMovable } from "../commanding/reasons";
import { keyText } from "../commanding/shortcuts";
import { sharing } from "../linking/links";
import { removeSelected } from "../removing";
import type { Command, Stage } from "../stage";
import { NOTHING } from "../view";
import { copied, cutOut, paste, say } from "./clipboard";
import { copiable, duplicate } from "./duplicate";
import type { Inserted } from "./insert";
import { got, put } from "./system";

export const CLIPBOARD: readonly Command[] = [
  {
    name: "copy",
    title: "Copy",
    sentence: "Put what is selected on the clipboard, as text",
    keys: ["mod+c"],
    byEvent: true,
    group: "edit",
    menus: ["node", "note", "frame", "several"],
    edits: false,
    refusal: nothingMovable,
    run: (stage) => void toClipboard(stage, "mod+c", () => say(stage, "Copied")),
  },
  {
    name: "cut",
    title: "Cut",
    sentence: "Put what is selected on the clipboard, and remove it",
    keys: ["mod+x"],
    byEvent: true,
    group: "edit",
    menus: ["node", "note", "frame", "several"],
    edits: true,
    refusal: nothingMovable,
    run: (stage) => void toClipboard(stage, "mod+x", () => cutOut(stage)),
  },
  {
    name: "paste",
    title: "Paste",
    sentence: "Put in what is on the clipboard: from here, or from another project",
    keys: ["mod+v"],
    byEvent: true,
    group: "edit",
    menus: ["canvas", "wire"],
    edits: true,
    run: (stage) => void fromClipboard(stage),
  },
  {
    name: "duplicate",
    title: "Duplicate",
    sentence: "Copy what is selected, with its wires",
    keys: ["mod+d"],
    group: "edit",
    menus: ["node", "note", "frame", "several"],
    edits: true,
    refusal: nothingMovable,
    run: (stage) => done(stage, copies(stage, true)),
  },
  {
    name: "duplicate-loose",
    title: "Duplicate without wires",
    sentence: "Copy what is selected, without the wires that come from outside",
    keys: ["shift+d"],
    group: "edit",
    menus: ["node", "several"],
    edits: true,
    refusal: noLayers,
    run: (stage) => done(stage, copies(stage, false)),
  },
  {
    name: "duplicate-linked",
    title: "Duplicate as linked",
    sentence: "Copy what is selected, sharing its weights",
    keys: ["mod+shift+d"],
    group: "edit",
    menus: ["node", "several"],
    edits: true,
    refusal: noLayers,
    run: copyLinked,
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
    run: (stage) => removeSelected(stage),
  },
  {
    name: "delete-heal",
    title: "Delete and reconnect",
    sentence: "Remove the selected layers; what fed them feeds what they fed, where that fits",
    keys: ["mod+delete", "mod+backspace"],
    group: "edit",
    menus: ["node", "several"],
    edits: true,
    refusal: noLayers,
    run: (stage) => removeSelected(stage, true),
  },
];

async function toClipboard(stage: Stage, key: string, then: () => void): Promise<void> {
  const text = copied(stage);
  if (text === null) return;
  if (await put(text)) return then();
  stage.view.notice.set({ sentence: `Your browser gives the clipboard to keys only here: press ${keyText(key)}.` });
}

async function fromClipboard(stage: Stage): Promise<void> {
  const text = await got();
  if (text !== null) return paste(stage, text);
  const key = keyText("mod+v");
  stage.view.notice.set({ sentence: `Your browser gives the clipboard to keys only here: press ${key} over the canvas.` });
}

const copies = (stage: Stage, outside: boolean) =>
  duplicate(stage.level(), stage.view.selection.get(), stage.catalog, outside);

function copyLinked(stage: Stage): void {
  const level = stage.level();
  const nodes = copiable(level, stage.view.selection.get().nodes);
  const made = duplicate(level, { ...NOTHING, nodes: new Set(nodes) }, stage.catalog);
  done(stage, { ...made, edits: sharing(level, made.edits, nodes, stage.catalog) });
}

function done({ project, view }: Stage, { nodes, notes, frames, edits }: Inserted): void {
  if (!edits.length) return;
  project.edit(edits);
  view.selection.set({ ...NOTHING, nodes: new Set(nodes), notes: new Set(notes), frames: new Set(frames) });
}
