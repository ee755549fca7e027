/** What the colours of a heat map mean, beneath a figure. */
import { shareText } from "../../format";
import { t } from "../../words/words";
import { heatColor, type Ink } from "./ink";
import type { Pen } from "./pen";

const FONT = { size: 12, weight: 400 };
const SCALE = { width: 120, height: 10, parts: 24 };
const AWAY = 32;
const LINE = 20;

/** Draw the scale from nothing to `most`, the largest share of a card, with what is measured above it. */
export function drawLegend(pen: Pen, measured: string, most: number, ink: Ink): void {
  const { box } = pen.done();
  const at = { x: box.x, y: box.y + box.height + AWAY };
  const words = { font: FONT, color: ink.text, ground: ink.ground };
  pen.group({ "data-legend": "heat" }, () => {
    pen.label({ ...words, at, text: t("{measure}: share of each layer", { measure: measured }) });
    const line = { x: at.x, y: at.y + LINE };
    const left = at.x + pen.label({ ...words, at: line, text: shareText(0) }) + 8;
    const part = SCALE.width / SCALE.parts;
    const top = line.y - SCALE.height + 1;
    for (let number = 0; number < SCALE.parts; number += 1) {
      const fill = heatColor((number / (SCALE.parts - 1)) * most, ink.raised, ink);
      // A little wider, so that no line shows between two parts.
      const width = number < SCALE.parts - 1 ? part + 0.5 : part;
      pen.rect({ x: left + number * part, y: top, width, height: SCALE.height }, { fill });
    }
    const whole = { x: left, y: top, width: SCALE.width, height: SCALE.height };
    pen.rect(whole, { rx: 2, fill: "none", stroke: ink.strongEdge, "stroke-width": 1 });
    pen.label({ ...words, at: { x: left + SCALE.width + 8, y: line.y }, text: shareText(most) });
  });
}
