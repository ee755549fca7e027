/** The command that opens the kinds which can take the place of what is selected. */
import { message } from "../../words/words";
import type { Command } from "../stage";
import { replaceRefusal } from "./replace";

export const REPLACING: readonly Command[] = [
  {
    name: "replace",
    search: [message("change kind"), "convert", "swap"],
    title: message("Replace"),
    sentence: message("Put another kind in the place of the selected layers, keeping what fits"),
    keys: ["r"],
    group: "layer",
    menus: ["node", "block", "several"],
    edits: true,
    refusal: replaceRefusal,
    run: ({ view }) => view.replacing.set(true),
  },
];
