/** Keys pressed anywhere but in a field or a dialog run the canvas's commands. */
import { useEffect } from "react";
import { commandOf, perform } from "./commands";
import type { Stage } from "./stage";

export function useKeys(stage: Stage): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const meant = commandOf(event);
      if (!meant || meant.byEvent || (!meant.everywhere && event.composedPath().some(keepsKeys))) return;
      if (event.key === "Enter" && event.composedPath().some(takesEnter)) return;
      // Streamlit has shortcuts of its own, and the browser would bookmark on Ctrl+D.
      event.preventDefault();
      event.stopPropagation();
      perform(meant, stage);
    }
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, [stage]);
}

/** Whether keys pressed there are meant for it: a field, or a dialog. */
export function keepsKeys(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A tick takes no text.
  const field = target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
  return field || target.getAttribute("role") === "dialog";
}

/** What Enter presses: buttons, links, and cards, which React Flow has by itself. */
function takesEnter(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches("button, a, summary, .react-flow__node");
}
