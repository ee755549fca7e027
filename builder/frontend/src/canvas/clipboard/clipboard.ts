/** Copying and pasting what is selected, as text on the clipboard of the system. */
import { titleOf } from "../../catalog/blocks";
import { levelOf } from "../../document/level";
import type { Position } from "../../document/types";
import { t } from "../../words/words";
import { intoWire } from "../intoWire";
import { documentAfter } from "../preview";
import { chosenWire, removeSelected } from "../removing";
import type { Stage } from "../stage";
import { NOTHING } from "../view";
import { whatIn } from "./counts";
import { type Inserted, insert, leftSentence } from "./insert";
import { take } from "./part";
import { shiftTo } from "./spot";
import { readText, textOf } from "./text";

/** What is selected as text; nothing where nothing can be copied. */
export function copied({ view, level, catalog }: Stage): string | null {
  const part = take(level(), view.selection.get(), catalog);
  const { nodes, notes, frames } = part.document;
  return nodes.size + notes.size + frames.size ? textOf(part) : null;
}

/** Say what was copied. */
export function sayCopied({ view }: Stage): void {
  view.told.set(t("Copied {what}.", { what: whatIn(view.selection.get()) }));
}

/** Take away what was copied. */
export function cutOut(stage: Stage): void {
  stage.view.told.set(t("Cut {what}.", { what: whatIn(stage.view.selection.get()) }));
  removeSelected(stage);
}

/** Paste a text about a point, or say why that cannot be. What was put in is selected; into a wire that is selected it goes. */
export function paste(stage: Stage, text: string, at: Position = stage.center()): void {
  const { view, catalog, project } = stage;
  const level = stage.level();
  const part = readText(text);
  if ("sentence" in part) return view.notice.set(part);
  const made = insert(level, part, { shift: shiftTo(level, part, at), outside: false, catalog });
  if ("sentence" in made) return view.notice.set(made);
  const sentence = leftSentence(made.left, (node) => titleOf(node, part.document, catalog));
  view.notice.set(sentence ? { sentence } : null);
  if (!made.edits.length) return;
  project.edit([...made.edits, ...intoChosenWire(stage, made)]);
  view.selection.set({
    ...NOTHING,
    nodes: new Set(made.nodes),
    notes: new Set(made.notes),
    frames: new Set(made.frames),
  });
  view.told.set(t("Pasted {what}.", { what: whatIn(view.selection.get()) }));
}

function intoChosenWire(stage: Stage, { nodes, edits }: Inserted) {
  const level = stage.level();
  const wire = chosenWire(stage);
  if (!wire || !nodes.length) return [];
  const grown = levelOf(documentAfter(level.whole, edits, stage.catalog), level.block);
  return intoWire(grown, nodes, wire, stage.catalog);
}
