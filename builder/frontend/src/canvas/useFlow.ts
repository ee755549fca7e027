/** Keeps what React Flow draws beside the document, and turns its changes into selection and edits. */
import { applyNodeChanges, type EdgeChange, type NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Edit, Position } from "../document/types";
import { useStore } from "../project/store";
import { useBench } from "./context";
import { type FlowNode, flowEdges, flowNodes, noteId, type Scene, type WireEdge } from "./flow";
import type { Selection } from "./view";

const NONE: ReadonlyMap<string, Position> = new Map();

export function useFlow() {
  const { project, catalog, view } = useBench();
  const document = useStore(project.document);
  const preview = useStore(view.preview);
  const report = useStore(project.report);
  const selection = useStore(view.selection);
  const labels = useStore(view.labels);
  const [dragged, setDragged] = useState(NONE);
  const [measured, setMeasured] = useState(0);
  const drawn = useRef<FlowNode[]>([]);
  const wired = useRef<WireEdge[]>([]);

  const scene: Scene = { document, preview, report, catalog, selection, labels, dragged };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `measured` counts what React Flow wrote into `drawn`.
  const nodes = useMemo(() => {
    drawn.current = flowNodes(scene, drawn.current);
    return drawn.current;
  }, [document, preview, report, catalog, selection, labels, dragged, measured]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: positions and labels change no wire.
  const edges = useMemo(() => {
    wired.current = flowEdges(scene, wired.current);
    return wired.current;
  }, [document.nodes, preview, report, selection.wires]);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      drawn.current = applyNodeChanges(
        changes.filter(({ type }) => type === "dimensions"),
        drawn.current,
      );
      if (changes.some(({ type }) => type === "dimensions")) setMeasured((count) => count + 1);
      view.selection.set(withNodeChanges(view.selection.get(), changes));
      const moved = changes.flatMap((change) => (change.type === "position" && change.position ? [change] : []));
      if (moved.length) setDragged((now) => withMoves(now, moved));
      if (changes.some((change) => change.type === "dimensions" && change.resizing === false)) setDragged(NONE);
    },
    [view],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireEdge>[]) => view.selection.set(withEdgeChanges(view.selection.get(), changes)),
    [view],
  );

  /** The end of a drag: only now do the others hear of it. */
  const settle = useCallback(
    (moved: readonly FlowNode[], more: readonly Edit[] = []) => {
      const edits = moved.map(settled);
      project.edit([...edits, ...more]);
      setDragged(NONE);
    },
    [project],
  );

  return { nodes, edges, onNodesChange, onEdgesChange, settle };
}

function settled(node: FlowNode): Edit {
  const position = { x: Math.round(node.position.x), y: Math.round(node.position.y) };
  if (node.type !== "note") return { edit: "move", node: node.id, position };
  return { edit: "set_note", id: node.id.slice(noteId("").length), note: { ...node.data.note, ...position } };
}

function withMoves(now: ReadonlyMap<string, Position>, moved: readonly { id: string; position?: Position }[]) {
  const next = new Map(now);
  for (const { id, position } of moved) if (position) next.set(id, position);
  return next;
}

function withNodeChanges(now: Selection, changes: readonly NodeChange<FlowNode>[]): Selection {
  const picked = changes.flatMap((change) => (change.type === "select" ? [change] : []));
  if (!picked.length) return now;
  const [nodes, notes] = [new Set(now.nodes), new Set(now.notes)];
  for (const { id, selected } of picked) {
    const isNote = id.startsWith(noteId(""));
    const [set, key] = isNote ? [notes, id.slice(noteId("").length)] : [nodes, id];
    if (selected) set.add(key);
    else set.delete(key);
  }
  return { ...now, nodes, notes };
}

function withEdgeChanges(now: Selection, changes: readonly EdgeChange<WireEdge>[]): Selection {
  const picked = changes.flatMap((change) => (change.type === "select" ? [change] : []));
  if (!picked.length) return now;
  const chosen = new Set(now.wires);
  for (const { id, selected } of picked) {
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  return { ...now, wires: chosen };
}
