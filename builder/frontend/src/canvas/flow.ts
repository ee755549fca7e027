/** Document, report and selection → the nodes that React Flow draws. What did not change stays the same object. */
import type { Edge, Node } from "@xyflow/react";
import { entryOf, titleOf } from "../catalog/blocks";
import type { Catalog, Entry } from "../catalog/catalog";
import { CARD, type Direction } from "../document/card";
import type { Wire } from "../document/graph";
import type { Level } from "../document/level";
import { type Document, type Note, type PlacedNode, type Position, sameJson } from "../document/types";
import type { Finding, NodeReport, Report } from "../project/report";
import { again, remembered } from "../remembered";
import { findingsInside } from "./blocks/findings";
import { fedBy, feedingNamed, wiresOf } from "./edges";
import { type FrameNode, frameId, frameNode } from "./frames/flowFrames";
import { drawnHeight } from "./frames/frames";
import { handlesOf } from "./handles";
import { linkHues, withOwner } from "./linking/links";
import { type Place, reportKey } from "./place";
import { feed, makeRoom } from "./room";
import { kept, sameFields } from "./same";
import type { Labels, Selection } from "./view";

export type Mark = "new" | "going" | "changed" | null;

export interface CardData extends Record<string, unknown> {
  readonly node: PlacedNode;
  readonly entry: Entry | undefined;
  readonly report: NodeReport | undefined;
  readonly findings: readonly Finding[];
  readonly mark: Mark;
  readonly labels: Labels;
  /** Its share of what the heat map measures; none where no heat map is shown. */
  readonly heat: number | undefined;
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
export type WireData = {
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
  /** The share of each node in what the heat map measures. */
  readonly heat: ReadonlyMap<string, number> | null;
  /** Where cards are while they are dragged; the document hears of it at the end. */
  readonly dragged: ReadonlyMap<string, Position>;
}

const NO_FINDINGS: readonly Finding[] = [];
/** So that what is out of sight need not be drawn to be measured. */
const NO_HANDLES: [] = [];
const ORIGIN: Position = { x: 0, y: 0 };
const GHOST_RISE = 33;

/** Notes stand behind cards; React Flow tells both apart by id. */
export const noteId = (id: string) => `note:${id}`;

/** The nodes of a scene; `before` is what this returned last time, with what React Flow measured. */
export function flowNodes(scene: Scene, before: readonly FlowNode[]): readonly FlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const findings = byNode(scene.report);
  const { document, preview, selection } = scene;
  const room = roomFor(scene, old);
  const lower = lowerEnds(scene, old, room);
  const seen = { ...scene, high: feedingNamed(document.nodes, document.whole, scene.catalog) };
  const cards = [...document.nodes.keys()].map((id) => {
    const { x, y } = standing(id, scene);
    const place = { x, y: y + (room.get(id) ?? 0) };
    return card(id, seen, place, findings.get(id) ?? NO_FINDINGS, old.get(id));
  });
  const ghosts = [...(preview?.nodes.keys() ?? [])]
    .filter((id) => !document.nodes.has(id))
    .map((id) => card(id, seen, ghostPlace(id, scene, room), NO_FINDINGS, old.get(id)));
  const notes = [...document.notes].map(([id, note]) => noteNode(id, note, scene, old.get(noteId(id))));
  const frames = [...document.frames].map(([id, frame]) => {
    const drawn = old.get(frameId(id)) as FrameNode | undefined;
    if (drawn?.resizing) return drawn;
    const place = scene.dragged.get(frameId(id)) ?? { x: frame.x, y: frame.y };
    const height = drawnHeight(document, id, lower);
    return reuse(drawn, { ...frameNode(id, frame, place, selection.frames.has(id)), height });
  });
  return kept(before, [...frames, ...notes, ...cards, ...ghosts]);
}

/** Where a card stands on the canvas, without the room that others need. */
function standing(id: string, { document, dragged }: Scene): Position {
  return dragged.get(id) ?? document.layout.get(id) ?? ORIGIN;
}

/** How far cards stand below their place in the document; dragged ones stay under the pointer. */
function roomFor(scene: Scene, old: ReadonlyMap<string, FlowNode>): ReadonlyMap<string, number> {
  const high = grown(scene, old);
  if (!high.size) return high;
  const cards = [...scene.document.nodes.keys()]
    .filter((id) => !scene.dragged.has(id))
    .map((id) => ({ id, place: standing(id, scene), height: CARD.height + (high.get(id) ?? 0) }));
  return makeRoom(cards, feedsOf(scene.document.nodes));
}

const feedsOf = remembered(
  (nodes: Document["nodes"]): ReadonlySet<string> =>
    new Set(wiresOf(nodes).map(({ source, target }) => feed(source.node, target))),
);

/** How much higher than usual those cards are that have something to say. */
function grown({ document, report }: Scene, old: ReadonlyMap<string, FlowNode>): ReadonlyMap<string, number> {
  const high = new Map<string, number>();
  for (const { node } of report?.findings ?? []) {
    const more = node && document.nodes.has(node) ? (old.get(node)?.measured?.height ?? CARD.height) - CARD.height : 0;
    if (node && more !== 0) high.set(node, more);
  }
  return high;
}

/** How much lower than in the document each card ends on the screen. */
function lowerEnds(scene: Scene, old: ReadonlyMap<string, FlowNode>, room: ReadonlyMap<string, number>) {
  const high = grown(scene, old);
  return new Map(
    [...new Set([...high.keys(), ...room.keys()])].flatMap((id): [string, number][] => {
      const down = (high.get(id) ?? 0) + (room.get(id) ?? 0);
      return down > 0 ? [[id, down]] : [];
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
    report: scene.report?.nodes[reportKey(scene.place, id)],
    findings,
    mark: markOf(id, document, preview),
    labels: scene.labels,
    heat: scene.heat?.get(id),
    title: titleOf(node, whole, catalog),
    inner: node.uses === null ? NO_FINDINGS : findingsInside(scene, id),
    linkHue: linkHues(nodes).get(id),
    high: scene.high.has(id),
    direction: document.direction,
  };
  const selected = scene.selection.nodes.has(id);
  const fresh: CardNode = { id, type: "card", position, selected, data, ariaLabel: data.title };
  return reuse(old as CardNode | undefined, fresh, guessed);
}

/** A card is thought to be as most are until it is measured as another: one out of sight is not drawn for its wires. */
function guessed(card: CardNode): CardNode {
  const { handles, measured = CARD, ...rest } = card;
  if (isUnusual(card)) return { ...rest, measured };
  return { ...rest, measured, handles: handlesOf(card.data.entry, card.data.node, card.data.direction) };
}

const isUnusual = ({ measured }: FlowNode) => measured !== undefined && measured.height !== CARD.height;

/** A node that a fix would add is shown small, above what it would feed, so that nothing moves under the pointer. */
function ghostPlace(id: string, scene: Scene, room: ReadonlyMap<string, number>): Position {
  const { document, preview } = scene;
  const fed = fedBy(preview, document, id);
  if (fed === undefined) return preview?.layout.get(id) ?? ORIGIN;
  const { x, y } = standing(fed, scene);
  return { x, y: y + (room.get(fed) ?? 0) - GHOST_RISE };
}

function markOf(id: string, document: Document, preview: Document | null): Mark {
  if (!preview) return null;
  const [now, then] = [document.nodes.get(id), preview.nodes.get(id)];
  if (!now) return "new";
  if (!then) return "going";
  return sameJson(now.params, then.params) ? null : "changed";
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
    handles: NO_HANDLES,
    zIndex: -1,
  });
}

/** The old object where nothing changed; else the new one with what was measured of the old, or what is guessed. */
function reuse<T extends FlowNode>(old: T | undefined, fresh: T, guess: (fresh: T) => T = (same) => same): T {
  if (!old) return guess(fresh);
  const data = sameFields(old.data, fresh.data) ? old.data : fresh.data;
  const isGuess = (old.handles?.length ?? 0) > 0;
  const still =
    data === old.data &&
    old.selected === fresh.selected &&
    old.position.x === fresh.position.x &&
    old.position.y === fresh.position.y &&
    old.width === fresh.width &&
    old.height === fresh.height &&
    !(isGuess && isUnusual(old));
  if (still) return old;
  const now = { ...old, ...fresh, data };
  return isGuess ? guess(now) : now;
}

const byNode = again((report: Report | null): ReadonlyMap<string, readonly Finding[]> => {
  const found = new Map<string, readonly Finding[]>();
  for (const finding of report?.findings ?? []) {
    if (finding.node) found.set(finding.node, [...(found.get(finding.node) ?? []), finding]);
  }
  return found;
});
