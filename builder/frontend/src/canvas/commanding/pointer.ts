/** What the pointer, a finger and Tab do on the canvas beside all commands. */
import { message } from "../../words/words";

/** What is pressed, and what it does. */
export type Row = readonly [key: string, sentence: string];

export const POINTER: readonly Row[] = [
  [
    message("Tab"),
    message("Into the canvas and out of it; Enter selects the layer there, and opens a block that is selected"),
  ],
  [message("Drag"), message("From a port to another: a wire. A layer onto a wire: it stands between")],
  [message("Drag"), message("From a port onto nothing: what can follow, or come before, to choose from")],
  [message("Shift+drag"), message("On the canvas: select all that lies there")],
  [message("Shift+click"), message("Select one more")],
  [message("Click twice"), message("On the canvas: find a layer and put it there. On a block: open it")],
  [message("Right click"), message("What can be done there; with a finger: stay on it")],
];
