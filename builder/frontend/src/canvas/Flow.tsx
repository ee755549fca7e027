/** React Flow, fed from the document, its gestures turned into edits. */
import { Background, BackgroundVariant, MiniMap, ReactFlow, SelectionMode } from "@xyflow/react";
import type { KeyboardEvent, MouseEvent, RefObject } from "react";
import { useStore } from "../project/store";
import { enter } from "./blocks/commands";
import { useLevelViewport } from "./blocks/useLevelViewport";
import { Card } from "./Card";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";
import { FrameCard } from "./frames/FrameCard";
import { Links } from "./linking/Links";
import { NoteCard } from "./NoteCard";
import { Cursors } from "./together/Cursors";
import { usePointing } from "./together/usePointing";
import { useDropping } from "./useDropping";
import { useFlow } from "./useFlow";
import { useModifiers } from "./useModifiers";
import { useWiring } from "./useWiring";
import { selectNodes } from "./view";
import { DrawnWire, WireLine } from "./WireLine";

const NODE_TYPES = { card: Card, note: NoteCard, frame: FrameCard };
const EDGE_TYPES = { wire: WireLine };
const OVERVIEW = { width: 132, height: 148 };

/** Which way it is drawn, and whether things are on their way. */
function useDrawing(): string {
  const { level, view } = useBench();
  const { direction } = useStore(level);
  const gliding = useStore(view.gliding);
  return [direction === "right" && "ll-rightward", gliding && "ll-gliding"].filter(Boolean).join(" ");
}

export function Flow({ pane }: { pane: RefObject<HTMLDivElement | null> }) {
  const { view, project, editable } = useBench();
  const { settle, ...flow } = useFlow();
  const wiring = useWiring();
  const dropping = useDropping(pane, flow.edges, settle);
  const pointing = usePointing();
  const modifiers = useModifiers();
  const overview = useStore(view.overview);

  /** A card that was reached with Tab is selected with Enter; a block that is selected is opened. */
  function press({ key, target }: KeyboardEvent): void {
    const card =
      target instanceof HTMLElement && target.classList.contains("react-flow__node") ? target.dataset.id : null;
    if (!card || (key !== "Enter" && key !== " ")) return;
    if (view.selection.get().nodes.has(card)) enter({ view, project }, card);
    else selectNodes(view, [card]);
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
      className={useDrawing()}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onKeyDown={press}
      onNodeClick={click}
      onNodeDoubleClick={(_, { id }) => enter({ view, project }, id)}
      {...useLevelViewport(pane)}
      connectionLineComponent={DrawnWire}
      connectionRadius={28}
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
      <Links nodes={flow.nodes} />
      {overview && flow.nodes.length > 0 && (
        <MiniMap
          nodeClassName={({ type }) => type ?? ""}
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
