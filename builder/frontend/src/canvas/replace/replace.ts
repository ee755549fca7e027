/** Replaces what is selected by another kind, and says what did not come along. */
import { blockEntry, entryOf } from "../../catalog/blocks";
import type { Catalog, Entry } from "../../catalog/catalog";
import type { Level } from "../../document/level";
import { counted, t } from "../../words/words";
import { refusal } from "../blocks/adding";
import { layersFor } from "../palette/search";
import type { Stage } from "../stage";
import { type Lost, replaceable, replaced } from "./replaced";

/** Replace these nodes, as one step; for pickers and menus of kinds. */
export function replaceWith(stage: Stage, ids: readonly string[], entry: Entry): void {
  const { view, project, catalog } = stage;
  const made = replaced(stage.level(), ids, entry, catalog);
  view.replacing.set(false);
  if ("sentence" in made) return view.notice.set(made);
  project.edit(made.edits);
  const lost = lostText(made.lost);
  const title = t(entry.title);
  const sentence = lost ? t("Replaced by {kind}. Not kept: {lost}.", { kind: title, lost }) : "";
  view.notice.set(sentence ? { sentence } : null);
  view.told.set(sentence || t("Replaced by {kind}; everything was kept.", { kind: title }));
}

/** What does not come along, in words; empty where all does. */
export function lostText({ settings, wires, shares }: Lost): string {
  const named =
    settings.length > MOST_NAMED ? [counted(settings.length, "{count} setting", "{count} settings")] : settings;
  return [
    ...named,
    ...(wires ? [counted(wires, "{count} wire", "{count} wires")] : []),
    ...(shares ? [t("shared weights")] : []),
  ].join(", ");
}

const MOST_NAMED = 4;

/** Why nothing that is selected can be replaced; nothing where it can. */
export function replaceRefusal(stage: Stage): string | null {
  const level = stage.level();
  const ids = [...stage.view.selection.get().nodes].filter((id) => level.nodes.has(id));
  if (!ids.length) return t("No layer is selected.");
  if (!ids.every((id) => replaceable(level, id, stage.catalog))) {
    return t("Ends of a network or a block stay what they are: remove them and add others.");
  }
  return kindOf(level, ids) === null ? t("Select layers of one kind.") : null;
}

/** The kind, or the block, that all these nodes are of; nothing where they differ. */
export function kindOf({ nodes }: Level, ids: readonly string[]): string | null {
  const kinds = new Set(ids.map((id) => `${nodes.get(id)?.kind}/${nodes.get(id)?.uses ?? ""}`));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : null;
}

/** The kinds that can take the place of a node of this level: those of its group first. */
export function candidates(
  level: Level,
  id: string,
  catalog: Catalog,
): { like: readonly Entry[]; others: readonly Entry[] } {
  const node = level.nodes.get(id);
  const from = node && entryOf(node, level.whole, catalog);
  const layers = layersFor(catalog.layers(), level.block !== null).filter(({ layer }) => layer !== false);
  const blocks = [...level.whole.blocks.keys()].filter((block) => !refusal(level, block));
  const all = [...layers, ...blocks.map((block) => blockEntry(block, level.whole, catalog))];
  const rest = all.filter(({ kind, uses }) => kind !== node?.kind || (uses ?? null) !== node.uses);
  return {
    like: rest.filter(({ group }) => group === from?.group),
    others: rest.filter(({ group }) => group !== from?.group),
  };
}
