import type { Edit } from "../document/types";
import type { Person } from "../project/presence";

export interface Page {
  readonly id: string;
  readonly title: string;
  /** Whether this step of the work is done; nothing where that is no question. */
  readonly ready?: boolean | null;
}

/** What a page wants changed in the document; the browser does it, so that it can be undone. */
export interface Request {
  readonly id: string;
  readonly edits: readonly Edit[];
}

/** What a link lets whoever opens it do: have a copy, look at the project, edit it. */
export type LinkKind = "copy" | "look" | "edit";

/** The addresses of the links that there are. */
export type Share = Readonly<Partial<Record<LinkKind, string>>>;

/** A language that the interface speaks, with its own name for itself. */
export interface Language {
  readonly id: string;
  readonly title: string;
}

/** What Python gives the top bar. */
export interface TopBarData {
  readonly project: string | null;
  readonly name?: string;
  readonly page: string;
  readonly pages: readonly Page[];
  readonly requests?: readonly Request[];
  readonly role?: "edit" | "look";
  readonly running?: string | null;
  readonly trainable?: boolean;
  /** Nothing before the first links were made. */
  readonly share?: Share | null;
  readonly owner?: boolean;
  readonly person?: Person;
  readonly languages?: readonly Language[];
}
