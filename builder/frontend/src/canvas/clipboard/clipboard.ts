/** Copying and pasting what is selected, as text on the clipboard of the system. */
import { titleOf } from "../../catalog/blocks";
import { levelOf } from "../../document/level";
import type { Position } from "../../document/types";
import { readModel } from "../../upload/send";
import { t } from "../../words/words";
import { intoWire } from "../intoWire";
import { documentAfter } from "../preview";
import { chosenWire, removeSelected } from "../removing";
import type { Stage } from "../stage";
import { NOTHING, sizeOf } from "../view";
import { whatIn } from "./counts";
import { type Inserted, insert, leftSentence } from "./insert";
import { type Part, take } from "./part";
import { shiftTo } from "./spot";
import { readText, textOf } from "./text";

/** What is selected as text; nothing where nothing can be copied. */
export function copied({ view, level, catalog }: Stage): string | null {
  const part = take(level(), view.selection.get(), catalog);
  return sizeOf(part.document) ? textOf(part) : null;
}

/** Say what was copied. */
export function sayCopied({ view }: Stage): void {
  view.told.set(t("Copied {what}.", { what: whatIn(view.selection.get()) }));
}

/** Take away what was copied. */
export function cutOut(stage: Stage): void {
  const what = whatIn(stage.view.selection.get());
  removeSelected(stage);
  stage.view.told.set(t("Cut {what}.", { what }));
}

/** Paste a text about a point, or say why that cannot be. What was put in is selected; into a wire that is selected it goes. */
export function paste(stage: Stage, text: string, at: Position = stage.center()): void {
  const part = readText(text);
  if ("sentence" in part) return stage.view.notice.set(part);
  if ("model" in part) return void pasteModel(stage, part.model, at);
  put(stage, part, at);
}

/** Have the server read a model of Keras, and paste what it is as layers. */
export async function pasteModel(stage: Stage, model: string, at: Position, read = readModel): Promise<void> {
  const { notice } = stage.view;
  notice.set({ sentence: t("Reading a model of Keras…") });
  try {
    const text = await read(model);
    notice.set(null);
    paste(stage, text, at);
  } catch (error) {
    notice.set({ sentence: (error as Error).message });
  }
}

function put(stage: Stage, part: Part, at: Position): void {
  const { view, catalog, project } = stage;
  const level = stage.level();
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
  const wire = sizeOf(stage.view.selection.get()) ? undefined : chosenWire(stage);
  if (!wire || !nodes.length) return [];
  const grown = levelOf(documentAfter(level.whole, edits, stage.catalog), level.block);
  return intoWire(grown, nodes, wire, stage.catalog);
}
