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

export interface Share {
  readonly copy?: string | null;
  readonly together?: string | null;
  /** Brings this workspace back in another browser. */
  readonly code?: string | null;
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
  readonly share?: Share | null;
  readonly person?: Person;
}
