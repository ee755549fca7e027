/** Layers dropped from the palette, and cards dragged: onto the canvas, or into a wire. */
import { useReactFlow } from "@xyflow/react";
import { type DragEvent, type MouseEvent as ReactMouseEvent, type RefObject, useRef } from "react";
import type { Entry } from "../catalog/catalog";
import { mineStore, readyStore } from "../catalog/library";
import { CARD } from "../document/card";
import type { Level } from "../document/level";
import type { Refused } from "../document/pack";
import type { Edit, Position } from "../document/types";
import { addBlock, BLOCK_TYPE, type Source } from "./blocks/adding";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";
import { type Added, addAt, addInto } from "./gestures";
import { intoWire, isLoose } from "./intoWire";
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

  const loose = useRef<readonly string[]>([]);

  /** What has no wires yet can go into one. */
  function begin(all: readonly FlowNode[]): void {
    const ids = all.flatMap(({ id, type }) => (type === "card" ? [id] : []));
    loose.current = isLoose(level.get(), ids, catalog) ? ids : [];
  }

  /** Mark the wire that would take what is dragged; a finger covers it. */
  function aim(event: object): void {
    if (!loose.current.length || !("clientX" in event)) return;
    const { clientX, clientY } = event as MouseEvent;
    highlight(pane.current, wireAt(pane.current, edges, { x: clientX, y: clientY })?.id);
  }

  function drop(event: ReactMouseEvent | MouseEvent | TouchEvent, all: readonly FlowNode[]): void {
    const ids = loose.current;
    const wire = ids.length && "clientX" in event ? wireUnder({ x: event.clientX, y: event.clientY }) : undefined;
    settle(all, wire ? intoWire(level.get(), ids, wire, catalog) : []);
    if (ids.length) highlight(pane.current, undefined);
    loose.current = [];
  }

  return {
    onDrop,
    onDragOver,
    onDragLeave: () => highlight(pane.current, undefined),
    onNodeDragStart: (_: unknown, __: FlowNode, all: FlowNode[]) => begin(all),
    aim,
    onNodeDragStop: (event: MouseEvent | TouchEvent, _: FlowNode, all: FlowNode[]) => drop(event, all),
    onSelectionDragStart: (_: unknown, all: FlowNode[]) => begin(all),
    onSelectionDragStop: (event: ReactMouseEvent, all: FlowNode[]) => drop(event, all),
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
  const marked = pane?.querySelector(".react-flow__edge.aimed");
  if (marked?.getAttribute("data-id") === id) return;
  marked?.classList.remove("aimed");
  if (id !== undefined) pane?.querySelector(`.react-flow__edge[data-id="${CSS.escape(id)}"]`)?.classList.add("aimed");
}
