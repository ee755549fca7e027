/** What was pointed at, as commands see it: it is selected first. */
import { INSTANCE } from "../../document/blocks";
import { wires } from "../../document/graph";
import { wireId } from "../edges";
import { frameKey, isFrame } from "../frames/flowFrames";
import type { Stage, Target } from "../stage";
import { NOTHING, type Selection } from "../view";

const NOTE = "note:";

/** Select what a menu opens on, unless it is one of several that are selected already; says what it is. */
export function aim(stage: Stage, element: Element | null): Target {
  const id = element?.closest(".react-flow__node")?.getAttribute("data-id");
  if (id) return aimAt(stage, id);
  const wire = element?.closest(".react-flow__edge")?.getAttribute("data-id");
  if (wire && wires(stage.level().nodes).some((each) => wireId(each) === wire)) {
    const { wires: chosen } = stage.view.selection.get();
    if (!chosen.has(wire)) stage.view.selection.set({ ...NOTHING, wires: new Set([wire]) });
    return targetOf(stage);
  }
  // React Flow draws a box over all that was selected together.
  if (element?.closest(".react-flow__nodesselection")) return targetOf(stage);
  stage.view.selection.set(NOTHING);
  return "canvas";
}

function aimAt({ view, ...stage }: Stage, id: string): Target {
  const now = view.selection.get();
  const own: Selection = isFrame(id)
    ? { ...NOTHING, frames: new Set([frameKey(id)]) }
    : id.startsWith(NOTE)
      ? { ...NOTHING, notes: new Set([id.slice(NOTE.length)]) }
      : { ...NOTHING, nodes: new Set([id]) };
  const has = (["nodes", "notes", "frames"] as const).some((part) =>
    [...own[part]].some((each) => now[part].has(each)),
  );
  if (!has) view.selection.set(own);
  return targetOf({ view, ...stage });
}

/** On what commands would work now. */
export function targetOf({ view, level }: Pick<Stage, "view" | "level">): Target {
  const { nodes, wires: chosen, notes, frames } = view.selection.get();
  if (nodes.size + chosen.size + notes.size + frames.size > 1) return "several";
  const [id] = nodes;
  if (id !== undefined) return level().nodes.get(id)?.kind === INSTANCE ? "block" : "node";
  if (chosen.size) return "wire";
  if (notes.size) return "note";
  return frames.size ? "frame" : "canvas";
}
