/** React Flow, fed from the document, its gestures turned into edits. */
import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  type ReactFlowInstance,
  SelectionMode,
} from "@xyflow/react";
import type { KeyboardEvent, MouseEvent, RefObject } from "react";
import { Card } from "./Card";
import { Cursors } from "./Cursors";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";
import { NoteCard } from "./NoteCard";
import { openingViewport } from "./opening";
import { useDropping } from "./useDropping";
import { useFlow } from "./useFlow";
import { useModifiers } from "./useModifiers";
import { usePointing } from "./usePointing";
import { useWiring } from "./useWiring";
import { selectNodes } from "./view";
import { DrawnWire, WireLine } from "./WireLine";

const NODE_TYPES = { card: Card, note: NoteCard };
const EDGE_TYPES = { wire: WireLine };
const OVERVIEW = { width: 132, height: 148 };

export function Flow({ pane }: { pane: RefObject<HTMLDivElement | null> }) {
  const { project, view, editable } = useBench();
  const { settle, ...flow } = useFlow();
  const wiring = useWiring();
  const dropping = useDropping(pane, flow.edges, settle);
  const pointing = usePointing();
  const modifiers = useModifiers();

  function open(instance: ReactFlowInstance<FlowNode, WireEdge>): void {
    const box = pane.current?.getBoundingClientRect();
    if (!view.viewport && box) instance.setViewport(openingViewport(project.document.get(), box));
  }

  /** A card that was reached with Tab is selected with Enter. */
  function press({ key, target }: KeyboardEvent): void {
    const card =
      target instanceof HTMLElement && target.classList.contains("react-flow__node") ? target.dataset.id : null;
    if (card && (key === "Enter" || key === " ")) selectNodes(view, [card]);
  }

  /** React Flow keeps all that is selected when one of them is clicked: it might be the begin of a drag. */
  function click({ shiftKey, ctrlKey, metaKey }: MouseEvent, { id, type }: FlowNode): void {
    const { nodes, notes } = view.selection.get();
    if (shiftKey || ctrlKey || metaKey || nodes.size + notes.size < 2) return;
    if (type === "card") selectNodes(view, [id]);
  }

  return (
    <ReactFlow<FlowNode, WireEdge>
      {...flow}
      {...wiring}
      {...dropping}
      {...pointing}
      {...modifiers}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onKeyDown={press}
      onNodeClick={click}
      onInit={open}
      onViewportChange={(viewport) => {
        view.viewport = viewport;
      }}
      connectionLineComponent={DrawnWire}
      connectionRadius={28}
      defaultViewport={view.viewport ?? undefined}
      minZoom={0.1}
      maxZoom={2}
      nodesDraggable={editable}
      nodesConnectable={editable}
      edgesReconnectable={editable}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      selectionMode={SelectionMode.Partial}
      deleteKeyCode={null}
      disableKeyboardA11y
      zoomOnDoubleClick={false}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} />
      {flow.nodes.length > 0 && (
        <MiniMap
          pannable
          zoomable
          ariaLabel="Overview"
          nodeBorderRadius={8}
          maskStrokeColor="var(--ll-strong-edge)"
          maskStrokeWidth={1}
          className="ll-minimap"
          style={OVERVIEW}
        />
      )}
      <Cursors />
    </ReactFlow>
  );
}
