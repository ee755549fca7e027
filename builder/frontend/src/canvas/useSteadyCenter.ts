/** Keeps the middle of the picture in the middle when the pane changes its width: a panel opens, the window grows. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";

/** `opened` is called when the pane has a size at last. */
export function useSteadyCenter(pane: RefObject<HTMLElement | null>, opened: () => void): void {
  const { getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    if (!pane.current) return;
    // A pane that is not laid out yet has no middle that could be kept.
    let before = 0;
    const observer = new ResizeObserver(([entry]) => {
      const now = entry?.target.clientWidth ?? before;
      const { x, y, zoom } = getViewport();
      if (!before && now) opened();
      else if (now && now !== before) setViewport({ x: x + (now - before) / 2, y, zoom });
      before = now;
    });
    observer.observe(pane.current);
    return () => observer.disconnect();
  }, [pane, opened, getViewport, setViewport]);
}
