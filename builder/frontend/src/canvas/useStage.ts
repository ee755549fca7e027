/** The canvas as commands see it. */
import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import type { Stage } from "./commands";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";
import { LARGEST, MARGIN } from "./opening";

const GLIDE_MS = 150;

const FIT = {
  padding: { top: `${MARGIN.top}px`, bottom: `${MARGIN.bottom}px`, x: `${MARGIN.side}px` },
  maxZoom: LARGEST,
} as const;

/** `search` is the palette's field, `pane` the element that React Flow fills. */
export function useStage(search: RefObject<HTMLInputElement | null>, pane: RefObject<HTMLElement | null>): Stage {
  const flow = useReactFlow<FlowNode, WireEdge>();
  const { project, view, editable, component } = useBench();
  return useMemo(
    () => ({
      project,
      view,
      editable,
      sizes: () => sizesOf(flow),
      center: () => centerOf(flow, pane.current),
      fit: (ids) => void flow.fitView({ ...FIT, ...motion(), ...(ids && { nodes: ids.map((id) => ({ id })) }) }),
      zoom: (direction) => void (direction > 0 ? flow.zoomIn(motion()) : flow.zoomOut(motion())),
      find: () => search.current?.focus(),
      code: () => component.setTriggerValue("code", Date.now()),
    }),
    [flow, project, view, editable, component, search, pane],
  );
}

function sizesOf(flow: ReactFlowInstance<FlowNode, WireEdge>) {
  return new Map(
    flow
      .getNodes()
      .map(({ id, measured }) => [id, { width: measured?.width ?? 0, height: measured?.height ?? 0 }] as const)
      .filter(([, { width }]) => width > 0),
  );
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
