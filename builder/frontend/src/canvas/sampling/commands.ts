/** Commands that look at a sample on its way through the network. */

import { message } from "../../words/words";
import type { Command, Stage } from "../stage";

const FIRST = { part: "training", number: 0 } as const;

export const SAMPLING: readonly Command[] = [
  {
    name: "sample",
    title: message("Sample"),
    sentence: message("Show what a sample of the data becomes at every layer"),
    search: ["values", "activations", "feature maps", "attention", "preview"],
    keys: ["v"],
    group: "view",
    place: "view",
    icon: "eye",
    edits: false,
    on: ({ view }) => view.sample.get() !== null,
    run: ({ view }) => view.sample.set(view.sample.get() ? null : FIRST),
  },
  turn("next-sample", message("Next sample"), message("Look at the next sample of the data"), "."),
  turn("previous-sample", message("Sample before"), message("Look at the sample before"), ","),
];

function turn(name: string, title: string, sentence: string, key: string): Command {
  const by = name === "next-sample" ? 1 : -1;
  return {
    name,
    title,
    sentence,
    keys: [key],
    group: "view",
    edits: false,
    run: ({ view }: Stage) => {
      const asked = view.sample.get() ?? FIRST;
      const count = view.tracing.get().trace?.count ?? Number.POSITIVE_INFINITY;
      const number = asked.number + by;
      view.sample.set({ ...asked, number: number < 0 ? Math.max(0, Math.min(count - 1, 0)) : number % count });
    },
  };
}
