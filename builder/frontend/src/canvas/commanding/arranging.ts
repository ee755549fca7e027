/** Commands that put the whole level in order. */
import { carriedNotes } from "../../document/notes";
import { tidy } from "../../document/tidy";
import type { Edit } from "../../document/types";
import { refitted } from "../frames/frames";
import type { Command, Stage } from "../stage";

export const ARRANGING: readonly Command[] = [
  {
    name: "tidy",
    title: "Tidy",
    sentence: "Lay the network out in rows",
    keys: ["t"],
    group: "arrange",
    place: "arrange",
    menus: ["canvas"],
    edits: true,
    refusal: (stage) => (stage.level().nodes.size > 1 ? null : "There are no two layers to lay out."),
    run: arrange,
  },
];

function arrange(stage: Stage): void {
  const level = stage.level();
  const places = tidy(level.nodes, stage.sizes());
  stage.project.edit([
    ...[...places].map(([node, position]): Edit => ({ edit: "move", node, position })),
    ...carriedNotes(level, places).map(([id, note]): Edit => ({ edit: "set_note", id, note })),
    ...refitted(level, places),
  ]);
  stage.fit();
}
