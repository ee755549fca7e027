/** What commands act on, and what a command is. */
import type { Catalog } from "../catalog/catalog";
import type { Level } from "../document/level";
import type { Refused } from "../document/pack";
import type { Position } from "../document/types";
import type { Project } from "../project/project";
import { message } from "../words/words";
import type { Spot } from "./commanding/open";
import type { Ink } from "./figure/ink";
import type { Added } from "./gestures";
import type { IconName } from "./icons";
import type { Selection, View } from "./view";

/** What commands act on. */
export interface Stage {
  readonly project: Project;
  readonly view: View;
  readonly editable: boolean;
  readonly catalog: Catalog;
  /** What stands where one is. */
  level(): Level;
  center(): Position;
  /** Show the whole level, or only what is selected. */
  fit(only?: Selection): void;
  /** Show the level as it is first seen: whole where it can be read so, else from where it begins. */
  open(): void;
  /** Bring a card into view. */
  show(id: string): void;
  /** Come nearer, go away, or show things at their own size. */
  zoom(direction: 1 | -1 | 0): void;
  code(): void;
  readonly codeShown: boolean;
  /** Where a search opens, and where what it finds is put: at the pointer where this rests on the empty canvas,
   * else, or if that is asked for, beside what is selected. */
  spot(where?: "beside"): Spot;
  /** What has the focus on the canvas. */
  focused(): Element | null;
  /** A point of the screen as one of the pane, and of the canvas. */
  onPane(point: Position): Position;
  onCanvas(point: Position): Position;
  /** Put what was found on the canvas, and select it; or say why it cannot be. */
  put(added: Added | Refused): void;
  /** The colours that are seen. */
  ink(): Ink | null;
  /** What the data are called that the network reads; empty without data. */
  readonly source: string;
}

/** Headings under which commands stand together: in the palette, among the keys and on the help page, in this order. */
export const GROUPS = {
  history: message("Undo and redo"),
  edit: message("Edit"),
  add: message("Add"),
  layer: message("Layers"),
  block: message("Blocks"),
  arrange: message("Arrange"),
  view: message("Show and hide"),
  zoom: message("Zoom"),
  go: message("Find and go"),
  file: message("Figures and files"),
} as const;

export type Group = keyof typeof GROUPS;

/** On what a context menu opens: `several` things that are selected, a `block` in place of a plain `node`, … */
export type Target = "canvas" | "node" | "block" | "wire" | "note" | "frame" | "several";

export interface Command {
  readonly name: string;
  readonly title: string;
  /** What is said about it beside its title. */
  readonly sentence: string;
  readonly keys: readonly string[];
  readonly group: Group;
  /** Other words by which one looks for it. */
  readonly search?: readonly string[];
  /** In which context menus it stands. */
  readonly menus?: readonly Target[];
  /** Which part of the toolbar shows it, if any. */
  readonly place?: "history" | "arrange" | "node" | "view" | "zoom";
  readonly icon?: IconName;
  /** What stands on its button in place of icon and title. */
  readonly face?: string;
  readonly edits: boolean;
  /** Whether its keys mean it also while one writes in a field. */
  readonly everywhere?: boolean;
  /** The browser tells of its keys by an event of its own, which is listened to elsewhere. */
  readonly byEvent?: boolean;
  /** Why it cannot be run now, in one sentence; nothing where it can. Cheap: it is asked often. */
  refusal?(stage: Stage): string | null;
  on?(stage: Stage): boolean;
  run(stage: Stage): void;
}
