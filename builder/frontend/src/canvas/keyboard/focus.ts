/** Where the keyboard is on the canvas: one stop takes the focus, and can be asked to take it before it is drawn. */
import { createStore, type Store } from "../../project/store";
import { MARGIN } from "../opening";
import type { Stage } from "../stage";
import type { View } from "../view";
import { type Stop, selectionOf } from "./stops";

const wanted = new WeakMap<View, Store<Stop | null>>();

/** The stop that is to take the focus once it is drawn. */
export function wantedOf(view: View): Store<Stop | null> {
  const known = wanted.get(view) ?? createStore<Stop | null>(null);
  wanted.set(view, known);
  return known;
}

const inspected = new WeakMap<View, Store<"name" | "settings" | null>>();

/** Which field of the inspector is to take the focus: the name, or the first setting. */
export function inspectionOf(view: View): Store<"name" | "settings" | null> {
  const known = inspected.get(view) ?? createStore<"name" | "settings" | null>(null);
  inspected.set(view, known);
  return known;
}

/** Select one thing and put the focus on it. */
export function focusStop(view: View, stop: Stop): void {
  view.selection.set(selectionOf(stop));
  wantedOf(view).set(null);
  wantedOf(view).set(stop);
}

/** Bring what React Flow calls `flowId` into view, where it is not; `within`: anything of the canvas. */
export function reveal(stage: Stage, within: Element | null, flowId: string): void {
  const canvas = within?.closest(".ll-canvas");
  const element = canvas?.querySelector(`.react-flow__node[data-id="${CSS.escape(flowId)}"]`);
  if (!element || !inView(element)) stage.show(flowId);
}

/** Whether all of an element is seen, and nothing that floats at the edges of the pane lies over it. */
function inView(element: Element): boolean {
  const pane = element.closest(".ll-pane")?.getBoundingClientRect();
  const { left, right, top, bottom } = element.getBoundingClientRect();
  if (!pane) return true;
  return (
    left >= pane.left && right <= pane.right && top >= pane.top + MARGIN.top && bottom <= pane.bottom - MARGIN.bottom
  );
}
