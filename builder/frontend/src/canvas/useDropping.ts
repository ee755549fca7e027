/** Layers dropped from the palette, and cards dragged: onto the canvas, or into a wire. */
import { useReactFlow } from "@xyflow/react";
import type { DragEvent, RefObject } from "react";
import { CARD } from "../document/card";
import type { Wire } from "../document/graph";
import type { Edit, Position } from "../document/types";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";
import { addAt, addInto, dropOn } from "./gestures";
import { KIND_TYPE } from "./palette/PaletteItem";
import { selectNodes } from "./view";

type Pane = RefObject<HTMLDivElement | null>;
type Settle = (moved: readonly FlowNode[], more?: readonly Edit[]) => void;

export function useDropping(pane: Pane, edges: readonly WireEdge[], settle: Settle) {
  const { project, catalog, view, editable } = useBench();
  const { screenToFlowPosition } = useReactFlow<FlowNode, WireEdge>();
  const wireUnder = (point: Position) => wireAt(pane.current, edges, point)?.data?.wire;

  function onDrop(event: DragEvent): void {
    const entry = catalog.layer(event.dataTransfer.getData(KIND_TYPE));
    highlight(pane.current, undefined);
    if (!entry || !editable) return;
    event.preventDefault();
    const document = project.document.get();
    const point = { x: event.clientX, y: event.clientY };
    const wire = wireUnder(point);
    const corner = cornerAt(screenToFlowPosition(point));
    const { id, edits } = wire ? addInto(document, entry, wire) : addAt(document, entry, corner);
    project.edit(edits);
    selectNodes(view, [id]);
  }

  function onDragOver(event: DragEvent): void {
    if (!event.dataTransfer.types.includes(KIND_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    highlight(pane.current, wireAt(pane.current, edges, { x: event.clientX, y: event.clientY })?.id);
  }

  function onNodeDragStop(event: MouseEvent | TouchEvent, _: FlowNode, all: FlowNode[]): void {
    const wire = "clientX" in event && all.length === 1 ? wireUnder({ x: event.clientX, y: event.clientY }) : undefined;
    settle(all, wire ? intoWire(all[0], wire) : []);
  }

  function intoWire(node: FlowNode | undefined, wire: Wire): Edit[] {
    const entry = node?.type === "card" ? node.data.entry : undefined;
    return node && entry ? dropOn(project.document.get(), entry, node.id, wire) : [];
  }

  return {
    onDrop,
    onDragOver,
    onDragLeave: () => highlight(pane.current, undefined),
    onNodeDragStop,
    onSelectionDragStop: (_: unknown, all: FlowNode[]) => settle(all),
  };
}

function cornerAt({ x, y }: Position): Position {
  return { x: Math.round(x - CARD.width / 2), y: Math.round(y - CARD.height / 2) };
}

/** The wire under a point of the screen. */
function wireAt(pane: HTMLElement | null, edges: readonly WireEdge[], { x, y }: Position): WireEdge | undefined {
  const root = pane?.getRootNode() as Document | ShadowRoot | undefined;
  const hit = root
    ?.elementsFromPoint(x, y)
    .map((element) => element.closest(".react-flow__edge"))
    .find(Boolean);
  return hit ? edges.find(({ id }) => id === hit.getAttribute("data-id")) : undefined;
}

/** Mark the wire that would take what is dragged. */
function highlight(pane: HTMLElement | null, id: string | undefined): void {
  for (const element of pane?.querySelectorAll(".react-flow__edge") ?? []) {
    element.classList.toggle("aimed", element.getAttribute("data-id") === id);
  }
}
