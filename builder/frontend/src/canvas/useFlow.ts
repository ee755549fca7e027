/** Keeps what React Flow draws beside the document, and turns its changes into selection and edits. */
import { applyNodeChanges, type EdgeChange, type NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";
import { levelOf } from "../document/level";
import type { Document, Edit, Position } from "../document/types";
import { useStore } from "../project/store";
import { heatOf } from "./analysis/measures";
import { useSnapping } from "./arranging/useSnapping";
import { useBench } from "./context";
import { flowEdges } from "./edges";
import { type FlowNode, flowNodes, noteId, type Scene, type WireEdge } from "./flow";
import { dragged as framed, frameKey, isFrame } from "./frames/flowFrames";
import { moveFrame } from "./frames/frames";
import type { Selection } from "./view";

const NONE: ReadonlyMap<string, Position> = new Map();

export function useFlow() {
  const { project, level, catalog, view } = useBench();
  const document = useStore(level);
  const place = useStore(view.place);
  const previewed = useStore(view.preview);
  const preview = useMemo(() => previewed && levelOf(previewed, document.block), [previewed, document.block]);
  const report = useStore(project.report);
  const selection = useStore(view.selection);
  const labels = useStore(view.labels);
  const measure = useStore(view.heat);
  const heat = useMemo(
    () => heatOf(labels, measure, document.nodes, report, place),
    [labels, measure, document.nodes, report, place],
  );
  const [dragged, setDragged] = useState(NONE);
  const [measured, setMeasured] = useState(0);
  const drawn = useRef<readonly FlowNode[]>([]);
  const wired = useRef<readonly WireEdge[]>([]);

  // Where things rest is known here before React draws them.
  const kept = useRef(NONE);
  const keep = useCallback((next: ReadonlyMap<string, Position>) => {
    kept.current = next;
    return next;
  }, []);
  const { through, end } = useSnapping(drawn);

  const scene: Scene = { document, place, preview, report, catalog, selection, labels, heat, dragged };
  // biome-ignore lint/correctness/useExhaustiveDependencies: `measured` counts what React Flow wrote into `drawn`.
  const nodes = useMemo(() => {
    drawn.current = flowNodes(scene, drawn.current);
    return drawn.current;
  }, [document, place, preview, report, catalog, selection, labels, heat, dragged, measured]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels change no wire, and what is dragged none until it lies.
  const edges = useMemo(() => {
    wired.current = flowEdges(scene, wired.current);
    return wired.current;
  }, [document.nodes, document.layout, preview, report, selection.wires]);

  const onNodesChange = useCallback(
    (raw: NodeChange<FlowNode>[]) => {
      const changes = through(raw);
      const resizing = changes.some((change) => change.type === "dimensions" && change.resizing !== undefined);
      // What is resized at its left or upper side moves too, alone.
      const sizes = changes.filter(({ type }) => type === "dimensions" || (resizing && type === "position"));
      if (sizes.length) {
        drawn.current = applyNodeChanges(sizes, [...drawn.current]);
        setMeasured((count) => count + 1);
      }
      view.selection.set(withNodeChanges(view.selection.get(), changes));
      const moved = changes.flatMap((change) => (change.type === "position" && change.position ? [change] : []));
      if (moved.length && !resizing) setDragged(keep(withMoves(kept.current, moved, level.get())));
    },
    [view, level, through, keep],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireEdge>[]) => view.selection.set(withEdgeChanges(view.selection.get(), changes)),
    [view],
  );

  /** The end of a drag: only now do the others hear of it. */
  const settle = useCallback(
    (moved: readonly FlowNode[], more: readonly Edit[] = []) => {
      const edits = moved.flatMap((node) => settled(node, level.get(), kept.current.get(node.id)));
      project.edit([...edits, ...more]);
      project.show("dragged", null);
      setDragged(keep(NONE));
      end();
    },
    [project, level, end, keep],
  );

  return { nodes, edges, onNodesChange, onEdgesChange, settle };
}

function settled(node: FlowNode, document: Document, { x, y } = node.position): Edit[] {
  const position = { x: Math.round(x), y: Math.round(y) };
  if (node.type === "frame") return moveFrame(document, frameKey(node.id), position);
  if (node.type !== "note") return [{ edit: "move", node: node.id, position }];
  return [{ edit: "set_note", id: node.id.slice(noteId("").length), note: { ...node.data.note, ...position } }];
}

type Change = { readonly id: string; readonly position?: Position };

/** Where everything is while it is dragged; what stands in a frame goes with it. */
function withMoves(now: ReadonlyMap<string, Position>, moved: readonly Change[], document: Document) {
  const next = new Map(now);
  for (const { id, position } of moved) {
    if (!position) continue;
    const all = isFrame(id) ? framed(document, id, position, noteId) : [[id, position] as const];
    for (const [each, at] of all) next.set(each, at);
  }
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
