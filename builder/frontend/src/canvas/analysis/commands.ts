/** Commands that show what is wrong with a network, and what it costs. */

import { message } from "../../words/words";
import type { Command, Stage } from "../stage";
import type { Drawer } from "../view";

export const ANALYSIS: readonly Command[] = [
  drawer(
    "findings",
    message("Problems and advice"),
    message("List all that is wrong or unwise, the gravest first"),
    "e",
  ),
  drawer(
    "layers",
    message("Table of layers"),
    message("List shapes, parameters, multiply-adds and memory of all layers"),
    "y",
  ),
];

function drawer(name: Drawer, title: string, sentence: string, key: string): Command {
  const isOpen = ({ view }: Stage) => view.drawer.get() === name;
  return {
    name,
    title,
    sentence,
    keys: [key],
    group: "view",
    edits: false,
    on: isOpen,
    run: (stage) => stage.view.drawer.set(isOpen(stage) ? null : name),
  };
}
