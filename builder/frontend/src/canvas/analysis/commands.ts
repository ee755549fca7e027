/** Commands that show what is wrong with a network, and what it costs. */
import type { Command, Stage } from "../stage";
import type { Drawer } from "../view";

export const ANALYSIS: readonly Command[] = [
  drawer("findings", "Problems and advice", "List all that is wrong or unwise, the gravest first", "e"),
  drawer("layers", "Table of layers", "List shapes, parameters, multiply-adds and memory of all layers", "y"),
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
