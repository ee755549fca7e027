/** A network as a figure: real vectors, made of the document and the report, that need no script and nothing from elsewhere. */
import type { Box } from "../../document/held";
import { flowEdges } from "../edges";
import { type CardNode, flowNodes, type NoteNode, noteId, type Scene } from "../flow";
import { type FrameNode, frameKey } from "../frames/flowFrames";
import { NOTHING, type Selection } from "../view";
import { drawFrame, drawNote } from "./areas";
import { drawCard, type Looks } from "./cards";
import { drawLegend } from "./legend";
import { createPen, type Pen, written } from "./pen";
import { escaped, FAMILY, fitted, type Measure } from "./text";
import { drawWire } from "./wires";

const MARGIN = 24;
const DOTS = 20;

export interface Figure {
  readonly svg: string;
  /** In pixels of the unscaled canvas. */
  readonly width: number;
  readonly height: number;
}

export interface Wanted extends Looks {
  readonly scene: Omit<Scene, "preview" | "selection" | "dragged">;
  /** Only this of it. */
  readonly only: Selection | null;
  readonly measure: Measure;
  /** What the heat map measures, where one is shown. */
  readonly heated: string;
}

/** Draw the level of a scene, or some of it. */
export function drawFigure({ scene, only, measure, heated, ...looks }: Wanted): Figure {
  const pen = createPen(measure);
  drawAll(pen, scene, only, measure, looks);
  if (scene.heat?.size) drawLegend(pen, heated, Math.max(...scene.heat.values()), looks.ink);
  const { content, box } = pen.done();
  return framed(content, box, scene.document.name, looks, measure);
}

function drawAll(pen: Pen, scene: Wanted["scene"], only: Selection | null, measure: Measure, looks: Looks): void {
  // What is wrong is no part of a figure, and no card grows by it.
  const report = scene.report && { ...scene.report, findings: [] };
  const whole: Scene = { ...scene, report, preview: null, selection: NOTHING, dragged: new Map() };
  const wanted = (part: "nodes" | "notes" | "frames", id: string) => !only || only[part].has(id);
  const nodes = flowNodes(whole, []);
  for (const { id, data } of nodes.filter((node): node is FrameNode => node.type === "frame")) {
    if (wanted("frames", frameKey(id))) drawFrame(pen, frameKey(id), data.frame, looks.ink);
  }
  for (const { id, data } of nodes.filter((node): node is NoteNode => node.type === "note")) {
    const key = id.slice(noteId("").length);
    if (wanted("notes", key)) drawNote(pen, key, data.note, looks.ink, measure);
  }
  const cards = nodes.filter((node): node is CardNode => node.type === "card" && wanted("nodes", node.id));
  const byId = new Map(cards.map((card) => [card.id, card]));
  for (const edge of flowEdges(whole, [])) drawWire(pen, edge, byId, looks.ink);
  for (const card of cards) drawCard(pen, card, looks);
}

function framed(content: string, box: Box, name: string, { ink }: Looks, measure: Measure): Figure {
  const x = Math.floor(box.x - MARGIN);
  const y = Math.floor(box.y - MARGIN);
  const width = Math.ceil(box.x + box.width + MARGIN) - x;
  const height = Math.ceil(box.y + box.height + MARGIN) - y;
  const size = { width, height, viewBox: `${x} ${y} ${width} ${height}` };
  const title = fitted(name, 2000, { size: 14, weight: 400 }, measure);
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg"${written({ ...size, "font-family": FAMILY })}>`,
    `<title>${escaped(title)}</title>`,
    ...(ink.dot ? [dots(ink.dot)] : []),
    `<rect${written({ x, y, width, height, fill: ink.ground })}/>`,
    ...(ink.dot ? [`<rect${written({ x, y, width, height, fill: "url(#dots)" })}/>`] : []),
    content,
    "</svg>",
  ];
  return { svg: `${lines.join("\n")}\n`, width, height };
}

const dots = (color: string) =>
  `<defs><pattern${written({ id: "dots", width: DOTS, height: DOTS, patternUnits: "userSpaceOnUse" })}><circle${written({ cx: 0.75, cy: 0.75, r: 0.75, fill: color })}/></pattern></defs>`;
