/** Keys pressed anywhere but in a field or a dialog run the canvas's commands. */
import { useEffect } from "react";
import { commandOf, perform, refusalOf } from "./commands";
import type { Stage } from "./stage";

export function useKeys(stage: Stage): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const meant = commandOf(event);
      if (!meant || meant.byEvent || (!meant.everywhere && event.composedPath().some(keepsKeys))) return;
      if (takenBeside(event) || (isPlainEnter(event) && event.composedPath().some(takesEnter))) return;
      // Streamlit has shortcuts of its own, and the browser would bookmark on Ctrl+D.
      event.preventDefault();
      event.stopPropagation();
      // Whoever pressed a key that does nothing now hears why.
      if (!perform(meant, stage)) stage.view.told.set(refusalOf(meant, stage) ?? "");
    }
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, [stage]);
}

const WALKING = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "Enter"]);

/** In the outline plain arrow keys go from row to row; Escape goes from the inspector back to what is selected. */
function takenBeside(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof Element) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (event.key === "Escape") return target.closest(".ll-inspector") !== null;
  return WALKING.has(event.key) && target.closest("[role=tree]") !== null;
}

const isPlainEnter = ({ key, ctrlKey, metaKey }: KeyboardEvent) => key === "Enter" && !ctrlKey && !metaKey;

/** Whether keys pressed there are meant for it: a field, a dialog, or a menu. */
export function keepsKeys(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // A tick takes no text.
  const field = target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
  return field || ["dialog", "menu"].includes(target.getAttribute("role") ?? "");
}

/** What Enter presses: buttons, links, and cards, which select or open themselves. */
function takesEnter(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches("button, a, summary, .ll-card");
}
