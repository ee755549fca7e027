/** Writes SVG, and keeps in mind how far what was drawn reaches. */
import { around, type Box } from "../../document/held";
import type { Position } from "../../document/types";
import { escaped, type Font, fitted, type Measure } from "./text";

type Attributes = Readonly<Record<string, string | number | undefined>>;

export interface Label {
  readonly at: Position;
  readonly text: string;
  readonly font: Font;
  readonly color: string;
  /** It is cut where it would be wider. */
  readonly width?: number;
  readonly anchor?: "start" | "middle" | "end";
  /** What it stands on, so that no wire goes through it. */
  readonly ground?: string;
}

export interface Pen {
  rect(box: Box, attributes: Attributes): void;
  circle(center: Position, radius: number, attributes: Attributes): void;
  /** A path; `reach`: points that it goes through at the outside. */
  path(d: string, reach: readonly Position[], attributes: Attributes): void;
  /** Says how wide the text came out. */
  label(label: Label): number;
  group(attributes: Attributes, draw: () => void): void;
  /** What was drawn, and the box around it. */
  done(): { readonly content: string; readonly box: Box };
}

const MARKS = { start: 0, middle: 0.5, end: 1 } as const;

export function createPen(measure: Measure): Pen {
  const parts: string[] = [];
  const boxes: Box[] = [];
  const rect = (box: Box, attributes: Attributes) => {
    boxes.push(box);
    const { x, y, width, height } = box;
    parts.push(`<rect${written({ x, y, width, height, ...attributes })}/>`);
  };
  return {
    rect,
    circle({ x, y }, radius, attributes) {
      boxes.push({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius });
      parts.push(`<circle${written({ cx: x, cy: y, r: radius, ...attributes })}/>`);
    },
    path(d, reach, attributes) {
      boxes.push(...reach.map(({ x, y }) => ({ x: x - 1, y: y - 1, width: 2, height: 2 })));
      parts.push(`<path${written({ d, fill: "none", ...attributes })}/>`);
    },
    label({ at, text, font, color, width = Infinity, anchor = "start", ground }) {
      const said = fitted(text, width, font, measure);
      if (!said) return 0;
      const wide = measure(said, font);
      const left = at.x - wide * MARKS[anchor];
      const box = { x: left - 3, y: at.y - font.size, width: wide + 6, height: font.size * 1.36 };
      if (ground) rect(box, { rx: 3, fill: ground });
      else boxes.push(box);
      const place = { x: at.x, y: at.y, "font-size": font.size, "font-weight": font.weight, fill: color };
      const anchored = anchor === "start" ? {} : { "text-anchor": anchor };
      parts.push(`<text${written({ ...place, ...anchored })}>${escaped(said)}</text>`);
      return wide;
    },
    group(attributes, draw) {
      parts.push(`<g${written(attributes)}>`);
      draw();
      parts.push("</g>");
    },
    done: () => ({ content: parts.join("\n"), box: around(boxes) ?? { x: 0, y: 0, width: 1, height: 1 } }),
  };
}

/** Attributes as they stand in a tag; numbers to a hundredth. */
export function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      return ` ${name}="${typeof value === "number" ? Math.round(value * 100) / 100 : escaped(String(value))}"`;
    })
    .join("");
}
