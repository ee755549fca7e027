/** Undo and redo, shown where they happened: on the level, with what came back selected, said in words. */
import { type Change, changeOf, type Difference, fieldsOf } from "../../document/change";
import type { Document, PlacedNode } from "../../document/types";
import { t } from "../../words/words";
import { placeIn } from "../place";
import type { Stage } from "../stage";
import { NOTHING, type Selection } from "../view";
import { stepText } from "./stepText";

/** Take back the last step. */
export function undo(stage: Stage): void {
  const [before, after] = done(stage, () => stage.project.undo());
  stage.view.told.set(t("Undid: {what}.", { what: stepText(after, before, stage.catalog) }));
}

/** Make the step again that was taken back last. */
export function redo(stage: Stage): void {
  const [before, after] = done(stage, () => stage.project.redo());
  stage.view.told.set(t("Redid: {what}.", { what: stepText(before, after, stage.catalog) }));
}

function done(stage: Stage, step: () => void): readonly [Document, Document] {
  const { project, view } = stage;
  const before = project.document.get();
  step();
  const after = project.document.get();
  const change = changeOf(before, after);
  const touched = touchedOf(change, (id) => isItself(before.nodes.get(id), after.nodes.get(id)));
  const blocks = touched.map(({ part, key }) => (after[part].get(key) ?? before[part].get(key))?.block ?? null);
  if (!touched.length || !go(stage, after, blocks)) return [before, after];
  const selection = selected(stage, touched);
  view.selection.set(selection);
  view.reveal.set([...selection.nodes]);
  return [before, after];
}

interface Touched {
  readonly part: (typeof PARTS)[number];
  readonly key: string;
}

/** More cards that only moved are not worth being selected. */
const MOST_MOVED = 20;

/** Whether a node itself changed, and not only what feeds it. */
function isItself(before: PlacedNode | undefined, after: PlacedNode | undefined): boolean {
  return !before || !after || fieldsOf(before, after).some((field) => field !== "inputs");
}

/** What one looks for: what came; else what changed itself; else what is fed otherwise, or went; else what moved. */
function touchedOf(change: Change, itself: (id: string) => boolean): readonly Touched[] {
  const of = (pick: (difference: Difference) => readonly string[]) =>
    PARTS.flatMap((part) => pick(change[part]).map((key): Touched => ({ part, key })));
  const came = of(({ added }) => added);
  if (came.length) return came;
  const changed = of(({ changed: keys }) => keys);
  const first = changed.filter(({ part, key }) => part !== "nodes" || itself(key));
  const others = [...(first.length ? first : changed), ...of(({ removed }) => removed)];
  const moved = change.moved.map((key): Touched => ({ part: "nodes", key }));
  return others.length || moved.length > MOST_MOVED ? others : moved;
}

const PARTS = ["nodes", "notes", "frames"] as const;

/** Go to the level where it happened, if one is not there; false where it is gone. */
function go({ view }: Stage, document: Document, blocks: readonly (string | null)[]): boolean {
  const here = view.place.get().block;
  if (blocks.includes(here)) return true;
  const block = blocks.find((each) => each === null || document.blocks.has(each));
  if (block === undefined) return false;
  view.place.set(placeIn(document, block));
  return true;
}

/** What of it stands on this level now. */
function selected({ level }: Stage, touched: readonly Touched[]): Selection {
  const here = level();
  const keys = (part: Touched["part"]) =>
    new Set(touched.filter((each) => each.part === part && here[part].has(each.key)).map(({ key }) => key));
  return { ...NOTHING, nodes: keys("nodes"), notes: keys("notes"), frames: keys("frames") };
}
