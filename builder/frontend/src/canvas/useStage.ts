/** The canvas as commands see it. */
import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import { CARD } from "../document/card";
import { press } from "../streamlit";
import type { Stage } from "./commands";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";
import { LARGEST, MARGIN } from "./opening";

const GLIDE_MS = 150;
const READABLE = 0.75;

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
      fit: () => void flow.fitView({ ...FIT, ...motion() }),
      show: (id) => bringToView(flow, id),
      zoom: (direction) => void (direction > 0 ? flow.zoomIn(motion()) : flow.zoomOut(motion())),
      find: () => search.current?.focus(),
      code() {
        // The program opens at the selected layer.
        component.setStateValue("selected", [...view.selection.get().nodes][0] ?? null);
        press(component, "code", Date.now());
      },
    }),
    [flow, project, view, editable, component, search, pane],
  );
}

/** Center a card, as near as one looks now, or near enough to read. */
function bringToView(flow: ReactFlowInstance<FlowNode, WireEdge>, id: string): void {
  const node = flow.getNode(id);
  if (!node) return;
  const { width = CARD.width, height = CARD.height } = node.measured ?? {};
  const zoom = Math.max(flow.getZoom(), READABLE);
  flow.setCenter(node.position.x + width / 2, node.position.y + height / 2, { zoom, ...motion() });
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
