/** Commands that change what is seen, and nothing else. */
import { message } from "../../words/words";
import type { Command } from "../stage";

export const SHOWING: readonly Command[] = [
  {
    name: "shapes",
    title: message("Shapes"),
    sentence: message("Show what shape comes out of every layer"),
    keys: [],
    group: "view",
    place: "view",
    edits: false,
    on: ({ view }) => view.labels.get() === "shapes",
    run: ({ view }) => view.labels.set("shapes"),
  },
  {
    name: "cost",
    title: message("Cost"),
    sentence: message("Show parameters and memory of every layer"),
    keys: [],
    group: "view",
    place: "view",
    edits: false,
    on: ({ view }) => view.labels.get() === "cost",
    run: ({ view }) => view.labels.set("cost"),
  },
  {
    name: "code",
    title: message("Code"),
    sentence: message("Show the Keras program beside the canvas"),
    keys: ["k"],
    group: "view",
    place: "view",
    menus: ["node", "block"],
    edits: false,
    on: (stage) => stage.codeShown,
    run: (stage) => stage.code(),
  },
  {
    name: "overview",
    title: message("Overview"),
    search: ["minimap"],
    sentence: message("Show the small map of the whole network"),
    keys: ["m"],
    group: "view",
    edits: false,
    on: ({ view }) => view.overview.get(),
    run: ({ view }) => view.overview.set(!view.overview.get()),
  },
];
