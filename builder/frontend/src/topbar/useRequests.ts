/** What pages want changed, and what pages want to hear. */
import { useEffect, useRef } from "react";
import { catalogStore } from "../catalog/fetch";
import type { Project } from "../project/project";
import { useStore } from "../project/store";
import type { StreamlitComponent } from "../streamlit";
import type { Request, TopBarData } from "./data";

/** Requests that were done; Streamlit sends them again on every rerun until Python has heard of it. */
const done = new Set<string>();

/** How many of them Python hears of again: more than can ever be under way. */
const REMEMBERED = 50;

/** Apply each request once, as one step of undo, and answer when the server has them. */
export function useRequests(
  project: Project,
  requests: readonly Request[],
  component: StreamlitComponent<TopBarData>,
): void {
  const catalog = useStore(catalogStore);
  const saved = useStore(project.saved);
  const loaded = catalog !== null && saved !== "loading";
  const answer = useLatest(component);
  useEffect(() => {
    const fresh = loaded ? requests.filter(({ id }) => !done.has(id)) : [];
    if (!fresh.length) return;
    for (const { id, edits } of fresh) {
      done.add(id);
      project.edit(edits);
    }
    // A state, not a trigger: of two triggers of one component Streamlit keeps the newer, and a click would be lost.
    project.whenSaved(() => answer.current.setStateValue("applied", [...done].slice(-REMEMBERED)));
  }, [project, requests, loaded, answer]);
}

const QUIET_MS = 300;

/** Tell the page when the document changed under it: by someone else, or by undo. The canvas sees for itself. */
export function useChanged(project: Project, page: string, component: StreamlitComponent<TopBarData>): void {
  const answer = useLatest(component);
  useEffect(() => {
    if (page.toLowerCase() === "design") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = project.document.get();
    const stop = project.document.subscribe(() => {
      const now = project.document.get();
      const same = (["name", "data", "training", "nodes"] as const).every((part) => now[part] === before[part]);
      const opened = before.nodes.size === 0 && before.name === "";
      before = now;
      if (same || opened) return;
      clearTimeout(timer);
      timer = setTimeout(() => project.whenSaved(() => answer.current.setStateValue("changed", Date.now())), QUIET_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [project, page, answer]);
}

/** The newest value, for what happens later. */
export function useLatest<T>(value: T) {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}
