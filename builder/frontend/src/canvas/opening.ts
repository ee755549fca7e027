/** How a network is first seen: whole where it can be read so, else from its top. */
import type { Viewport } from "@xyflow/react";
import { CARD } from "../document/card";
import type { Document } from "../document/types";

/** Room for what floats over the canvas, in pixels of the screen. */
export const MARGIN = { top: 60, bottom: 58, side: 40 };
/** What the way back takes, inside a block. */
const CRUMBS = 40;
export const LARGEST = 1.1;
/** Below this a whole network cannot be read; one reads on from the top, a little nearer. */
const SMALLEST = 0.74;
const NEARER = 0.85;
/** A little above the middle: what is wrong opens below a card. */
const ABOVE = 0.42;

/** The room that is kept free on the level inside `block`. */
export const marginOf = (block: string | null) => (block === null ? MARGIN : { ...MARGIN, top: MARGIN.top + CRUMBS });

/** The viewport that shows a document in a pane of this size. */
export function openingViewport(
  document: Document,
  pane: { width: number; height: number },
  margin: typeof MARGIN = MARGIN,
): Viewport {
  const boxes = [
    ...[...document.nodes.keys()].map((id) => ({ x: 0, y: 0, ...document.layout.get(id), ...CARD })),
    ...document.notes.values(),
    ...document.frames.values(),
  ];
  if (!boxes.length) return { x: pane.width / 2 - CARD.width / 2, y: margin.top, zoom: 1 };
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const top = Math.min(...boxes.map(({ y }) => y));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const [width, height] = [pane.width - 2 * margin.side, pane.height - margin.top - margin.bottom];
  const whole = Math.min(width / (right - left), height / (bottom - top), LARGEST);
  const zoom = whole < SMALLEST ? NEARER : whole;
  const spare = Math.max(0, height - (bottom - top) * zoom);
  // What is too wide is read on from its left.
  const wide = (right - left) * zoom > pane.width && document.direction === "right";
  const x = wide ? margin.side - left * zoom : pane.width / 2 - ((left + right) / 2) * zoom;
  return { x, y: margin.top + spare * ABOVE - top * zoom, zoom };
}
