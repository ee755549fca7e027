/** Takes away what is selected, leaving the hole open or closing it. */
import { type Wire, wires } from "../document/graph";
import type { Edit } from "../document/types";
import { wireId } from "./edges";
import { remove } from "./gestures";
import { healed } from "./heal";
import { handOver } from "./linking/links";
import type { Stage } from "./stage";
import { NOTHING } from "./view";

/** Remove what is selected; with `heal` what fed a layer feeds what it fed, where that fits. */
export function removeSelected(stage: Stage, heal = false): void {
  const { nodes, wires: chosen, notes, frames } = stage.view.selection.get();
  const level = stage.level();
  const cut = wires(level.nodes).filter((wire) => chosen.has(wireId(wire)));
  stage.project.edit([
    ...handOver(level.nodes, nodes, stage.catalog),
    ...(heal ? healed(level, nodes, stage.catalog) : []),
    ...remove(level, [...nodes], cut),
    ...[...notes].map((id): Edit => ({ edit: "set_note", id, note: null })),
    ...[...frames].map((id): Edit => ({ edit: "set_frame", id, frame: null })),
  ]);
  stage.view.selection.set(NOTHING);
}

/** The one wire that is selected. */
export function chosenWire({ view, level }: Stage): Wire | undefined {
  const { wires: chosen } = view.selection.get();
  if (chosen.size !== 1) return undefined;
  return wires(level().nodes).find((wire) => chosen.has(wireId(wire)));
}
