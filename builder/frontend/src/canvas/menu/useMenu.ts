/** Opens the menu of what is pointed at: by the right button, or where a finger stays. */
import { type MouseEvent, type PointerEvent, useCallback, useEffect, useRef } from "react";
import type { Stage } from "../stage";
import { aim } from "./target";

const STAYS_MS = 500;
const MOVED_PX = 8;

export function useMenu(stage: Stage) {
  const staying = useRef<{ readonly timer: number; readonly x: number; readonly y: number } | null>(null);
  const leave = useCallback(() => {
    clearTimeout(staying.current?.timer);
    staying.current = null;
  }, []);
  useEffect(() => leave, [leave]);

  function open(
    target: EventTarget,
    { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  ): void {
    const aimed = aim(stage, target instanceof Element ? target : null);
    stage.view.open.set({ what: "menu", at: stage.onPane({ x: clientX, y: clientY }), target: aimed });
  }

  return {
    onContextMenu(event: MouseEvent) {
      leave();
      if (!onFlow(event.target) || writes(event.target)) return;
      event.preventDefault();
      open(event.target, event);
    },
    onPointerDown(event: PointerEvent) {
      leave();
      if (event.pointerType !== "touch" || !event.isPrimary || !onFlow(event.target) || writes(event.target)) return;
      const { target, clientX, clientY } = event;
      const timer = window.setTimeout(() => open(target, { clientX, clientY }), STAYS_MS);
      staying.current = { timer, x: clientX, y: clientY };
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const { x, y } = staying.current ?? { x: clientX, y: clientY };
      if (Math.hypot(clientX - x, clientY - y) > MOVED_PX) leave();
    },
    onPointerUp: leave,
    onPointerCancel: leave,
  };
}

/** Whether it is the network itself: what floats over it has no menu of its own. */
function onFlow(target: EventTarget): boolean {
  return target instanceof Element && target.closest(".react-flow") !== null;
}

/** In a field the browser's own menu is of more use. */
function writes(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}
