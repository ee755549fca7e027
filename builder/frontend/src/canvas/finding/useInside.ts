/** Keeps what floats inside the pane on which it opened. */
import { type RefObject, useLayoutEffect } from "react";
import type { Position } from "../../document/types";

const EDGE = 8;

/** Stand with the corner at `at`; nearer to the middle where that would reach over the edge. */
export function useInside(box: RefObject<HTMLElement | null>, { x, y }: Position): void {
  useLayoutEffect(() => {
    const element = box.current;
    const pane = element?.closest<HTMLElement>(".ll-pane");
    if (!element || !pane) return;
    const put = () => {
      const { width, height } = element.getBoundingClientRect();
      element.style.left = `${within(x, width, pane.clientWidth)}px`;
      element.style.top = `${within(y, height, pane.clientHeight)}px`;
    };
    put();
    const watch = new ResizeObserver(put);
    watch.observe(pane);
    return () => watch.disconnect();
  }, [box, x, y]);
}

function within(start: number, size: number, room: number): number {
  return Math.max(EDGE, Math.min(start, room - size - EDGE));
}
