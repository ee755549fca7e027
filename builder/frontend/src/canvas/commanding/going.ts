/** Commands that find something and go there. */

import { adviceOf, type Finding, problemsOf, type Report } from "../../project/report";
import { placeOf } from "../blocks/findings";
import type { Command, Stage } from "../stage";
import { selectNodes } from "../view";

export const GOING: readonly Command[] = [
  {
    name: "find",
    title: "Find a layer",
    sentence: "Search the layers",
    keys: ["/"],
    group: "add",
    edits: false,
    run: (stage) => stage.find(),
  },
  tour("next-problem", "Next problem", "Go to the next layer that has a problem", "p", problemsOf, 1),
  tour("previous-problem", "Previous problem", "Go to the layer with the problem before", "shift+p", problemsOf, -1),
  tour("next-advice", "Next advice", "Go to the next layer for which there is advice", "a", adviceOf, 1),
  {
    name: "keys",
    title: "Keys",
    sentence: "Show all keys",
    keys: ["?"],
    group: "go",
    place: "zoom",
    face: "?",
    edits: false,
    on: ({ view }) => view.open.get()?.what === "keys",
    run: ({ view }) => view.open.set(view.open.get()?.what === "keys" ? null : { what: "keys" }),
  },
];

type Picked = (report: Report | null) => readonly Finding[];

function tour(name: string, title: string, sentence: string, key: string, pick: Picked, step: 1 | -1): Command {
  const found = ({ project }: Stage) => pick(project.report.get()).filter(({ node }) => node !== null);
  const nothing = pick === problemsOf ? "There is no problem." : "There is no advice.";
  return {
    name,
    title,
    sentence,
    keys: [key],
    group: "go",
    edits: false,
    refusal: (stage) => (found(stage).length ? null : nothing),
    run(stage) {
      const findings = found(stage);
      const { toured } = stage.view;
      const at = findings.findIndex((finding) => keyOf(finding) === toured.get());
      const next = findings[at < 0 ? (step > 0 ? 0 : findings.length - 1) : wrapped(at + step, findings.length)];
      if (!next?.node) return;
      toured.set(keyOf(next));
      goTo(stage, next.node, next.path);
    },
  };
}

const wrapped = (at: number, length: number) => (at + length) % length;
const keyOf = ({ node, path, code, param }: Finding) => [node, path, code, param].join(" ");

/** Select a node and bring it into view, on its own level; `path` is where a finding was made. */
export function goTo(stage: Stage, id: string, path?: string): void {
  const { view, project } = stage;
  const place = placeOf(project.document.get(), id, path);
  if (place.block !== view.place.get().block) view.place.set(place);
  selectNodes(view, [id]);
  // The cards of another level must stand before one of them can be shown.
  setTimeout(() => stage.show(id));
}
