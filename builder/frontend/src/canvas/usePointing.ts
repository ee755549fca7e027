/** Shows the others where one points. */
import { useReactFlow } from "@xyflow/react";
import { type MouseEvent, useRef } from "react";
import { useBench } from "./context";

const EVERY_MS = 60;

export function usePointing() {
  const { project } = useBench();
  const { screenToFlowPosition } = useReactFlow();
  const told = useRef(0);
  return {
    onMouseMove({ clientX, clientY, timeStamp }: MouseEvent) {
      if (timeStamp - told.current < EVERY_MS) return;
      told.current = timeStamp;
      project.show("cursor", screenToFlowPosition({ x: clientX, y: clientY }));
    },
    onMouseLeave: () => project.show("cursor", null),
  };
}
