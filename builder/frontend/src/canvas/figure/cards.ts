/** Cards of a figure, with their ports and what comes out of them. */
import type { NodeHandle } from "@xyflow/react";
import type { Catalog } from "../../catalog/catalog";
import { outputsFor } from "../../catalog/ports";
import { CARD } from "../../document/card";
import type { Box } from "../../document/held";
import { shapeText, shareText } from "../../format";
import { repeatText } from "../blocks/BlockFace";
import { cardText } from "../cardText";
import { costText } from "../costText";
import type { CardData, CardNode } from "../flow";
import { handlesOf, inputsOf } from "../handles";
import { type IconName, iconPath } from "../icons";
import { neededOf } from "../inputs";
import { heatColor, hueColor, type Ink } from "./ink";
import type { Pen } from "./pen";

const TITLE = { size: 14, weight: 600 };
const SMALL = { size: 12, weight: 400 };
const SUMMARY = { size: 12.5, weight: 400 };
const SHAPE = { size: 12, weight: 400 };
const PORT = { size: 11, weight: 400 };
const COST_LINE = 17;
const BADGE = 20;

export interface Looks {
  readonly ink: Ink;
  readonly catalog: Catalog;
  /** What data the network reads. */
  readonly source: string;
}

export function drawCard(pen: Pen, { id, position, data }: CardNode, looks: Looks): void {
  const cost = data.labels === "cost" && data.report ? costText(data.report) : "";
  const box = { ...position, width: CARD.width, height: CARD.height + (cost ? COST_LINE : 0) };
  pen.group({ "data-node": id }, () => {
    drawSheet(pen, box, data, looks.ink);
    drawTexts(pen, box, data, looks);
    if (cost) {
      const at = { x: box.x + 31, y: box.y + 60 };
      pen.label({ at, text: cost, font: SUMMARY, color: looks.ink.text, width: CARD.width - 43 });
    }
    drawPorts(pen, box, data, looks.ink);
  });
}

function drawSheet(pen: Pen, box: Box, data: CardData, ink: Ink): void {
  const { node, linkHue } = data;
  const edge = node.uses === null ? ink.edge : hueColor(ink.blockHue, 34, 58);
  const look = { rx: 8, fill: ink.raised, stroke: edge, "stroke-width": 1 };
  if (node.uses !== null && repeatText(data)) {
    for (const by of [6, 3]) pen.rect({ ...box, x: box.x + by, y: box.y + by }, look);
  }
  const fill = data.heat ? heatColor(data.heat, ink.raised, ink) : ink.raised;
  pen.rect(box, { ...look, fill, ...(node.disabled ? { "stroke-dasharray": "4 3" } : {}) });
  const mark = linkHue === undefined ? edge : hueColor(linkHue, ink.saturation, ink.lightness);
  if (node.uses !== null) {
    const { x, y, height } = box;
    pen.path(`M${x + 4} ${y}v${height}a8 8 0 0 1 -4 -7v${14 - height}a8 8 0 0 1 4 -7z`, [], { fill: mark });
  } else if (linkHue !== undefined) {
    pen.rect({ x: box.x - 1, y: box.y + 8, width: 4, height: box.height - 16 }, { rx: 1.5, fill: mark });
  }
}

function drawTexts(pen: Pen, { x, y, width }: Box, data: CardData, { ink, catalog, source }: Looks): void {
  const { figure, summary } = cardText(data, catalog, source);
  const hot = data.heat ? shareText(data.heat) : "";
  const quiet = hot ? ink.text : ink.quiet;
  const { node, entry, title } = data;
  const block = node.uses !== null;
  const color = block
    ? hueColor(ink.blockHue, ink.saturation, 42)
    : hueColor(catalog.hue(node.kind), entry?.layer === false ? 12 : ink.saturation, ink.lightness);
  pen.rect({ x: x + 12, y: y + 12.5, width: 10, height: 10 }, { rx: block ? 5 : 3, fill: color });
  let right = x + width - 12;
  const said = { text: hot || figure, font: { ...SMALL, weight: hot ? 600 : 400 }, color: quiet, width: 90 };
  const wide = pen.label({ ...said, at: { x: right, y: y + 22 }, anchor: "end" });
  if (wide) right -= wide + 8;
  for (const icon of badges(data)) {
    right -= BADGE;
    pen.group({ transform: `translate(${right + 2} ${y + 10})` }, () => {
      pen.path(iconPath(icon), [], { stroke: ink.quiet, "stroke-width": 1.4, "stroke-linecap": "round" });
    });
  }
  const times = block ? repeatText(data) : "";
  if (times) right -= drawRepeat(pen, right, y, times, ink) + 6;
  pen.label({
    at: { x: x + 30, y: y + 22 },
    text: title,
    font: TITLE,
    color: node.disabled ? ink.quiet : ink.text,
    width: right - x - 30,
  });
  pen.label({ at: { x: x + 30, y: y + 41 }, text: summary, font: SUMMARY, color: quiet, width: width - 42 });
}

function badges({ node, linkHue }: CardData): IconName[] {
  return [
    ...(node.disabled ? (["bypass"] as const) : []),
    ...(node.frozen ? (["lock"] as const) : []),
    ...(linkHue === undefined ? [] : (["chain"] as const)),
  ];
}

/** A count of repeats at the right of the title; says how wide it is. */
function drawRepeat(pen: Pen, right: number, y: number, times: string, ink: Ink): number {
  const width = Math.min(80, 14 + times.length * 6.5);
  const box = { x: right - width, y: y + 8, width, height: 19 };
  pen.rect(box, { rx: 9, fill: hueColor(ink.blockHue, 40, 50), "fill-opacity": 0.16 });
  const at = { x: right - width / 2, y: y + 22 };
  pen.label({ at, text: times, font: { ...SMALL, weight: 600 }, color: ink.text, width: width - 8, anchor: "middle" });
  return width;
}

function drawPorts(pen: Pen, box: Box, data: CardData, ink: Ink): void {
  const { entry, node, direction } = data;
  const inputs = inputsOf(entry, node);
  const outputs = outputsFor(entry, node.params);
  const named = neededOf(inputs) > 1;
  const handles = handlesOf(entry, node, direction);
  for (const [at, handle] of handles.entries()) {
    const input = inputs[at];
    const dot = portBox(box, handle);
    const look = { rx: 5, fill: ink.raised, stroke: ink.strongEdge, "stroke-width": 1.6 };
    pen.rect(inset(dot, 0.8), { ...look, ...(input?.optional ? { "stroke-dasharray": "2.5 2" } : {}) });
    if (input && named && !input.optional) drawName(pen, dot, input.title ?? input.name, direction, ink);
    if (!input) drawShape(pen, dot, at - inputs.length, outputs, data, ink);
  }
}

/** The box of a port; a card that grew has those below at its end. */
function portBox(card: Box, { x, y, width = 10, height = 10 }: NodeHandle): Box {
  const down = y + height / 2 >= CARD.height ? card.height - CARD.height : 0;
  return { x: card.x + x, y: card.y + y + down, width, height };
}

const inset = ({ x, y, width, height }: Box, by: number): Box => {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
};

function drawName(pen: Pen, dot: Box, text: string, direction: CardData["direction"], ink: Ink): void {
  const look = { text, font: PORT, color: ink.quiet, ground: ink.ground };
  if (direction === "down") pen.label({ ...look, at: { x: dot.x + dot.width / 2, y: dot.y - 3 }, anchor: "middle" });
  else pen.label({ ...look, at: { x: dot.x - 4, y: dot.y + dot.height / 2 + 13 }, anchor: "end" });
}

function drawShape(
  pen: Pen,
  dot: Box,
  at: number,
  outputs: ReturnType<typeof outputsFor>,
  { report, high, direction }: CardData,
  ink: Ink,
): void {
  const output = report?.outputs[at];
  if (!output) return;
  const name = outputs.length > 1 ? `${outputs[at]?.name.replaceAll("_", " ")}  ` : "";
  const text = `${name}${shapeText(output.shape)}`;
  const middle = { x: dot.x + dot.width / 2, y: dot.y + dot.height / 2 };
  const place =
    direction === "down"
      ? { x: middle.x + 12, y: middle.y + (high ? 12.5 : 23.5) + at * 18 }
      : { x: middle.x + 14, y: middle.y - 8 + at * 2 };
  pen.label({ at: place, text, font: SHAPE, color: ink.quiet, ground: direction === "down" ? ink.ground : undefined });
}
