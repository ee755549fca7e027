/** What one person looks at in a project: selection, viewport, open sections. Kept while pages change, shared with nobody. */
import type { Viewport } from "@xyflow/react";
import type { Box } from "../document/held";
import type { Refused } from "../document/pack";
import type { Document } from "../document/types";
import { createStore, type Store } from "../project/store";
import type { MeasureName } from "./analysis/measures";
import { type Guides, NO_GUIDES } from "./arranging/snapping";
import { snapSwitch } from "./arranging/snapSwitch";
import type { Open } from "./commanding/open";
import type { Place } from "./place";
import { type Asked, NOT_TRACING, type Tracing } from "./sampling/trace";

export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly wires: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  readonly frames: ReadonlySet<string>;
}

export const NOTHING: Selection = { nodes: new Set(), wires: new Set(), notes: new Set(), frames: new Set() };

/** How many layers, notes and frames: what moves and is copied. */
export const sizeOf = ({ nodes, notes, frames }: Sized): number => nodes.size + notes.size + frames.size;

type Sized = Readonly<Record<"nodes" | "notes" | "frames", { readonly size: number }>>;

/** A sentence that goes by itself, perhaps with what can be done about it. */
export interface Said extends Refused {
  readonly act?: { readonly title: string; run(): void };
}

export interface View {
  readonly selection: Store<Selection>;
  /** A document to be shown in place of the real one: what a fix would do. */
  readonly preview: Store<Document | null>;
  readonly labels: Store<Labels>;
  /** What the heat map measures. */
  readonly heat: Store<MeasureName>;
  /** Which sample is looked at on its way through the network. */
  readonly sample: Store<Asked | null>;
  /** What it becomes there. */
  readonly tracing: Store<Tracing>;
  readonly drawer: Store<Drawer | null>;
  readonly drawerHeight: Store<number>;
  readonly shelf: Store<Shelf>;
  readonly closedGroups: Store<ReadonlySet<string>>;
  /** Where one stands: at the top, or in a block. */
  readonly place: Store<Place>;
  /** The instance whose block is being named on its card. */
  readonly naming: Store<string | null>;
  /** Why something was not done, or what was. */
  readonly notice: Store<Said | null>;
  /** What floats open over the canvas; one thing at a time. */
  readonly open: Store<Open | null>;
  /** Whether the small map of the whole is shown. */
  readonly overview: Store<boolean>;
  /** The finding to which one went last. */
  readonly toured: Store<string>;
  /** What was done by a key and is seen otherwise alone; told to those who listen. */
  readonly told: Store<string>;
  /** Whether things are on their way to new places. */
  readonly gliding: Store<boolean>;
  /** Whether what is dragged comes to rest at what stands near. */
  readonly snap: Store<boolean>;
  /** What it rests at now. */
  readonly guides: Store<Guides>;
  /** What notes and frames came to where they were resized, by the id that React Flow has for them. */
  readonly resized: Map<string, Box>;
  /** Whether the kinds that can replace what is selected are shown. */
  readonly replacing: Store<boolean>;
  /** Nodes that are to be brought into view where none of them is. */
  readonly reveal: Store<readonly string[]>;
  /** What was last seen of each level, by block; the top is the empty text. */
  readonly viewports: Map<string, Viewport>;
}

/** What stands on the canvas beside the cards: shapes on the wires, what each layer costs, or how heavy it is. */
export type Labels = "shapes" | "cost" | "heat";

/** What can be open beneath the canvas: all findings, or the table of all layers. */
export type Drawer = "findings" | "layers";

/** Which part of the palette is open. */
export type Shelf = "suited" | "blocks" | "all";

const views = new Map<string, View>();

/** The view of a project: the same object on every visit of the page. */
export function viewOf(project: string): View {
  const found = views.get(project);
  if (found) return found;
  const made: View = {
    selection: createStore(NOTHING),
    preview: createStore<Document | null>(null),
    labels: createStore<Labels>("shapes"),
    heat: createStore<MeasureName>("multiply_adds"),
    sample: createStore<Asked | null>(null),
    tracing: createStore(NOT_TRACING),
    drawer: createStore<Drawer | null>(null),
    drawerHeight: createStore(240),
    shelf: createStore<Shelf>("suited"),
    closedGroups: createStore<ReadonlySet<string>>(new Set()),
    place: createStore<Place>({ block: null, path: [] }),
    naming: createStore<string | null>(null),
    notice: createStore<Said | null>(null),
    open: createStore<Open | null>(null),
    overview: createStore(true),
    toured: createStore(""),
    told: createStore("", () => false),
    gliding: createStore(false),
    snap: snapSwitch,
    guides: createStore(NO_GUIDES),
    resized: new Map(),
    replacing: createStore(false),
    reveal: createStore<readonly string[]>([]),
    viewports: new Map(),
  };
  views.set(project, made);
  return made;
}

/** Select exactly these nodes. */
export function selectNodes(view: View, ids: Iterable<string>): void {
  view.selection.set({ ...NOTHING, nodes: new Set(ids) });
}
