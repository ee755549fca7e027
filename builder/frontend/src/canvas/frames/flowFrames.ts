/** Frames as React Flow draws them: behind everything, held by their title. */
import type { Node } from "@xyflow/react";
import type { Document, Frame, Position } from "../../document/types";
import { carriedBy } from "./frames";

export type FrameNode = Node<{ readonly frame: Frame; readonly on: boolean }, "frame">;

const BEHIND = -1000;
/** Only a frame's title and its handles are touched; the canvas is moved through it. */
const STYLE = { pointerEvents: "none" } as const;

/** So that what is out of sight need not be drawn to be measured. */
const NO_HANDLES: [] = [];

/** React Flow tells frames, notes and cards apart by id. */
export const frameId = (id: string) => `frame:${id}`;
export const isFrame = (flowId: string) => flowId.startsWith(frameId(""));
export const frameKey = (flowId: string) => flowId.slice(frameId("").length);

/** The node for one frame; the large lie behind the small. */
export function frameNode(id: string, frame: Frame, position: Position, on: boolean): FrameNode {
  return {
    id: frameId(id),
    type: "frame",
    position,
    data: { frame, on },
    width: frame.width,
    height: frame.height,
    handles: NO_HANDLES,
    zIndex: BEHIND - Math.round(Math.sqrt(frame.width * frame.height) / 10),
    selectable: false,
    focusable: false,
    connectable: false,
    dragHandle: ".ll-frame-grip",
    style: STYLE,
  };
}

/** Where React Flow shows everything while the frame `flowId` is dragged to `position`. */
export function dragged(
  document: Document,
  flowId: string,
  position: Position,
  noteId: (id: string) => string,
): [string, Position][] {
  const moved = carriedBy(document, frameKey(flowId), position);
  return [
    ...moved.nodes,
    ...[...moved.notes].map(([id, at]): [string, Position] => [noteId(id), at]),
    ...[...moved.frames].map(([id, at]): [string, Position] => [frameId(id), at]),
  ];
}
