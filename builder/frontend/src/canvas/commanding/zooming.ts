/** Commands that come nearer and go further away. */
import { message } from "../../words/words";
import type { Command } from "../stage";
import { nothingMovable } from "./reasons";

export const ZOOMING: readonly Command[] = [
  {
    name: "zoom-out",
    title: message("Zoom out"),
    sentence: message("Zoom out"),
    keys: ["-"],
    group: "zoom",
    place: "zoom",
    face: "−",
    edits: false,
    run: (stage) => stage.zoom(-1),
  },
  {
    name: "fit",
    title: message("Fit"),
    sentence: message("Show the whole network"),
    keys: ["f"],
    group: "zoom",
    place: "zoom",
    menus: ["canvas"],
    edits: false,
    run: (stage) => stage.fit(),
  },
  {
    name: "zoom-in",
    title: message("Zoom in"),
    sentence: message("Zoom in"),
    keys: ["+", "="],
    group: "zoom",
    place: "zoom",
    face: "+",
    edits: false,
    run: (stage) => stage.zoom(1),
  },
  {
    name: "zoom-selection",
    title: message("Zoom to selection"),
    sentence: message("Show what is selected as large as it fits"),
    keys: ["shift+f"],
    group: "zoom",
    menus: ["node", "frame", "several"],
    edits: false,
    refusal: nothingMovable,
    run: (stage) => stage.fit(stage.view.selection.get()),
  },
  {
    name: "zoom-whole",
    title: message("Actual size"),
    sentence: message("Show cards at the size they are drawn for"),
    keys: ["0"],
    group: "zoom",
    edits: false,
    run: (stage) => stage.zoom(0),
  },
];
