/** Lets what is dragged or resized come to rest at what stands near; Alt or Ctrl held, or the switch, leaves it free. */
import { useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { useBench } from "../context";
import type { FlowNode } from "../flow";
import { type Snapper, snapper } from "./snapper";

export function useSnapping(drawn: RefObject<readonly FlowNode[]>): Snapper {
  const { view, level } = useBench();
  const flow = useStoreApi();
  const free = useFreely();
  return useMemo(
    () =>
      snapper({
        view,
        free: () => free.current,
        level: level.get,
        drawn: () => drawn.current,
        sight() {
          const { transform, width, height } = flow.getState();
          const [x, y, zoom] = transform;
          return { zoom, box: { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom } };
        },
      }),
    [view, level, flow, free, drawn],
  );
}

function useFreely(): RefObject<boolean> {
  const free = useRef(false);
  useEffect(() => {
    const hear = ({ altKey, ctrlKey, metaKey }: PointerEvent) => {
      free.current = altKey || ctrlKey || metaKey;
    };
    window.addEventListener("pointermove", hear, true);
    return () => window.removeEventListener("pointermove", hear, true);
  }, []);
  return free;
}
