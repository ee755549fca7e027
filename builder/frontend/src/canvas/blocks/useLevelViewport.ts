/** Each level is seen as it was left: the top, and the inside of each block. */
import { type ReactFlowInstance, useReactFlow, type Viewport } from "@xyflow/react";
import { type RefObject, useLayoutEffect, useRef } from "react";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import type { FlowNode, WireEdge } from "../flow";
import { marginOf, openingViewport } from "../opening";

export function useLevelViewport(pane: RefObject<HTMLDivElement | null>) {
  const { view, level } = useBench();
  const { setViewport } = useReactFlow();
  const { block } = useStore(view.place);
  const key = block ?? "";
  const shown = useRef(key);

  function opening(): Viewport | undefined {
    const box = pane.current?.getBoundingClientRect();
    const viewport =
      view.viewports.get(key) ?? (box?.width ? openingViewport(level.get(), box, marginOf(block)) : undefined);
    if (viewport) view.viewports.set(key, viewport);
    return viewport;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another level asks for another view.
  useLayoutEffect(() => {
    const viewport = shown.current === key ? undefined : opening();
    shown.current = key;
    if (viewport) setViewport(viewport);
  }, [key]);

  return {
    defaultViewport: view.viewports.get(key),
    onInit(instance: ReactFlowInstance<FlowNode, WireEdge>) {
      const viewport = view.viewports.has(key) ? undefined : opening();
      if (viewport) instance.setViewport(viewport);
    },
    // React Flow hears of a new function late: the level is what was shown last.
    onViewportChange: (viewport: Viewport) => void view.viewports.set(shown.current, viewport),
  };
}
