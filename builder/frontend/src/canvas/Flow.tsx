/** React Flow, fed from the document, its gestures turned into edits. */
import { Background, BackgroundVariant, ReactFlow, SelectionMode } from "@xyflow/react";
import type { KeyboardEvent, MouseEvent, RefObject } from "react";
import { useStore } from "../project/store";
import { t } from "../words/words";
import { HelperLines } from "./arranging/HelperLines";
import { enter } from "./blocks/commands";
import { useLevelViewport } from "./blocks/useLevelViewport";
import { Card } from "./Card";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";
import { FrameCard } from "./frames/FrameCard";
import { Links } from "./linking/Links";
import { NoteCard } from "./NoteCard";
import { Overview } from "./overview/Overview";
import { Cursors } from "./together/Cursors";
import { usePointing } from "./together/usePointing";
import { several } from "./touch/several";
import { useTapping } from "./touch/useTapping";
import { useDropping } from "./useDropping";
import { useFlow } from "./useFlow";
import { useModifiers } from "./useModifiers";
import { useSteady } from "./useSteady";
import { useWiring } from "./useWiring";
import { selectNodes } from "./view";
import { DrawnWire, WireLine } from "./WireLine";

const NODE_TYPES = { card: Card, note: NoteCard, frame: FrameCard };
const EDGE_TYPES = { wire: WireLine };

/** Which way it is drawn, and whether things are on their way. */
function useDrawing(): string {
  const { level, view } = useBench();
  const { direction } = useStore(level);
  const gliding = useStore(view.gliding);
  return [direction === "right" && "ll-rightward", gliding && "ll-gliding"].filter(Boolean).join(" ");
}
/** With more than this, only what is in sight stands on the page. */
const MANY = 200;

export function Flow({ pane }: { pane: RefObject<HTMLDivElement | null> }) {
  const { view, project, editable } = useBench();
  const { settle, nodes, edges, ...changing } = useFlow();
  const wiring = useWiring();
  const { aim, ...dropping } = useDropping(pane, edges, settle);
  const { drag, ...pointing } = usePointing();
  const modifiers = useModifiers();
  const tapping = useTapping();

  /** A card that was reached with Tab is selected with Enter; a block that is selected is opened. */
  function press({ key, target }: KeyboardEvent): void {
    const element = target instanceof HTMLElement && target.matches(".ll-card") ? target : null;
    const card = element?.closest<HTMLElement>(".react-flow__node")?.dataset.id;
    if (!card || (key !== "Enter" && key !== " ")) return;
    if (view.selection.get().nodes.has(card)) enter({ view, project }, card);
    else selectNodes(view, [card]);
  }

  /** React Flow keeps all that is selected when one of them is clicked: it might be the begin of a drag. */
  function click({ shiftKey, ctrlKey, metaKey }: MouseEvent, { id, type }: FlowNode): void {
    const { nodes, notes } = view.selection.get();
    if (several.get() || shiftKey || ctrlKey || metaKey || nodes.size + notes.size < 2) return;
    if (type === "card") selectNodes(view, [id]);
  }

  const { defaultViewport, ...looking } = useLevelViewport(pane);
  const acts = useSteady({
    ...wiring,
    ...dropping,
    ...pointing,
    ...looking,
    onNodeDrag(event: object, _: FlowNode, all: FlowNode[]) {
      aim(event);
      drag(event, all);
    },
    onSelectionDrag(event: object, all: FlowNode[]) {
      aim(event);
      drag(event, all);
    },
    ...tapping,
    onKeyDown: press,
    onNodeClick: click,
    onNodeDoubleClick: (_: unknown, { id }: FlowNode) => enter({ view, project }, id),
  });

  return (
    <ReactFlow<FlowNode, WireEdge>
      // React Flow takes lists that it does not change.
      nodes={nodes as FlowNode[]}
      edges={edges as WireEdge[]}
      {...changing}
      {...acts}
      {...modifiers}
      className={useDrawing()}
      defaultViewport={defaultViewport}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onlyRenderVisibleElements={nodes.length > MANY}
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
      nodesFocusable={false}
      edgesFocusable={false}
      aria-label={t("The network as a picture")}
      zoomOnDoubleClick={false}
      proOptions={{ hideAttribution: true }}
    >
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.5} />
      <Links nodes={nodes} />
      {nodes.length > 0 && <Overview />}
      <HelperLines />
      <Cursors />
    </ReactFlow>
  );
}
