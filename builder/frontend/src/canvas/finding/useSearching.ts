/** Gestures that open the search for layers: two clicks on the empty canvas, and a wire that leads onto nothing. */
import type { FinalConnectionState } from "@xyflow/react";
import type { MouseEvent as ReactMouseEvent } from "react";
import type { Position } from "../../document/types";
import { useActions } from "../actions";
import type { LooseEnd } from "../commanding/open";
import { inHandle, outHandle } from "../connect";
import { wireOnto } from "./onto";
import { outputsIn } from "./placing";

export function useSearching() {
  const { stage } = useActions();
  const { view, project, catalog } = stage;

  function search(point: Position, from: LooseEnd | null): void {
    if (!stage.editable) return;
    view.open.set({ what: "search", at: stage.onPane(point), place: stage.onCanvas(point), from });
  }

  /** A wire that ends on no port: on a card, or on nothing. */
  function drop(point: Position, state: FinalConnectionState, target: Element | null): void {
    const from = looseEnd(state);
    const card = target?.closest(".react-flow__node-card")?.getAttribute("data-id");
    if (!from || !stage.editable) return;
    if (!card) return search(point, from);
    const outputOf = outputsIn(project.report.get(), view.place.get());
    const made = wireOnto(stage.level(), catalog, from, card, outputOf);
    if ("sentence" in made) view.notice.set(made);
    else project.edit(made);
  }

  return {
    drop,
    onDoubleClick({ target, clientX, clientY }: ReactMouseEvent) {
      if (target instanceof Element && target.classList.contains("react-flow__pane"))
        search({ x: clientX, y: clientY }, null);
    },
  };
}

function looseEnd({ fromHandle, toHandle }: FinalConnectionState): Exclude<LooseEnd, { end: "wire" }> | null {
  // What ends near a port that could be meant means this port, and was drawn or refused already.
  if (!fromHandle || (toHandle && toHandle.type !== fromHandle.type)) return null;
  const { nodeId: node, id, type } = fromHandle;
  if (type === "target") return { end: "input", node, port: (id ?? "").slice(inHandle("").length) };
  const output = Number.parseInt((id ?? "").slice(outHandle(0).length - 1), 10) || 0;
  return { end: "output", source: { node, output } };
}
