/** Commands that come nearer and go further away. */
import type { Command } from "../stage";
import { nothingMovable } from "./reasons";

export const ZOOMING: readonly Command[] = [
  {
    name: "zoom-out",
    title: "Zoom out",
    sentence: "Zoom out",
    keys: ["-"],
    group: "zoom",
    place: "zoom",
    face: "−",
    edits: false,
    run: (stage) => stage.zoom(-1),
  },
  {
    name: "fit",
    title: "Fit",
    sentence: "Show the whole network",
    keys: ["f"],
    group: "zoom",
    place: "zoom",
    menus: ["canvas"],
    edits: false,
    run: (stage) => stage.fit(),
  },
  {
    name: "zoom-in",
    title: "Zoom in",
    sentence: "Zoom in",
    keys: ["+", "="],
    group: "zoom",
    place: "zoom",
    face: "+",
    edits: false,
    run: (stage) => stage.zoom(1),
  },
  {
    name: "zoom-selection",
    title: "Zoom to selection",
    sentence: "Show what is selected as large as it fits",
    keys: ["shift+f"],
    group: "zoom",
    menus: ["node", "frame", "several"],
    edits: false,
    refusal: nothingMovable,
    run: (stage) => stage.fit(stage.view.selection.get()),
  },
  {
    name: "zoom-whole",
    title: "Actual size",
    sentence: "Show cards at the size they are drawn for",
    keys: ["0"],
    group: "zoom",
    edits: false,
    run: (stage) => stage.zoom(0),
  },
];
