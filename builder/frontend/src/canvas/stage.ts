/** What commands act on, and what a command is. */
import type { Catalog } from "../catalog/catalog";
import type { Level } from "../document/level";
import type { Size } from "../document/tidy";
import type { Position } from "../document/types";
import type { Project } from "../project/project";
import type { IconName } from "./icons";
import type { View } from "./view";

/** What commands act on. */
export interface Stage {
  readonly project: Project;
  readonly view: View;
  readonly editable: boolean;
  readonly catalog: Catalog;
  /** What stands where one is. */
  level(): Level;
  sizes(): ReadonlyMap<string, Size>;
  center(): Position;
  fit(): void;
  /** Bring a card into view. */
  show(id: string): void;
  zoom(direction: 1 | -1): void;
  find(): void;
  code(): void;
}

export interface Command {
  readonly name: string;
  readonly title: string;
  /** What is said about it beside its title. */
  readonly sentence: string;
  readonly keys: readonly string[];
  /** Which part of the toolbar shows it, if any. */
  readonly place?: "history" | "arrange" | "node" | "view" | "zoom";
  /** What stands on its button in place of the title. */
  readonly icon?: IconName;
  readonly edits: boolean;
  when?(stage: Stage): boolean;
  on?(stage: Stage): boolean;
  run(stage: Stage): void;
}
