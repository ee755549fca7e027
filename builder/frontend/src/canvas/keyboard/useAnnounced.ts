/** Tells those who listen what came, went and was wired, which problems appeared and were mended, and why something was not done. */
import { useEffect } from "react";
import { useBench } from "../context";
import { announcing } from "./announcing";

export function useAnnounced(): void {
  const { project, level, view, catalog } = useBench();
  useEffect(() => announcing(project.report, level, view, catalog), [project, level, view, catalog]);
}
