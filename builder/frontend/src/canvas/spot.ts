/** Where a search opens: at the pointer where this rests on the empty canvas, else beside what is selected. */
import type { ReactFlowInstance } from "@xyflow/react";
import { type RefObject, useEffect, useRef } from "react";
import { CARD } from "../document/card";
import type { Position } from "../document/types";
import type { Spot } from "./commanding/open";
import type { FlowNode, WireEdge } from "./flow";

const BESIDE = 14;

/** Where on the screen the pointer rests on the empty canvas; nothing while it is anywhere else. */
export function useResting(pane: RefObject<HTMLElement | null>): RefObject<Position | null> {
  const resting = useRef<Position | null>(null);
  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    const move = ({ target, clientX, clientY }: PointerEvent) => {
      const empty = target instanceof Element && target.classList.contains("react-flow__pane");
      resting.current = empty ? { x: clientX, y: clientY } : null;
    };
    const leave = () => {
      resting.current = null;
    };
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerleave", leave);
    return () => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerleave", leave);
    };
  }, [pane]);
  return resting;
}

/** A point of the screen, from the corner of the pane. */
export function onPane(pane: HTMLElement | null, { x, y }: Position): Position {
  const { left = 0, top = 0 } = pane?.getBoundingClientRect() ?? {};
  return { x: x - left, y: y - top };
}

/** Where a search for layers opens, and where on the canvas it puts what it finds. */
export function spotOf(
  flow: ReactFlowInstance<FlowNode, WireEdge>,
  pane: HTMLElement | null,
  resting: Position | null,
  selected: readonly string[],
): Spot {
  if (resting) return { at: onPane(pane, resting), place: flow.screenToFlowPosition(resting) };
  const card = selected.length ? flow.getNode(selected[0] ?? "") : undefined;
  if (!card) return { at: { x: (pane?.clientWidth ?? 0) / 2 - 190, y: 90 }, place: null };
  const { x, y } = card.position;
  const corner = { x: x + (card.measured?.width ?? CARD.width), y };
  const { x: left, y: top } = onPane(pane, flow.flowToScreenPosition(corner));
  return { at: { x: left + BESIDE, y: top }, place: null };
}
