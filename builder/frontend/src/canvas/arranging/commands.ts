/** Commands that put things in order. */
import { message, t } from "../../words/words";
import type { Command, Stage } from "../stage";
import { glide } from "./gliding";
import { LINING } from "./lining";
import { tidyLevel, tidyNodes, turned } from "./tidying";

export const ARRANGING: readonly Command[] = [
  {
    name: "tidy",
    title: message("Tidy"),
    sentence: message("Lay the network out in rows, or only the layers that are selected"),
    keys: ["t"],
    group: "arrange",
    place: "arrange",
    menus: ["canvas", "several"],
    edits: true,
    refusal: (stage) => (stage.level().nodes.size > 1 ? null : t("There are no two layers to lay out.")),
    run: arrange,
  },
  {
    name: "direction",
    title: message("Left to right"),
    icon: "rightward",
    sentence: message("Draw the network from left to right in place of downwards"),
    keys: ["shift+t"],
    group: "arrange",
    place: "arrange",
    menus: ["canvas"],
    edits: true,
    on: (stage) => stage.level().direction === "right",
    run: turn,
  },
  {
    name: "snap",
    title: message("Helper lines"),
    sentence: message(
      "Let what is dragged come to rest in line with what stands near; Alt or Ctrl held leaves it free",
    ),
    keys: ["shift+h"],
    group: "arrange",
    menus: ["canvas"],
    edits: false,
    on: ({ view }) => view.snap.get(),
    run: ({ view }) => view.snap.set(!view.snap.get()),
  },
  ...LINING,
];

function arrange(stage: Stage): void {
  const level = stage.level();
  const chosen = [...stage.view.selection.get().nodes].filter((id) => level.nodes.has(id));
  const some = chosen.length > 1;
  glide(stage.view);
  stage.project.edit(some ? tidyNodes(level, new Set(chosen), stage.catalog) : tidyLevel(level, stage.catalog));
  if (!some) stage.fit();
}

function turn(stage: Stage): void {
  const { whole, direction } = stage.level();
  glide(stage.view);
  stage.project.edit(turned(whole, direction === "down" ? "right" : "down", stage.catalog));
  stage.view.viewports.clear();
  stage.open();
}
