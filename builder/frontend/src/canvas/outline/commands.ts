/** The command that shows the outline, and hides it again. */

import { message } from "../../words/words";
import type { Command } from "../stage";
import { outlineOpen } from "./open";

export const OUTLINE_COMMANDS: readonly Command[] = [
  {
    name: "outline",
    title: message("Outline"),
    sentence: message("Show the network as a list beside the canvas"),
    keys: ["o"],
    group: "view",
    place: "view",
    icon: "list",
    edits: false,
    on: () => outlineOpen.get(),
    run: () => outlineOpen.set(!outlineOpen.get()),
  },
];
