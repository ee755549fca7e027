/** What is asked in a list from which one is chosen by keys: where a wire goes, which one is cut. */
import { disconnected } from "../../document/graph";
import type { Edit } from "../../document/types";
import { t } from "../../words/words";
import { draw } from "../connect";
import type { Stage } from "../stage";
import type { View } from "../view";
import { type Choice, wiresAt, wiresFrom, wiresTo } from "./fitting";
import { titled } from "./names";

export interface Option {
  readonly key: string;
  readonly title: string;
  readonly beside: string;
  /** What choosing it changes. */
  readonly edits: readonly Edit[];
}

export interface Asked {
  readonly name: string;
  readonly title: string;
  /** What is said where there is nothing to choose. */
  readonly none: string;
  /** What can be chosen where these words were typed. */
  options(words: string): readonly Option[];
}

/** Ask where the output of `id` goes. */
export function askTarget({ level, catalog, view }: Stage, id: string): void {
  const here = level();
  ask(view, {
    name: "connect-to",
    title: t("Connect {layer} to", { layer: titled(here, id, catalog) }),
    none: t("No input is free for it: every layer that could take it has its wires."),
    options: matching(wiresTo(here, id, catalog), (wire) => draw(here, wire)),
  });
}

/** Ask what `id` takes its input from. */
export function askSource({ level, catalog, view }: Stage, id: string): void {
  const here = level();
  ask(view, {
    name: "connect-from",
    title: t("Connect {layer} from", { layer: titled(here, id, catalog) }),
    none: t("It has no free input. Cut a wire of it first."),
    options: matching(wiresFrom(here, id, catalog), (wire) => draw(here, wire)),
  });
}

/** Ask which wire of `id` is cut. */
export function askCut({ level, catalog, view }: Stage, id: string): void {
  const here = level();
  ask(view, {
    name: "cut-wire",
    title: t("Cut a wire of {layer}", { layer: titled(here, id, catalog) }),
    none: t("It has no wires."),
    options: matching(wiresAt(here, id, catalog), (wire) => [disconnected(wire)]),
  });
}

function ask(view: View, asked: Asked): void {
  view.open.set({ what: "question", asked });
}

function matching<T>(choices: readonly Choice<T>[], edits: (value: T) => readonly Edit[]): Asked["options"] {
  return (words) => {
    const wanted = words.trim().toLowerCase();
    return choices
      .filter(({ title, beside }) => `${title} ${beside}`.toLowerCase().includes(wanted))
      .map(({ value, title, beside }) => ({
        key: JSON.stringify(value),
        title,
        beside,
        edits: edits(value),
      }));
  };
}
