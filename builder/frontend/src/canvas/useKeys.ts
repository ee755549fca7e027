/** Keys pressed on the canvas, or nowhere in particular, run commands. */
import { type RefObject, useEffect } from "react";
import { commandOf, perform, type Stage } from "./commands";

export function useKeys(stage: Stage, root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const path = event.composedPath();
      const here = root.current !== null && path.includes(root.current);
      const nowhere = path[0] === document.body || path[0] === document.documentElement;
      if ((!here && !nowhere) || types(path[0])) return;
      const meant = commandOf(event);
      if (!meant) return;
      // Streamlit has shortcuts of its own, and the browser would bookmark on Ctrl+D.
      event.preventDefault();
      event.stopPropagation();
      perform(meant, stage);
    }
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, [stage, root]);
}

function types(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
