/** Commands that copy, paste and remove what is selected. */

import { message, t } from "../../words/words";
import { noLayers, nothingChosen, nothingMovable } from "../commanding/reasons";
import { keyText } from "../commanding/shortcuts";
import { sharing } from "../linking/links";
import { removeSelected } from "../removing";
import type { Command, Stage } from "../stage";
import { NOTHING } from "../view";
import { copied, cutOut, paste, sayCopied } from "./clipboard";
import { copiable, duplicate } from "./duplicate";
import type { Inserted } from "./insert";
import { got, put } from "./system";

export const CLIPBOARD: readonly Command[] = [
  {
    name: "copy",
    title: message("Copy"),
    sentence: message("Put what is selected on the clipboard, as text"),
    keys: ["mod+c"],
    byEvent: true,
    group: "edit",
    menus: ["node", "note", "frame", "several"],
    edits: false,
    refusal: nothingMovable,
    run: (stage) => void toClipboard(stage, "mod+c", () => sayCopied(stage)),
  },
  {
    name: "cut",
    title: message("Cut"),
    sentence: message("Put what is selected on the clipboard, and remove it"),
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
    title: message("Paste"),
    sentence: message("Put in what is on the clipboard: from here, or from another project"),
    keys: ["mod+v"],
    byEvent: true,
    group: "edit",
    menus: ["canvas", "wire"],
    edits: true,
    run: (stage) => void fromClipboard(stage),
  },
  {
    name: "duplicate",
    title: message("Duplicate"),
    sentence: message("Copy what is selected, with its wires"),
    keys: ["mod+d"],
    group: "edit",
    menus: ["node", "note", "frame", "several"],
    edits: true,
    refusal: nothingMovable,
    run: (stage) => done(stage, copies(stage, true)),
  },
  {
    name: "duplicate-loose",
    search: ["copy"],
    title: message("Duplicate without wires"),
    sentence: message("Copy what is selected, without the wires that come from outside"),
    keys: ["shift+d"],
    group: "edit",
    menus: ["node", "several"],
    edits: true,
    refusal: noLayers,
    run: (stage) => done(stage, copies(stage, false)),
  },
  {
    name: "duplicate-linked",
    title: message("Duplicate as linked"),
    sentence: message("Copy what is selected, sharing its weights"),
    keys: ["mod+shift+d"],
    group: "edit",
    menus: ["node", "several"],
    edits: true,
    refusal: noLayers,
    run: copyLinked,
  },
  {
    name: "delete",
    title: message("Delete"),
    sentence: message("Remove what is selected"),
    keys: ["delete", "backspace"],
    group: "edit",
    menus: ["node", "wire", "note", "frame", "several"],
    edits: true,
    refusal: nothingChosen,
    run: (stage) => removeSelected(stage),
  },
  {
    name: "delete-heal",
    search: ["heal", "bypass"],
    title: message("Delete and reconnect"),
    sentence: message("Remove the selected layers; what fed them feeds what they fed, where that fits"),
    keys: ["mod+delete", "mod+backspace"],
    group: "edit",
    menus: ["node", "several"],
    edits: true,
    refusal: noLayers,
    run: (stage) => removeSelected(stage, true),
  },
];

const KEYS_ONLY = message("Your browser gives the clipboard to keys only here: press {key} over the canvas.");

async function toClipboard(stage: Stage, key: string, then: () => void): Promise<void> {
  const text = copied(stage);
  if (text === null) return;
  if (await put(text)) return then();
  stage.view.notice.set({ sentence: t(KEYS_ONLY, { key: keyText(key) }) });
}

async function fromClipboard(stage: Stage): Promise<void> {
  const text = await got();
  if (text !== null) return paste(stage, text);
  stage.view.notice.set({ sentence: t(KEYS_ONLY, { key: keyText("mod+v") }) });
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
