/** The canvas as commands see it. */
import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import { CARD } from "../document/card";
import type { Refused } from "../document/pack";
import type { Project } from "../project/project";
import { press } from "../streamlit";
import { useBench } from "./context";
import { inkOf } from "./figure/ink";
import { type FlowNode, noteId, type WireEdge } from "./flow";
import { frameId } from "./frames/flowFrames";
import type { Added } from "./gestures";
import { LARGEST, marginOf, openingViewport } from "./opening";
import { onPane, spotOf, useResting } from "./spot";
import type { Stage } from "./stage";
import { type Selection, selectNodes, type View } from "./view";

const GLIDE_MS = 150;
const READABLE = 0.75;

/** How the whole of a level is shown. */
function fitting(block: string | null) {
  const { top, bottom, side } = marginOf(block);
  return { padding: { top: `${top}px`, bottom: `${bottom}px`, x: `${side}px` }, maxZoom: LARGEST } as const;
}

/** `pane`: the element that React Flow fills. */
export function useStage(pane: RefObject<HTMLElement | null>): Stage {
  const flow = useReactFlow<FlowNode, WireEdge>();
  const { project, catalog, view, level, editable, data, component } = useBench();
  const pointer = useResting(pane);
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
      focused: () => (pane.current?.getRootNode() as ShadowRoot | Document | undefined)?.activeElement ?? null,
      spot: (where) => spotOf(flow, pane.current, where ? null : pointer.current, [...view.selection.get().nodes]),
      onPane: (point) => onPane(pane.current, point),
      onCanvas: (point) => flow.screenToFlowPosition(point),
      put: (added) => put(project, view, added),
      codeShown: data.code === true,
      ink: () => (pane.current ? inkOf(pane.current) : null),
      source: data.schema?.title ?? "",
      code() {
        // The program opens at the selected layer.
        component.setStateValue("selected", [...view.selection.get().nodes][0] ?? null);
        press(component, "code", Date.now());
      },
    }),
    [flow, project, catalog, view, level, editable, data.code, data.schema, component, pane, pointer],
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

function put(project: Project, view: View, added: Added | Refused): void {
  if ("sentence" in added) return view.notice.set(added);
  project.edit(added.edits);
  selectNodes(view, [added.id]);
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
