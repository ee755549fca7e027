/** A step in words, from what it changed: “delete 3 layers”. */
import { entryOf, titleOf } from "../../catalog/blocks";
import type { Catalog } from "../../catalog/catalog";
import { type Change, changeOf, type Difference, fieldsOf, settingsOf } from "../../document/change";
import type { Document, PlacedNode } from "../../document/types";
import { counted, message, t } from "../../words/words";

interface Step {
  readonly before: Document;
  readonly after: Document;
  readonly change: Change;
  readonly catalog: Catalog;
}

/** What the step from one state to the other did; the weightiest of it, where it did several things. */
export function stepText(before: Document, after: Document, catalog: Catalog): string {
  const step = { before, after, change: changeOf(before, after), catalog };
  return blockText(step) ?? nodeText(step) ?? areaText(step) ?? restText(step);
}

const named = (title: string) => `“${title}”`;

/** Blocks that are made and taken apart change where their layers stand. */
function blockText({ before, after, change }: Step): string | null {
  const carried = change.nodes.changed.filter((id) => before.nodes.get(id)?.block !== after.nodes.get(id)?.block);
  if (!carried.length) return null;
  const [made] = change.blocks.added;
  if (made !== undefined)
    return counted(carried.length, "make a block of {count} layer", "make a block of {count} layers");
  const [gone] = change.blocks.removed;
  return gone === undefined ? null : t("unpack {name}", { name: named(before.blocks.get(gone)?.name || t("Block")) });
}

function nodeText(step: Step): string | null {
  const { before, after, change, catalog } = step;
  const { added, removed, changed } = change.nodes;
  const title = (document: Document, id: string) =>
    named(titleOf(document.nodes.get(id) as PlacedNode, document, catalog));
  if (removed.length > 1) return counted(removed.length, "delete {count} layer", "delete {count} layers");
  if (removed[0] !== undefined) return t("delete {name}", { name: title(before, removed[0]) });
  if (added.length > 1) return counted(added.length, "add {count} layer", "add {count} layers");
  if (added[0] !== undefined) return t("add {name}", { name: title(after, added[0]) });
  if (changed.length) return changedText(step, changed);
  if (change.moved.length > 1) return counted(change.moved.length, "move {count} layer", "move {count} layers");
  return change.moved[0] === undefined ? null : t("move {name}", { name: title(after, change.moved[0]) });
}

const FIELDS: Partial<Record<keyof PlacedNode, string>> = {
  kind: message("replace {name}"),
  name: message("rename {name}"),
  inputs: message("wire {name}"),
  shares: message("share the weights of {name}"),
  frozen: message("freeze {name}"),
  disabled: message("disable {name}"),
};

function changedText({ before, after, catalog }: Step, ids: readonly string[]): string {
  const [id = ""] = ids;
  const [was, is] = [before.nodes.get(id) as PlacedNode, after.nodes.get(id) as PlacedNode];
  const fields = new Set(
    ids.flatMap((each) => fieldsOf(before.nodes.get(each) as PlacedNode, after.nodes.get(each) as PlacedNode)),
  );
  const name =
    ids.length > 1 ? counted(ids.length, "{count} layer", "{count} layers") : named(titleOf(is, after, catalog));
  const field = (Object.keys(FIELDS) as (keyof PlacedNode)[]).find((each) => fields.has(each));
  if (field !== undefined) return t(FIELDS[field] ?? "", { name });
  const [setting, ...more] = settingsOf(was, is);
  if (setting === undefined || more.length) return t("change {name}", { name });
  const param = entryOf(is, after, catalog)?.params?.find((each) => each.name === setting);
  return t("change {setting} of {name}", { setting: t(param?.label ?? setting), name });
}

function areaText({ change }: Step): string | null {
  return difference(change.notes, NOTES) ?? difference(change.frames, FRAMES);
}

const NOTES = [message("delete a note"), message("add a note"), message("change a note")] as const;
const FRAMES = [message("delete a frame"), message("add a frame"), message("change a frame")] as const;

function difference({ removed, added, changed }: Difference, [went, came, other]: readonly [string, string, string]) {
  if (removed.length) return t(went);
  if (added.length) return t(came);
  return changed.length ? t(other) : null;
}

function restText({ change }: Step): string {
  const { added, removed, changed } = change.blocks;
  if (added.length + removed.length + changed.length) return t("change a block");
  if (change.training) return t("change the training");
  if (change.data) return t("change the data");
  return change.name ? t("rename the project") : t("a change");
}
