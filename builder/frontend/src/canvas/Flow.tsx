/** React Flow, fed from the document, its gestures turned into edits. */
import {
  Background,
  BackgroundVariant,
  type Connection,
  type Edge,
  MiniMap,
  ReactFlow,
  type ReactFlowInstance,
  SelectionMode,
  useReactFlow,
} from "@xyflow/react";
import { type DragEvent, type KeyboardEvent, type RefObject, useRef } from "react";
import { CARD } from "../document/place";
import type { Position } from "../document/types";
import { Card } from "./Card";
import { Cursors } from "./Cursors";
import { draw, drawn, redraw, refusal } from "./connect";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";
import { addAt, addInto, dropOn } from "./gestures";
import { NoteCard } from "./NoteCard";
import { openingViewport } from "./opening";
import { KIND_TYPE } from "./palette/PaletteItem";
import { useFlow } from "./useFlow";
import { selectNodes } from "./view";
import { DrawnWire, WireLine } from "./WireLine";

const NODE_TYPES = { card: Card, note: NoteCard };
const EDGE_TYPES = { wire: WireLine };

export function Flow({ pane }: { pane: RefObject<HTMLDivElement | null> }) {
  const { project, catalog, view, editable } = useBench();
  const { nodes, edges, onNodesChange, onEdgesChange, settle } = useFlow();
  const { screenToFlowPosition } = useReactFlow<FlowNode, WireEdge>();
  const moved = useRef<Edge | null>(null);

  const why = (connection: Connection | Edge) => {
    const old = moved.current;
    return refusal(project.document.get(), catalog, drawn(connection), old ? drawn(old) : undefined);
  };

  function open(flow: ReactFlowInstance<FlowNode, WireEdge>): void {
    const box = pane.current?.getBoundingClientRect();
    if (!view.viewport && box) flow.setViewport(openingViewport(project.document.get(), box));
  }

  function connect(connection: Connection): void {
    if (!why(connection)) project.edit(draw(project.document.get(), drawn(connection)));
  }

  function reconnect(old: WireEdge, connection: Connection): void {
    if (!why(connection) && old.data) project.edit(redraw(project.document.get(), old.data.wire, drawn(connection)));
  }

  /** A card that was reached with Tab is selected with Enter. */
  function press({ key, target }: KeyboardEvent): void {
    const card =
      target instanceof HTMLElement && target.classList.contains("react-flow__node") ? target.dataset.id : null;
    if (card && (key === "Enter" || key === " ")) selectNodes(view, [card]);
  }

  function drop(event: DragEvent): void {
    const entry = catalog.layer(event.dataTransfer.getData(KIND_TYPE));
    highlight(pane.current, null);
    if (!entry || !editable) return;
    event.preventDefault();
    const document = project.document.get();
    const point = { x: event.clientX, y: event.clientY };
    const wire = wireAt(pane.current, edges, point)?.data?.wire;
    const spot = screenToFlowPosition(point);
    const corner = { x: Math.round(spot.x - CARD.width / 2), y: Math.round(spot.y - CARD.height / 2) };
    const { id, edits } = wire ? addInto(document, entry, wire) : addAt(document, entry, corner);
    project.edit(edits);
    selectNodes(view, [id]);
  }

  function dragOver(event: DragEvent): void {
    if (!event.dataTransfer.types.includes(KIND_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    highlight(pane.current, wireAt(pane.current, edges, { x: event.clientX, y: event.clientY }));
  }

  function dragStop(event: MouseEvent | TouchEvent, _: FlowNode, all: FlowNode[]): void {
    const [node] = all;
    const entry = node?.type === "card" && all.length === 1 ? node.data.entry : undefined;
    const point = "clientX" in event ? { x: event.clientX, y: event.clientY } : null;
    const wire = entry && point ? wireAt(pane.current, edges, point)?.data?.wire : undefined;
    settle(all, node && entry && wire ? dropOn(project.document.get(), entry, node.id, wire) : []);
  }

  return (
    <ReactFlow<FlowNode, WireEdge>
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onConnect={connect}
      onReconnectStart={(_, edge) => {
        moved.current = edge;
      }}
      onReconnect={reconnect}
      onReconnectEnd={() => {
        moved.current = null;
      }}
      isValidConnection={(connection) => why(connection) === null}
      onKeyDown={press}
      onNodeDragStop={dragStop}
      onSelectionDragStop={(_, all) => settle(all)}
      onDrop={drop}
      onDragOver={dragOver}
      onDragLeave={() => highlight(pane.current, null)}
      onMouseMove={(event) => project.show("cursor", screenToFlowPosition({ x: event.clientX, y: event.clientY }))}
      onMouseLeave={() => project.show("cursor", null)}
      onViewportChange={(viewport) => {
        view.viewport = viewport;
      }}
      connectionLineComponent={DrawnWire}
      connectionRadius={28}
      defaultViewport={view.viewport ?? undefined}
      onInit={open}
      minZoom={0.1}
      maxZoom={2}
      nodesDraggable={editable}
      nodesConnectable={editable}
      edgesReconnectable={editable}
      elevateEdgesOnSelect
      selectionMode={SelectionMode.Partial}
      deleteKeyCode={null}
      disableKeyboardA11y
      zoomOnDoubleClick={false}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} />
      <MiniMap pannable zoomable ariaLabel="Overview" nodeBorderRadius={8} className="ll-minimap" />
      <Cursors />
    </ReactFlow>
  );
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

function highlight(pane: HTMLElement | null, edge: WireEdge | null | undefined): void {
  for (const element of pane?.querySelectorAll(".react-flow__edge") ?? []) {
    element.classList.toggle("aimed", element.getAttribute("data-id") === edge?.id);
  }
}
