/** Keeps what the sample becomes up to date, while one is looked at: for every sample, and after every edit. */

import { useEffect } from "react";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import { NOT_TRACING, traced } from "./trace";

/** Whoever types goes on: only what has come to rest is worked out. */
const REST_MS = 250;

export function useTracing(): void {
  const { project, view } = useBench();
  const asked = useStore(view.sample);
  const report = useStore(project.report);
  const digest = report?.digest;
  const ready = report !== null;
  useEffect(() => {
    if (!asked || !ready) {
      view.tracing.set(NOT_TRACING);
      return;
    }
    // The same network again, for one who only turned the page.
    void digest;
    const gone = new AbortController();
    const last = view.tracing.get();
    view.tracing.set({ ...last, waiting: true });
    const timer = setTimeout(
      () => {
        traced(project.id, asked, gone.signal).then(
          (trace) => view.tracing.set({ trace, waiting: false, sentence: "" }),
          (error: Error) => {
            if (!gone.signal.aborted) view.tracing.set({ trace: null, waiting: false, sentence: error.message });
          },
        );
      },
      last.trace ? REST_MS : 0,
    );
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [project, view, asked, digest, ready]);
}
