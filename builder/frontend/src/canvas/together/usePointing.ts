/** Shows the others where one points, and what one drags. */
import { useReactFlow } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { Position } from "../../document/types";
import { useBench } from "../context";
import type { FlowNode } from "../flow";

type Pointed = Pick<MouseEvent, "clientX" | "clientY" | "timeStamp">;

/** Each one more who is there hears it too: in a crowd everybody speaks less often. */
const EVERY_MS = 60;
const CROWD = 5;

export function usePointing() {
  const { project } = useBench();
  const { screenToFlowPosition } = useReactFlow();
  const told = useRef(0);
  useEffect(() => () => project.show("cursor", null), [project]);

  function point({ clientX, clientY, timeStamp }: Pointed): boolean {
    const every = EVERY_MS * Math.max(1, project.present.get().length / CROWD);
    if (timeStamp - told.current < every) return false;
    told.current = timeStamp;
    project.show("cursor", screenToFlowPosition({ x: clientX, y: clientY }));
    return true;
  }

  function drag(event: object, nodes: readonly FlowNode[]): void {
    if ("clientX" in event && point(event as Pointed))
      project.show("dragged", new Map(nodes.map(({ id, position }): [string, Position] => [id, position])));
  }

  return {
    onMouseMove: (event: Pointed) => void point(event),
    onMouseLeave: () => project.show("cursor", null),
    drag,
  };
}
