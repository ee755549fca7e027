/** Layers dropped from the palette, and cards dragged: onto the canvas, or into a wire. */
import { useReactFlow } from "@xyflow/react";
import type { DragEvent, RefObject } from "react";
import type { Entry } from "../catalog/catalog";
import { mineStore, readyStore } from "../catalog/library";
import { CARD } from "../document/card";
import type { Wire } from "../document/graph";
import type { Level } from "../document/level";
import type { Refused } from "../document/pack";
import type { Edit, Position } from "../document/types";
import { addBlock, BLOCK_TYPE, type Source } from "./blocks/adding";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";
import { type Added, addAt, addInto, dropOn } from "./gestures";
import { KIND_TYPE } from "./palette/PaletteItem";
import { selectNodes } from "./view";

type Pane = RefObject<HTMLDivElement | null>;
type Settle = (moved: readonly FlowNode[], more?: readonly Edit[]) => void;

export function useDropping(pane: Pane, edges: readonly WireEdge[], settle: Settle) {
  const { project, level, catalog, view, editable } = useBench();
  const { screenToFlowPosition } = useReactFlow<FlowNode, WireEdge>();
  const wireUnder = (point: Position) => wireAt(pane.current, edges, point)?.data?.wire;

  function onDrop(event: DragEvent): void {
    highlight(pane.current, undefined);
    const point = { x: event.clientX, y: event.clientY };
    const wire = wireUnder(point);
    const corner = cornerAt(screenToFlowPosition(point));
    const put = (here: Level, entry: Entry) => (wire ? addInto(here, entry, wire) : addAt(here, entry, corner));
    const added = editable ? dropped(event.dataTransfer, put) : null;
    if (!added) return;
    event.preventDefault();
    if ("sentence" in added) return view.notice.set(added);
    project.edit(added.edits);
    selectNodes(view, [added.id]);
  }

  /** What dropping a layer or a block of the palette comes to. */
  function dropped(carried: DataTransfer, put: (here: Level, entry: Entry) => Added): Added | Refused | null {
    const entry = catalog.layer(carried.getData(KIND_TYPE));
    if (entry) return put(level.get(), entry);
    const source = sourceOf(carried.getData(BLOCK_TYPE));
    return source === null ? null : addBlock(level.get(), source, catalog, put);
  }

  function onDragOver(event: DragEvent): void {
    if (![KIND_TYPE, BLOCK_TYPE].some((type) => event.dataTransfer.types.includes(type))) return;
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
    return node && entry ? dropOn(level.get(), entry, node.id, wire) : [];
  }

  return {
    onDrop,
    onDragOver,
    onDragLeave: () => highlight(pane.current, undefined),
    onNodeDragStop,
    onSelectionDragStop: (_: unknown, all: FlowNode[]) => settle(all),
  };
}

/** The block that was dragged: one of the project's own, the person's, or a ready-made one. */
function sourceOf(text: string): Source | null {
  const [from, id] = text.split("/", 2);
  if (!id) return null;
  if (from === "own") return id;
  return [...mineStore.get(), ...readyStore.get()].find((kept) => kept.from === from && kept.id === id) ?? null;
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
