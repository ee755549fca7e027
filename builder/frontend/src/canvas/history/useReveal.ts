/** Brings into view what was changed out of sight. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { CARD } from "../../document/card";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import type { Stage } from "../stage";

export function useReveal(stage: Stage, pane: RefObject<HTMLElement | null>): void {
  const { view } = useBench();
  const { flowToScreenPosition, getNode } = useReactFlow();
  const ids = useStore(view.reveal);

  useEffect(() => {
    if (!ids.length) return;

    function isSeen(id: string): boolean {
      const node = getNode(id);
      const box = pane.current?.getBoundingClientRect();
      if (!node || !box) return false;
      const { x, y } = node.position;
      const middle = flowToScreenPosition({ x: x + CARD.width / 2, y: y + CARD.height / 2 });
      return middle.x > box.left && middle.x < box.right && middle.y > box.top && middle.y < box.bottom;
    }

    // The cards of another level must stand before one of them can be shown.
    const timer = setTimeout(() => {
      view.reveal.set([]);
      if (!ids.some(isSeen)) stage.show(ids[0] ?? "");
    });
    return () => clearTimeout(timer);
  }, [ids, stage, view, pane, getNode, flowToScreenPosition]);
}
