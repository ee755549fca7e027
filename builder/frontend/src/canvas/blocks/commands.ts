/** Commands that make blocks, open them and go in and out. */

import { entryOf, titleOf } from "../../catalog/blocks";
import { INPUT, INSTANCE, OUTPUT } from "../../document/blocks";
import { type Kinds, pack } from "../../document/pack";
import type { Edit } from "../../document/types";
import { NAMING } from "../../document/undo";
import { unpack } from "../../document/unpack";
import { message } from "../../words/words";
import { noLayers } from "../commanding/reasons";
import { inside, placeIn } from "../place";
import type { Command, Stage } from "../stage";
import { NOTHING, selectNodes } from "../view";

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
    title: message("Unpack"),
    sentence: message("Put the layers of the block in its place"),
    keys: ["mod+shift+g"],
    group: "block",
    menus: ["block"],
    edits: true,
    refusal: noInstance,
    run: unpackChosen,
  },
  {
    name: "enter",
    title: message("Open"),
    sentence: message("Go into the block"),
    keys: ["enter"],
    group: "block",
    menus: ["block"],
    edits: false,
    refusal: noInstance,
    run: (stage) => enter(stage, chosenInstance(stage) ?? ""),
  },
];

/** The one instance of a block that is selected. */
function chosenInstance({ view, level }: Stage): string | null {
  const { nodes } = view.selection.get();
  const [id] = nodes;
  return nodes.size === 1 && id !== undefined && level().nodes.get(id)?.kind === INSTANCE ? id : null;
}

function noInstance(stage: Stage): string | null {
  return chosenInstance(stage) === null ? "Select one block." : null;
}

/** Go into the block that an instance stands for. */
export function enter({ view, project }: Pick<Stage, "view" | "project">, id: string): void {
  const next = inside(project.document.get(), view.place.get(), id);
  if (next) view.place.set(next);
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
  const { project, view } = stage;
  const level = stage.level();
  const chosen = view.selection.get();
  const made = pack(level, chosen.nodes, freshName(stage), kindsOf(stage));
  if ("sentence" in made) return view.notice.set(made);
  const notes = [...chosen.notes].flatMap((id): Edit[] => {
    const note = level.notes.get(id);
    return note ? [{ edit: "set_note", id, note: { ...note, block: made.block } }] : [];
  });
  const frames = [...chosen.frames].flatMap((id): Edit[] => {
    const frame = level.frames.get(id);
    return frame ? [{ edit: "set_frame", id, frame: { ...frame, block: made.block } }] : [];
  });
  view.notice.set(null);
  project.edit([...made.edits, ...notes, ...frames], NAMING + made.instance);
  selectNodes(view, [made.instance]);
  view.naming.set(made.instance);
}

function unpackChosen(stage: Stage): void {
  const { project, view } = stage;
  const id = chosenInstance(stage);
  const made = unpack(stage.level(), id ?? "");
  if ("sentence" in made) return view.notice.set(made);
  project.edit(made.edits);
  view.selection.set({ ...NOTHING, nodes: new Set(made.ids) });
}

/** “Block”, “Block 2”, … */
function freshName({ project }: Stage): string {
  const taken = new Set([...project.document.get().blocks.values()].map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number > 1 ? `Block ${number}` : "Block";
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
