/** Document, report and selection → the nodes and wires that React Flow draws. What did not change stays the same object. */
import type { Edge, Node } from "@xyflow/react";
import { entryOf, titleOf } from "../catalog/blocks";
import type { Catalog, Entry } from "../catalog/catalog";
import { CARD, type Direction } from "../document/card";
import { type Wire, wires } from "../document/graph";
import type { Level } from "../document/level";
import type { Document, Note, PlacedNode, Position } from "../document/types";
import type { Finding, NodeReport, Report } from "../project/report";
import { lanes } from "./around";
import { findingsInside } from "./blocks/findings";
import { inHandle, outHandle } from "./connect";
import { type FrameNode, frameId, frameNode } from "./frames/flowFrames";
import { drawnHeight } from "./frames/frames";
import { hasNamedInputs } from "./inputs";
import { hasFormula, letterOf } from "./letters";
import { linkHues, withOwner } from "./linking/links";
import { type Place, reportKey } from "./place";
import { feed, makeRoom } from "./room";
import type { Labels, Selection } from "./view";

export type Mark = "new" | "going" | "changed" | null;

export interface CardData extends Record<string, unknown> {
  readonly node: PlacedNode;
  readonly entry: Entry | undefined;
  readonly hue: number;
  readonly report: NodeReport | undefined;
  readonly findings: readonly Finding[];
  readonly mark: Mark;
  readonly labels: Labels;
  readonly title: string;
  /** What is wrong inside an instance of a block. */
  readonly inner: readonly Finding[];
  /** The colour of those who use the same layer. */
  readonly linkHue: number | undefined;
  /** Whether its shapes stand high on their wires, above the names of the ports where these end. */
  readonly high: boolean;
  /** Where its ports are: above and below, or left and right. */
  readonly direction: Direction;
}

export type CardNode = Node<CardData, "card">;
export type NoteNode = Node<{ readonly note: Note }, "note">;
export type FlowNode = CardNode | NoteNode | FrameNode;
/** A wire; `letter` is what a formula calls it, `lane` how far beside its target it goes by what lies between. */
type WireData = {
  readonly wire: Wire;
  readonly letter: string;
  readonly lane: number | undefined;
  readonly direction: Direction;
};
export type WireEdge = Edge<WireData, "wire">;

export interface Scene {
  /** What stands on the level that is seen. */
  readonly document: Level;
  readonly place: Place;
  /** What a hovered fix would make of it. */
  readonly preview: Level | null;
  readonly report: Report | null;
  readonly catalog: Catalog;
  readonly selection: Selection;
  readonly labels: Labels;
  /** Where cards are while they are dragged; the document hears of it at the end. */
  readonly dragged: ReadonlyMap<string, Position>;
}

const NO_FINDINGS: readonly Finding[] = [];
const ORIGIN: Position = { x: 0, y: 0 };
const GHOST_RISE = 33;

/** Notes stand behind cards; React Flow tells both apart by id. */
export const noteId = (id: string) => `note:${id}`;

/** The nodes of a scene; `before` is what this returned last time, with what React Flow measured. */
export function flowNodes(scene: Scene, before: readonly FlowNode[]): FlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const findings = byNode(scene.report);
  const { document, preview, selection } = scene;
  const room = roomFor(scene, old);
  const lower = lowerEnds(scene, old, room);
  const high = feedingNamed(document, scene.catalog);
  const cards = [...document.nodes.keys()].map((id) => {
    const { x, y } = standing(id, scene);
    const place = { x, y: y + (room.get(id) ?? 0) };
    return card(id, { ...scene, high }, place, findings.get(id) ?? NO_FINDINGS, old.get(id));
  });
  const ghosts = [...(preview?.nodes.keys() ?? [])]
    .filter((id) => !document.nodes.has(id))
    .map((id) => card(id, { ...scene, high }, ghostPlace(id, scene, room), NO_FINDINGS, old.get(id)));
  const notes = [...document.notes].map(([id, note]) => noteNode(id, note, scene, old.get(noteId(id))));
  const frames = [...document.frames].map(([id, frame]) => {
    const drawn = old.get(frameId(id)) as FrameNode | undefined;
    if (drawn?.resizing) return drawn;
    const place = scene.dragged.get(frameId(id)) ?? { x: frame.x, y: frame.y };
    const height = drawnHeight(document, id, lower);
    return reuse(drawn, { ...frameNode(id, frame, place, selection.frames.has(id)), height });
  });
  return [...frames, ...notes, ...cards, ...ghosts];
}

/** Where a card stands on the canvas, without the room that others need. */
function standing(id: string, { document, dragged }: Scene): Position {
  return dragged.get(id) ?? document.layout.get(id) ?? ORIGIN;
}

/** How far cards stand below their place in the document; dragged ones stay under the pointer. */
export function roomFor(scene: Scene, old: ReadonlyMap<string, FlowNode>): ReadonlyMap<string, number> {
  const grown = new Set(scene.report?.findings.map(({ node }) => node));
  const cards = [...scene.document.nodes.keys()].map((id) => ({
    id,
    place: standing(id, scene),
    height: grown.has(id) ? (old.get(id)?.measured?.height ?? CARD.height) : CARD.height,
  }));
  const feeds = new Set(wires(scene.document.nodes).map(({ source, target }) => feed(source.node, target)));
  return makeRoom(
    cards.filter(({ id }) => !scene.dragged.has(id)),
    feeds,
  );
}

/** How much lower than in the document each card ends on the screen. */
function lowerEnds({ document, report }: Scene, old: ReadonlyMap<string, FlowNode>, room: ReadonlyMap<string, number>) {
  const grown = new Set(report?.findings.map(({ node }) => node));
  return new Map(
    [...document.nodes.keys()].flatMap((id): [string, number][] => {
      const more = grown.has(id) ? (old.get(id)?.measured?.height ?? CARD.height) - CARD.height : 0;
      const down = more + (room.get(id) ?? 0);
      return down > 0 ? [[id, down]] : [];
    }),
  );
}

/** The nodes that feed one whose ports are named. */
function feedingNamed({ nodes, whole }: Level, catalog: Catalog): ReadonlySet<string> {
  return new Set(
    wires(nodes).flatMap(({ source, target }) => {
      const node = nodes.get(target);
      return node && hasNamedInputs(entryOf(node, whole, catalog)) ? [source.node] : [];
    }),
  );
}

type Seen = Scene & { readonly high: ReadonlySet<string> };

function card(id: string, scene: Seen, position: Position, findings: readonly Finding[], old?: FlowNode): CardNode {
  const { document, preview, catalog } = scene;
  const { nodes, whole } = preview?.nodes.has(id) ? preview : document;
  const node = withOwner(nodes, id, catalog) as PlacedNode;
  const data: CardData = {
    node,
    entry: entryOf(node, whole, catalog),
    hue: catalog.hue(node.kind),
    report: scene.report?.nodes[reportKey(scene.place, id)],
    findings,
    mark: markOf(id, document, preview),
    labels: scene.labels,
    title: titleOf(node, whole, catalog),
    inner: node.uses === null ? NO_FINDINGS : findingsInside(scene, id),
    linkHue: linkHues(nodes).get(id),
    high: scene.high.has(id),
    direction: document.direction,
  };
  const selected = scene.selection.nodes.has(id);
  return reuse(old as CardNode | undefined, { id, type: "card", position, selected, data, ariaLabel: data.title });
}

/** A node that a fix would add is shown small, above what it would feed, so that nothing moves under the pointer. */
function ghostPlace(id: string, scene: Scene, room: ReadonlyMap<string, number>): Position {
  const { document, preview } = scene;
  const fed = wires(preview?.nodes ?? document.nodes).find(
    ({ source, target }) => source.node === id && document.nodes.has(target),
  );
  if (!fed) return preview?.layout.get(id) ?? ORIGIN;
  const { x, y } = standing(fed.target, scene);
  return { x, y: y + (room.get(fed.target) ?? 0) - GHOST_RISE };
}

function markOf(id: string, document: Document, preview: Document | null): Mark {
  if (!preview) return null;
  const [now, then] = [document.nodes.get(id), preview.nodes.get(id)];
  if (!now) return "new";
  if (!then) return "going";
  return JSON.stringify(now.params) === JSON.stringify(then.params) ? null : "changed";
}

function noteNode(id: string, note: Note, scene: Scene, old: FlowNode | undefined): NoteNode {
  const key = noteId(id);
  if (old?.resizing) return old as NoteNode;
  return reuse(old as NoteNode | undefined, {
    id: key,
    type: "note",
    position: scene.dragged.get(key) ?? note,
    selected: scene.selection.notes.has(id),
    data: { note },
    width: note.width,
    height: note.height,
    zIndex: -1,
  });
}

/** The old object where nothing changed; else the new one with what was measured of the old. */
function reuse<T extends FlowNode>(old: T | undefined, fresh: T): T {
  if (!old) return fresh;
  const data = shallowEqual(old.data, fresh.data) ? old.data : fresh.data;
  const still =
    data === old.data &&
    old.selected === fresh.selected &&
    old.position.x === fresh.position.x &&
    old.position.y === fresh.position.y &&
    old.width === fresh.width &&
    old.height === fresh.height;
  return still ? old : { ...old, ...fresh, data };
}

function shallowEqual(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  return Object.keys(b).every((key) => Object.is(a[key], b[key]) || sameList(a[key], b[key]));
}

function sameList(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function byNode(report: Report | null): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>();
  for (const finding of report?.findings ?? []) {
    if (finding.node) found.set(finding.node, [...(found.get(finding.node) ?? []), finding]);
  }
  return found;
}

export const wireId = ({ target, port, index }: Wire) => `${target}/${port}/${index}`;

/** The wires of a scene; `before` is what this returned last time. */
export function flowEdges(scene: Scene, before: readonly WireEdge[]): WireEdge[] {
  const { document, preview, report, selection } = scene;
  const problems = report?.findings.filter(({ severity }) => severity === "problem") ?? [];
  const stuck = new Set(problems.map(({ node }) => node));
  const now = new Set(wires(document.nodes).map(wireKey));
  const old = new Map(before.map((edge) => [edge.id, edge]));
  const drawn = wires((preview ?? document).nodes);
  const around = lanes(
    drawn,
    [...document.nodes.keys()].map((id) => [id, document.layout.get(id) ?? ORIGIN]),
    document.direction,
  );
  return drawn.map((wire) => {
    const id = wireId(wire);
    const state = now.has(wireKey(wire)) ? (stuck.has(wire.target) ? "stuck" : "") : "new";
    const target = document.nodes.get(wire.target);
    const letter = target && hasFormula(scene.catalog.layer(target.kind)) ? letterOf(wire.index) : "";
    const masked = report?.nodes[reportKey(scene.place, wire.source.node)]?.outputs[wire.source.output]?.mask;
    const className = [state, masked && "masked"].filter(Boolean).join(" ");
    return reuseEdge(old.get(id), {
      ...edgeOf(id, wire, className, { wire, letter, lane: around.get(wire), direction: document.direction }),
      selected: selection.wires.has(id),
    });
  });
}

function edgeOf(id: string, wire: Wire, className: string, data: WireData): WireEdge {
  const { source, target, port } = wire;
  return {
    id,
    type: "wire",
    source: source.node,
    target,
    sourceHandle: outHandle(source.output),
    targetHandle: inHandle(port),
    className,
    data,
  };
}

function reuseEdge(old: WireEdge | undefined, fresh: WireEdge): WireEdge {
  const same =
    old && (["source", "sourceHandle", "selected", "className"] as const).every((key) => old[key] === fresh[key]);
  const kept = (["letter", "lane", "direction"] as const).every((key) => old?.data?.[key] === fresh.data?.[key]);
  return same && kept ? old : fresh;
}

const wireKey = (wire: Wire) => `${wire.source.node}:${wire.source.output}>${wireId(wire)}`;
