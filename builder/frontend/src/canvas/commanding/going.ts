/** Commands that find something and go there. */

import { trainStore } from "../../project/bar";
import { adviceOf, type Finding, problemsOf, type Report } from "../../project/report";
import { message, t, told } from "../../words/words";
import { placeOf } from "../blocks/findings";
import { aim, targetOf } from "../menu/target";
import type { Command, Stage } from "../stage";
import { selectNodes } from "../view";

export const GOING: readonly Command[] = [
  {
    name: "palette",
    title: message("All commands"),
    sentence: message("Find a command, a layer or a page by a few letters"),
    keys: ["mod+k"],
    group: "go",
    place: "zoom",
    icon: "search",
    menus: ["canvas"],
    edits: false,
    everywhere: true,
    on: ({ view }) => view.open.get()?.what === "palette",
    run: ({ view }) => view.open.set(view.open.get()?.what === "palette" ? null : { what: "palette", scope: "all" }),
  },
  {
    name: "go-to",
    title: message("Go to a layer"),
    sentence: message("Find a layer of this network by its name, also inside blocks"),
    keys: ["mod+f"],
    group: "go",
    edits: false,
    refusal: ({ project }) => (project.document.get().nodes.size ? null : t("There is no layer here yet.")),
    run: ({ view }) => view.open.set({ what: "palette", scope: "nodes" }),
  },
  {
    ...tour(problemsOf, 1, message("There is no problem.")),
    name: "next-problem",
    title: message("Next problem"),
    sentence: message("Go to the next layer that has a problem"),
    keys: ["p"],
  },
  {
    ...tour(problemsOf, -1, message("There is no problem.")),
    name: "previous-problem",
    title: message("Previous problem"),
    sentence: message("Go back to the layer that had a problem before"),
    keys: ["shift+p"],
  },
  {
    ...tour(adviceOf, 1, message("There is no advice.")),
    name: "next-advice",
    title: message("Next advice"),
    sentence: message("Go to the next layer for which there is advice"),
    keys: ["a"],
  },
  {
    name: "menu",
    title: message("Menu"),
    sentence: message("Show what can be done with what is selected"),
    keys: ["shift+f10", "contextmenu"],
    group: "go",
    edits: false,
    run: openMenu,
  },
  {
    name: "train",
    title: message("Train"),
    sentence: message("Train this network"),
    search: ["run", "start", "learn"],
    keys: [],
    group: "go",
    menus: ["canvas"],
    edits: true,
    refusal: untrainable,
    run: () => trainStore.get()?.(),
  },
  {
    name: "keys",
    title: message("Keys"),
    sentence: message("Show all keys"),
    keys: ["?"],
    group: "go",
    place: "zoom",
    face: "?",
    edits: false,
    on: ({ view }) => view.open.get()?.what === "keys",
    run: ({ view }) => view.open.set(view.open.get()?.what === "keys" ? null : { what: "keys" }),
  },
];

/** The first problem; without the button of the top bar a run goes on already. */
function untrainable({ project }: Stage): string | null {
  const [problem] = problemsOf(project.report.get());
  if (problem) return told(problem, "sentence");
  return trainStore.get() ? null : t("A run goes on.");
}

/** The menu of the card that has the focus, else of what is selected. */
function openMenu(stage: Stage): void {
  const card = stage.focused()?.closest(".react-flow__node") ?? null;
  const target = card ? aim(stage, card) : targetOf(stage);
  stage.view.open.set({ what: "menu", at: stage.spot("beside").at, target });
}

type Picked = (report: Report | null) => readonly Finding[];

/** Goes round the findings, one at each press. */
function tour(pick: Picked, step: 1 | -1, nothing: string): Pick<Command, "group" | "edits" | "refusal" | "run"> {
  const found = ({ project }: Stage) => pick(project.report.get()).filter(({ node }) => node !== null);
  return {
    group: "go",
    edits: false,
    refusal: (stage) => (found(stage).length ? null : t(nothing)),
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
