/** Colours for figures, without a page: those for paper, with what the tokens say is the same in every theme. */
import { readFileSync } from "node:fs";
import { onPaper } from "../src/canvas/figure/ink";

const TOKENS = readFileSync(new URL("../src/design/tokens.css", import.meta.url), "utf8");

const token = (name: string) => TOKENS.match(new RegExp(`--ll-${name}: ([^;]+);`))?.[1] ?? "";

export const INK = onPaper({
  blockHue: Number.parseFloat(token("block-hue")),
  heat: token("heat"),
  heatReach: Number.parseFloat(token("heat-reach")),
});
