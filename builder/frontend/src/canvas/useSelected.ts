/** Tells the others which nodes are selected, and the code panel, while it is open, what to show. */
import { useEffect } from "react";
import { useStore } from "../project/store";
import { useBench } from "./context";

const QUIET_MS = 250;

export function useSelected(): void {
  const { project, view, data, component } = useBench();
  const { nodes } = useStore(view.selection);
  const first = [...nodes][0] ?? null;

  const { block } = useStore(view.place);

  useEffect(() => project.show("selected", [...nodes]), [project, nodes]);
  useEffect(() => project.show("block", block), [project, block]);

  // Each report to Python reruns the page, so it is told late and only where someone reads it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the component is new on every rerun; that is no news.
  useEffect(() => {
    if (!data.code) return;
    const timer = setTimeout(() => component.setStateValue("selected", first), QUIET_MS);
    return () => clearTimeout(timer);
  }, [data.code, first]);

  const digest = useStore(project.report)?.digest;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  useEffect(() => {
    if (!data.code || digest === undefined) return;
    const timer = setTimeout(() => component.setStateValue("checked", digest), QUIET_MS);
    return () => clearTimeout(timer);
  }, [data.code, digest]);
}
