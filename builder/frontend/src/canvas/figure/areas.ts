/** Frames and notes of a figure. */
import type { Frame, Note } from "../../document/types";
import { hueColor, type Ink } from "./ink";
import type { Pen } from "./pen";
import { type Measure, wrapped } from "./text";

const TITLE = { size: 14, weight: 600 };
const WORDS = { size: 13, weight: 400 };
const LINE = 17.5;
const PAD = { x: 10, y: 8 };

export function drawFrame(pen: Pen, id: string, frame: Frame, ink: Ink): void {
  const { x, y, width, height, hue, text } = frame;
  pen.group({ "data-frame": id }, () => {
    const fill = hueColor(hue, 60, 50);
    const stroke = hueColor(hue, 45, 50);
    pen.rect(
      { x, y, width, height },
      { rx: 12, fill, "fill-opacity": 0.06, stroke, "stroke-opacity": 0.5, "stroke-width": 1 },
    );
    pen.label({ at: { x: x + 12, y: y + 20 }, text, font: TITLE, color: ink.text, width: width - 24 });
  });
}

export function drawNote(pen: Pen, id: string, note: Note, ink: Ink, measure: Measure): void {
  const { x, y, width, height, text } = note;
  pen.group({ "data-note": id }, () => {
    pen.rect({ x, y, width, height }, { rx: 8, fill: ink.note, stroke: ink.noteEdge, "stroke-width": 1 });
    const room = Math.max(1, Math.floor((height - 2 * PAD.y + 3) / LINE));
    for (const [at, line] of wrapped(text, width - 2 * PAD.x, room, WORDS, measure).entries()) {
      const place = { x: x + PAD.x, y: y + PAD.y + 12.5 + at * LINE };
      pen.label({ at: place, text: line, font: WORDS, color: ink.text, width: width - 2 * PAD.x + 1 });
    }
  });
}
