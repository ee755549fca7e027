/** The canvas as commands see it. */
import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import { CARD } from "../document/card";
import { press } from "../streamlit";
import { useBench } from "./context";
import { type FlowNode, noteId, type WireEdge } from "./flow";
import { frameId } from "./frames/flowFrames";
import { LARGEST, marginOf, openingViewport } from "./opening";
import type { Stage } from "./stage";
import type { Selection } from "./view";

const GLIDE_MS = 150;
const READABLE = 0.75;

/** How the whole of a level is shown. */
function fitting(block: string | null) {
  const { top, bottom, side } = marginOf(block);
  return { padding: { top: `${top}px`, bottom: `${bottom}px`, x: `${side}px` }, maxZoom: LARGEST } as const;
}

/** `search` is the palette's field, `pane` the element that React Flow fills. */
export function useStage(search: RefObject<HTMLInputElement | null>, pane: RefObject<HTMLElement | null>): Stage {
  const flow = useReactFlow<FlowNode, WireEdge>();
  const { project, catalog, view, level, editable, data, component } = useBench();
  return useMemo(
    () => ({
      project,
      view,
      editable,
      catalog,
      level: level.get,
      center: () => centerOf(flow, pane.current),
      fit: (only) => void flow.fitView({ ...fitting(level.get().block), ...motion(), ...within(only) }),
      open() {
        const box = pane.current?.getBoundingClientRect();
        const { block } = level.get();
        if (box) flow.setViewport(openingViewport(level.get(), box, marginOf(block)), motion());
      },
      show: (id) => bringToView(flow, id),
      zoom: (direction) => zoom(flow, direction),
      find: () => search.current?.focus(),
      codeShown: data.code === true,
      code() {
        // The program opens at the selected layer.
        component.setStateValue("selected", [...view.selection.get().nodes][0] ?? null);
        press(component, "code", Date.now());
      },
    }),
    [flow, project, catalog, view, level, editable, data.code, component, search, pane],
  );
}

/** What is selected, as React Flow is asked to show it; nothing: all. */
function within(only: Selection | undefined) {
  if (!only) return {};
  const { nodes, notes, frames } = only;
  const ids = [...nodes, ...[...notes].map(noteId), ...[...frames].map(frameId)];
  return { nodes: ids.map((id) => ({ id })) };
}

function zoom(flow: ReactFlowInstance<FlowNode, WireEdge>, direction: 1 | -1 | 0): void {
  if (direction === 0) void flow.zoomTo(1, motion());
  else void (direction > 0 ? flow.zoomIn(motion()) : flow.zoomOut(motion()));
}

/** Center a card, as near as one looks now, or near enough to read. */
function bringToView(flow: ReactFlowInstance<FlowNode, WireEdge>, id: string): void {
  const node = flow.getNode(id);
  if (!node) return;
  const { width = CARD.width, height = CARD.height } = node.measured ?? {};
  const zoom = Math.max(flow.getZoom(), READABLE);
  flow.setCenter(node.position.x + width / 2, node.position.y + height / 2, { zoom, ...motion() });
}

function centerOf(flow: ReactFlowInstance<FlowNode, WireEdge>, pane: HTMLElement | null) {
  const box = pane?.getBoundingClientRect();
  return flow.screenToFlowPosition({
    x: (box?.left ?? 0) + (box?.width ?? 0) / 2,
    y: (box?.top ?? 0) + (box?.height ?? 0) / 2,
  });
}

/** Nothing glides for those who asked for less motion. */
function motion(): { duration: number } {
  return { duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : GLIDE_MS };
}
