/** Goes between React Flow's changes and the canvas: what is dragged or resized comes to rest at what stands near. */
import type { NodeChange, NodeDimensionChange, NodePositionChange } from "@xyflow/react";
import { CARD } from "../../document/card";
import { around, type Box, overlap } from "../../document/held";
import type { Level } from "../../document/level";
import type { Position } from "../../document/types";
import { type FlowNode, noteId } from "../flow";
import { dragged as framed, isFrame } from "../frames/flowFrames";
import type { View } from "../view";
import { type Guides, type Index, indexOf, NO_GUIDES, type Snap, snapped, snappedSides } from "./snapping";

/** How near it must be, in pixels of the screen. */
const REACH = 7;
/** A view that has gone on further than this, in pixels, is looked at anew. */
const GONE_ON = 120;

/** What is seen of the canvas: the part that fills the pane, and how large. */
export interface Sight {
  readonly box: Box;
  readonly zoom: number;
}

export interface Surroundings {
  readonly view: Pick<View, "snap" | "guides" | "resized">;
  /** Whether a key is held that lets things go where they are put. */
  free(): boolean;
  level(): Level;
  drawn(): readonly FlowNode[];
  sight(): Sight;
}

type Changes = NodeChange<FlowNode>[];

export interface Snapper {
  /** The changes, where things come to rest. */
  through(changes: Changes): Changes;
  /** A drag has ended. */
  end(): void;
}

export function snapper(canvas: Surroundings): Snapper {
  const { view } = canvas;
  let known: { readonly seen: string; readonly index: Index } | null = null;
  let start: Box | null = null;

  /** What stands in sight: looked at once when a drag begins, and anew where the view has gone on. */
  function index(changes: readonly { readonly id: string; readonly position?: Position }[]): Index {
    const { box, zoom } = canvas.sight();
    const seen = [(box.x * zoom) / GONE_ON, (box.y * zoom) / GONE_ON, zoom * 10].map(Math.round).join(" ");
    if (known?.seen === seen) return known.index;
    const going = new Set(changes.flatMap((change) => [change.id, ...carriedBy(canvas.level(), change)]));
    const boxes = canvas.drawn().flatMap((node) => (going.has(node.id) ? [] : [boxOf(node)]));
    known = { seen, index: indexOf(boxes.filter((each) => overlap(each, box))) };
    return known.index;
  }

  function guide(guides: Guides): void {
    view.guides.set(guides.lines.length + guides.gaps.length ? { lines: guides.lines, gaps: guides.gaps } : NO_GUIDES);
  }

  const off = () => canvas.free() || !view.snap.get();
  const reach = () => REACH / canvas.sight().zoom;

  function end(): void {
    known = null;
    start = null;
    guide(NO_GUIDES);
  }

  /** All that is dragged moves on by the same. */
  function moved(positions: readonly NodePositionChange[]): Snap {
    const drawn = new Map(canvas.drawn().map((node) => [node.id, node]));
    const boxes = positions.flatMap(({ id, position }): Box[] => {
      const node = drawn.get(id);
      return node && position ? [{ ...boxOf(node), ...position }] : [];
    });
    const box = around(boxes);
    if (!box || off()) return { x: 0, y: 0, ...NO_GUIDES };
    return snapped(index(positions), box, reach());
  }

  function dragged(changes: Changes, positions: readonly NodePositionChange[]): Changes {
    const snap = moved(positions);
    guide(positions.some(({ dragging }) => dragging) ? snap : NO_GUIDES);
    if (!snap.x && !snap.y) return changes;
    return changes.map((change) => {
      if (change.type !== "position" || !change.position) return change;
      return { ...change, position: { x: change.position.x + snap.x, y: change.position.y + snap.y } };
    });
  }

  function resized(changes: Changes, change: NodeDimensionChange): Changes {
    const node = canvas.drawn().find(({ id }) => id === change.id);
    if (!node) return changes;
    start ??= boxOf(node);
    const at = changes.find((each) => each.type === "position" && each.id === change.id);
    const raw = { ...start, ...(at?.type === "position" ? at.position : {}), ...change.dimensions };
    const last = change.resizing === false ? view.resized.get(change.id) : undefined;
    const box = last ?? fitted(change.id, start, raw);
    if (change.resizing === false) {
      view.resized.delete(change.id);
      end();
    } else view.resized.set(change.id, box);
    const { x, y, width, height } = box;
    return [
      { id: change.id, type: "position", position: { x, y } },
      { ...change, dimensions: { width, height } },
    ];
  }

  function fitted(id: string, from: Box, box: Box): Box {
    if (off()) {
      guide(NO_GUIDES);
      return box;
    }
    const rest = snappedSides(index([{ id }]), box, sidesMoved(from, box), reach());
    guide(rest);
    return rest.box;
  }

  return {
    end,
    through(changes) {
      const size = changes.find((change) => change.type === "dimensions" && change.resizing !== undefined);
      if (size) return resized(changes, size as NodeDimensionChange);
      const positions = changes.filter(
        (change): change is NodePositionChange => change.type === "position" && change.dragging !== undefined,
      );
      return positions.length ? dragged(changes, positions) : changes;
    },
  };
}

function boxOf({ position, measured, width, height }: FlowNode): Box {
  const size = { width: width ?? measured?.width ?? CARD.width, height: height ?? measured?.height ?? CARD.height };
  return { ...position, ...size };
}

/** What stands in a frame goes with it: nothing for it to rest at. */
function carriedBy(level: Level, { id, position }: { readonly id: string; readonly position?: Position }): string[] {
  return isFrame(id) && position ? framed(level, id, position, noteId).map(([each]) => each) : [];
}

function sidesMoved(start: Box, box: Box): Parameters<typeof snappedSides>[2] {
  const far = (one: number, other: number) => Math.abs(one - other) > 0.1;
  const side = (low: boolean, high: boolean) => (low ? "low" : high ? "high" : null);
  return {
    x: side(far(box.x, start.x), far(box.width, start.width)),
    y: side(far(box.y, start.y), far(box.height, start.height)),
  };
}
