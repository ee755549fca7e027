/** Commands that put what is selected in line, and at equal distances. */
import type { Box } from "../../document/held";
import type { Position } from "../../document/types";
import { counted, message, t } from "../../words/words";
import type { Command } from "../stage";
import { sizeOf } from "../view";
import { type Axis, aligned, distributed, type Side, withEqualGaps } from "./align";
import { glide } from "./gliding";
import { moves, thingsOf } from "./things";

const SIDES: readonly (readonly [Side, key: string, title: string, sentence: string])[] = [
  ["left", "alt+a", message("Align left"), message("Put the left sides of what is selected in line")],
  ["centre", "alt+h", message("Align centres"), message("Put the middles of what is selected below one another")],
  ["right", "alt+d", message("Align right"), message("Put the right sides of what is selected in line")],
  ["top", "alt+w", message("Align top"), message("Put the upper sides of what is selected in line")],
  ["middle", "alt+v", message("Align middles"), message("Put the middles of what is selected beside one another")],
  ["bottom", "alt+s", message("Align bottom"), message("Put the lower sides of what is selected in line")],
];

const AXES: readonly (readonly [Axis, string, string, string, string])[] = [
  [
    "across",
    message("Distribute across"),
    message("Put the middles of what is selected equally far apart, from left to right"),
    message("Same gaps across"),
    message("Make the gaps between what is selected equal, from left to right"),
  ],
  [
    "down",
    message("Distribute down"),
    message("Put the middles of what is selected equally far apart, from top to bottom"),
    message("Same gaps down"),
    message("Make the gaps between what is selected equal, from top to bottom"),
  ],
];

export const LINING: readonly Command[] = [
  ...SIDES.map(([side, key, title, sentence]) =>
    lining(`align-${side}`, title, sentence, [key], 2, (boxes) => aligned(boxes, side)),
  ),
  ...AXES.flatMap(([axis, title, sentence, gaps, gapsSentence]) => [
    lining(`distribute-${axis}`, title, sentence, [], 3, (boxes) => distributed(boxes, axis)),
    lining(`gaps-${axis}`, gaps, gapsSentence, [], 2, (boxes) => withEqualGaps(boxes, axis)),
  ]),
];

function lining(
  name: string,
  title: string,
  sentence: string,
  keys: readonly string[],
  least: 2 | 3,
  places: (boxes: readonly Box[]) => Position[],
): Command {
  return {
    name,
    title,
    sentence,
    keys,
    group: "arrange",
    menus: ["several"],
    edits: true,
    refusal: ({ view }) =>
      sizeOf(view.selection.get()) < least ? t("Select at least {least} things.", { least }) : null,
    run(stage) {
      const level = stage.level();
      const things = thingsOf(level, stage.view.selection.get());
      glide(stage.view);
      stage.project.edit(moves(level, things, places(things.map(({ box }) => box))));
      stage.view.told.set(counted(things.length, "{count} thing moved.", "{count} things moved."));
    },
  };
}
