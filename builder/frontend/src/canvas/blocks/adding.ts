/** Puts a block on the canvas: one of the project's own, or one that is brought in. */
import { blockEntry } from "../../catalog/blocks";
import type { Catalog, Entry } from "../../catalog/catalog";
import type { Kept } from "../../catalog/library";
import { holds } from "../../document/blocks";
import { bring } from "../../document/bring";
import { type Level, levelOf } from "../../document/level";
import type { Refused } from "../../document/pack";
import { t } from "../../words/words";
import type { Added } from "../gestures";
import { documentAfter } from "../preview";

/** What a dragged block carries: where it is from, and its id there. */
export const BLOCK_TYPE = "application/x-layerloom-block";

/** A block in the palette: the id of one of the project's own, or one from outside. */
export type Source = string | Kept;

/** Put a block down by one of the gestures that put a layer down; or why it cannot stand here. */
export function addBlock(
  level: Level,
  source: Source,
  catalog: Catalog,
  put: (level: Level, entry: Entry) => Added,
): Added | Refused {
  if (typeof source === "string") {
    const sentence = refusal(level, source);
    return sentence ? { sentence } : put(level, blockEntry(source, level.whole, catalog));
  }
  const { block, edits } = bring(level.whole, source.document, source.block);
  const sentence = refusal(level, block);
  if (sentence) return { sentence };
  const grown = levelOf(documentAfter(level.whole, edits, catalog), level.block);
  const added = put(grown, blockEntry(block, grown.whole, catalog));
  return { id: added.id, edits: [...edits, ...added.edits] };
}

/** Why a block cannot stand on this level: it would hold itself. */
export function refusal({ whole, block }: Level, uses: string): string | null {
  if (block === null || !holds(whole.nodes, uses, block)) return null;
  const name = (id: string) => `“${whole.blocks.get(id)?.name || t("Block")}”`;
  if (uses === block) return t("{uses} cannot stand inside itself.", { uses: name(uses) });
  return t("{uses} holds {block}, so it cannot stand inside it.", { uses: name(uses), block: name(block) });
}
