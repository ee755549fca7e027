/** Commands that make blocks, open them and go in and out. */

import { entryOf, titleOf } from "../../catalog/blocks";
import { INPUT, INSTANCE, OUTPUT } from "../../document/blocks";
import { levelOf } from "../../document/level";
import { type Kinds, pack } from "../../document/pack";
import type { Edit } from "../../document/types";
import { NAMING } from "../../document/undo";
import { unpack } from "../../document/unpack";
import { message, t } from "../../words/words";
import type { Chosen } from "../clipboard/part";
import { noLayers } from "../commanding/reasons";
import { inside, placeIn } from "../place";
import { documentAfter } from "../preview";
import type { Command, Stage } from "../stage";
import { selectNodes } from "../view";

/** The kind of a node that reads data. */
const DATA = "Input";

export const BLOCK_COMMANDS: readonly Command[] = [
  {
    name: "block",
    title: message("Block"),
    sentence: message("Make a block of what is selected"),
    keys: ["mod+g"],
    group: "block",
    menus: ["node", "several"],
    place: "arrange",
    edits: true,
    refusal: noLayers,
    run: makeBlock,
  },
  {
    name: "unpack",
    search: ["expand", "ungroup", "unfold"],
    title: message("Unpack"),
    sentence: message("Put the layers of a block in its place"),
    keys: ["mod+shift+g"],
    group: "block",
    menus: ["block", "several"],
    edits: true,
    refusal: (stage) => (chosenInstances(stage).length ? null : t("No block is selected.")),
    run: unpackChosen,
  },
  {
    name: "enter",
    title: message("Open"),
    sentence: message("Go into the block, or see how an Input prepares its data"),
    keys: ["enter"],
    group: "block",
    menus: ["block"],
    edits: false,
    refusal: noInstance,
    run: (stage) => enter(stage, opened(stage) ?? ""),
  },
];

/** The instances of blocks that are selected. */
function chosenInstances({ view, level }: Stage): readonly string[] {
  const { nodes } = level();
  return [...view.selection.get().nodes].filter((id) => nodes.get(id)?.kind === INSTANCE);
}

/** The one instance of a block that is selected. */
function chosenInstance(stage: Stage): string | null {
  const [id] = chosenInstances(stage);
  return id !== undefined && stage.view.selection.get().nodes.size === 1 ? id : null;
}

function noInstance(stage: Stage): string | null {
  return opened(stage) === null ? t("Select one block or Input.") : null;
}

/** What is selected that can be opened: an instance of a block, or an Input, which shows how it prepares its data. */
function opened(stage: Stage): string | null {
  const [id, ...others] = stage.view.selection.get().nodes;
  const isInput = id !== undefined && !others.length && stage.level().nodes.get(id)?.kind === DATA;
  return isInput ? id : chosenInstance(stage);
}

/** Go into the block that an instance stands for, or to how an Input prepares what it reads. */
export function enter({ view, project }: Pick<Stage, "view" | "project">, id: string): void {
  const next = inside(project.document.get(), view.place.get(), id);
  if (next) view.place.set(next);
  else if (project.document.get().nodes.get(id)?.kind === DATA) view.open.set({ what: "prepare", input: id });
}

/** Go out of the block, to the instance through which one came; `depth`: to the level with so many above it. */
export function leave({ view, project }: Pick<Stage, "view" | "project">, depth?: number): void {
  const { block, path } = view.place.get();
  if (block === null) return;
  const kept = path.slice(0, depth ?? path.length - 1);
  const document = project.document.get();
  const uses = document.nodes.get(kept.at(-1) ?? "")?.uses ?? null;
  const left = path[kept.length];
  view.place.set(kept.length ? { block: uses, path: kept } : placeIn(document, null));
  if (left !== undefined) selectNodes(view, [left]);
}

function makeBlock(stage: Stage): void {
  const instance = packed(stage, stage.view.selection.get(), freshName(stage), true);
  if (instance !== null) stage.view.naming.set(instance);
}

/** Make one card of these, as one step that goes on while it is being `named`; says which, or why not. */
export function packed(stage: Stage, chosen: Chosen, name: string, named: boolean): string | null {
  const { project, view } = stage;
  const level = stage.level();
  const made = pack(level, chosen.nodes, name, kindsOf(stage));
  view.notice.set("sentence" in made ? made : null);
  if ("sentence" in made) return null;
  const notes = [...chosen.notes].flatMap((id): Edit[] => {
    const note = level.notes.get(id);
    return note ? [{ edit: "set_note", id, note: { ...note, block: made.block } }] : [];
  });
  const frames = [...chosen.frames].flatMap((id): Edit[] => {
    const frame = level.frames.get(id);
    return frame ? [{ edit: "set_frame", id, frame: { ...frame, block: made.block } }] : [];
  });
  project.edit([...made.edits, ...notes, ...frames], named ? NAMING + made.instance : undefined);
  selectNodes(view, [made.instance]);
  return made.instance;
}

/** One after the other, since each makes room for what comes out of it. */
function unpackChosen(stage: Stage): void {
  const { project, view, catalog } = stage;
  const edits: Edit[] = [];
  const ids: string[] = [];
  let level = stage.level();
  for (const id of chosenInstances(stage)) {
    const made = unpack(level, id);
    if ("sentence" in made) return view.notice.set(made);
    edits.push(...made.edits);
    ids.push(...made.ids);
    level = levelOf(documentAfter(level.whole, made.edits, catalog), level.block);
  }
  project.edit(edits);
  selectNodes(view, ids);
}

/** “Block”, “Block 2”, … */
function freshName({ project }: Stage): string {
  const taken = new Set([...project.document.get().blocks.values()].map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number > 1 ? t("Block {number}", { number }) : t("Block");
    if (!taken.has(name)) return name;
  }
}

function kindsOf({ project, catalog }: Stage): Kinds {
  const whole = project.document.get();
  return {
    input: (node) => entryOf(node, whole, catalog)?.inputs?.[0]?.name,
    gives: (node) => (entryOf(node, whole, catalog)?.outputs?.length ?? 1) > 0,
    packs: (node) => node.kind !== INPUT && node.kind !== OUTPUT && entryOf(node, whole, catalog)?.layer !== false,
    title: (node) => titleOf(node, whole, catalog),
  };
}
