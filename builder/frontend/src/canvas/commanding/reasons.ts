/** Why a command that works on what is selected cannot be run; nothing where it can. */
import { t } from "../../words/words";
import type { Stage } from "../stage";
import { sizeOf } from "../view";

/** Whether anything at all is selected. */
export function hasChosen({ view }: Stage): boolean {
  const selection = view.selection.get();
  return sizeOf(selection) + selection.wires.size > 0;
}

export const nothingChosen = (stage: Stage): string | null => (hasChosen(stage) ? null : t("Nothing is selected."));

export const noLayers = ({ view }: Stage): string | null =>
  view.selection.get().nodes.size ? null : t("No layer is selected.");

/** For what moves and grows: layers, notes, frames. */
export function nothingMovable({ view }: Stage): string | null {
  return sizeOf(view.selection.get()) ? null : t("No layer, note or frame is selected.");
}
