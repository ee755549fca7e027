/** Blocks that come from outside the project: ready-made ones, and the person's own. */

import * as Y from "yjs";
import { readDocument } from "../document/read";
import type { Document, JsonObject } from "../document/types";
import { writeDocument } from "../document/write";
import { httpAddress } from "../project/address";
import { createStore } from "../project/store";
import { type Carried, t, told } from "../words/words";

/** A block that can be brought into a project. */
export interface Kept {
  readonly id: string;
  readonly from: "ready" | "mine";
  readonly title: string;
  readonly sentence: string;
  /** Under which heading it stands. */
  readonly family: string;
  readonly document: Document;
  /** Which of the document's blocks is meant. */
  readonly block: string;
}

export const readyStore = createStore<readonly Kept[]>([]);
export const mineStore = createStore<readonly Kept[]>([]);

interface Sent {
  readonly id: string;
  readonly name: string;
  readonly sentence?: string;
  readonly family?: string;
  readonly block: string;
  readonly document: JsonObject;
}

let asked = false;

/** Fetch both, once. */
export function fetchLibrary(): void {
  if (asked) return;
  asked = true;
  void load("blocks.json", "ready").then(readyStore.set);
  void fetchMine();
}

async function fetchMine(): Promise<void> {
  mineStore.set(await load("api/library", "mine"));
}

async function load(path: string, from: Kept["from"]): Promise<readonly Kept[]> {
  const answer = await fetch(httpAddress(path)).catch(() => null);
  if (!answer?.ok) return [];
  const { blocks } = (await answer.json()) as { readonly blocks: readonly Sent[] };
  return blocks.map((sent) => kept(sent, from));
}

/** Keep a block in one's own library; what comes back is a sentence where that was refused. */
export async function keep(document: JsonObject, block: string): Promise<string> {
  const answer = await fetch(httpAddress("api/library"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ block, document }),
  }).catch(() => null);
  if (answer?.ok) await fetchMine();
  if (answer?.ok) return "";
  const said = (await answer?.json().catch(() => null)) as
    | (Carried & { readonly sentence?: string })
    | null
    | undefined;
  return (said && told(said, "sentence")) || t("The server could not be reached, so the block was not kept.");
}

/** Take a block out of one's own library; what comes back is a sentence where that failed. Projects keep their copies. */
export async function forget(id: string): Promise<string> {
  const path = `api/library/${encodeURIComponent(id)}`;
  const answer = await fetch(httpAddress(path), { method: "DELETE" }).catch(() => null);
  await fetchMine();
  return answer ? "" : t("The server could not be reached, so the block stays in your library.");
}

function kept({ id, name, sentence = "", family = "", block, document }: Sent, from: Kept["from"]): Kept {
  const doc = new Y.Doc();
  writeDocument(doc, document, () => false);
  return { id, from, title: name, sentence, family, block, document: readDocument(doc) };
}
