/** Keeps the middle of the picture in the middle when the pane changes its width: a panel opens, the window grows. */
import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";

export function useSteadyCenter(pane: RefObject<HTMLElement | null>): void {
  const { getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    if (!pane.current) return;
    let before = pane.current.clientWidth;
    const observer = new ResizeObserver(([entry]) => {
      const now = entry?.target.clientWidth ?? before;
      const { x, y, zoom } = getViewport();
      if (now !== before) setViewport({ x: x + (now - before) / 2, y, zoom });
      before = now;
    });
    observer.observe(pane.current);
    return () => observer.disconnect();
  }, [pane, getViewport, setViewport]);
}
