/** Puts another kind in the place of nodes, keeping what fits: id, name, place, wires, settings, how they take part. Pure. */
import { entryOf } from "../../catalog/blocks";
import { type Catalog, type Entry, initialParams } from "../../catalog/catalog";
import type { Level } from "../../document/level";
import type { Refused } from "../../document/pack";
import type { Edit, JsonObject, PlacedNode } from "../../document/types";
import { t } from "../../words/words";
import { refusal } from "../blocks/adding";
import { freezable, handOver, isLayer, ownerOf, sharersOf, withOwner } from "../linking/links";
import { keptSettings } from "./settings";
import { rewired } from "./wiring";

/** What does not come along. */
export interface Lost {
  /** Labels of settings. */
  readonly settings: readonly string[];
  readonly wires: number;
  /** Whether some share their weights no more. */
  readonly shares: boolean;
}

export interface Replaced {
  readonly edits: readonly Edit[];
  readonly lost: Lost;
}

/** The edits by which nodes become of the kind of `entry`, or why they cannot. */
export function replaced(level: Level, ids: readonly string[], entry: Entry, catalog: Catalog): Replaced | Refused {
  const chosen = ids.filter((id) => replaceable(level, id, catalog));
  if (!chosen.length)
    return { sentence: t("Ends of a network or a block stay what they are: remove them and add others.") };
  const sentence = entry.uses === undefined ? null : refusal(level, entry.uses);
  if (sentence) return { sentence };
  const staying = keptGroups(level, new Set(chosen), entry);
  const made = chosen.map((id) => replacedNode(level, id, entry, { catalog, shares: staying.has(id) }));
  const left = new Set(chosen.filter((id) => !staying.has(id)));
  return {
    edits: [...handOver(level.nodes, left, catalog), ...made.flatMap(({ edits }) => edits)],
    lost: {
      settings: [...new Set(made.flatMap(({ settings }) => settings))],
      wires: made.reduce((sum, { wires }) => sum + wires, 0),
      shares: [...left].some((id) => ownerOf(level.nodes, id) !== id || sharersOf(level.nodes, id).length > 0),
    },
  };
}

/** Whether another kind can take a node's place: not that of the ends of a network or a block. */
export function replaceable({ nodes }: Level, id: string, catalog: Catalog): boolean {
  const node = nodes.get(id);
  return node !== undefined && isLayer(catalog, node);
}

/** Those whose whole group is replaced by a kind that has weights: they go on sharing. */
function keptGroups({ nodes }: Level, ids: ReadonlySet<string>, entry: Entry): ReadonlySet<string> {
  if (!entry.trainable && entry.uses === undefined) return new Set();
  return new Set(
    [...ids].filter((id) => {
      const owner = ownerOf(nodes, id);
      const group = [owner, ...sharersOf(nodes, owner)];
      return group.length > 1 && group.every((each) => ids.has(each));
    }),
  );
}

interface Terms {
  readonly catalog: Catalog;
  /** Whether it goes on sharing its layer. */
  readonly shares: boolean;
}

function replacedNode(level: Level, id: string, entry: Entry, { catalog, shares }: Terms) {
  const node = level.nodes.get(id) as PlacedNode;
  const used = (shares ? node : withOwner(level.nodes, id, catalog)) ?? node;
  const from = entryOf(used, level.whole, catalog);
  const kept = keptSettings(from, entry, used.params);
  const isOwner = !shares || ownerOf(level.nodes, id) === id;
  const params = { ...(isOwner ? initialParams(entry) : {}), ...kept.params };
  const wiring = rewired(level, id, from, entry, params);
  const frozen =
    used.frozen && freezable(catalog, { ...node, kind: entry.kind, uses: entry.uses ?? null, frozen: false });
  return {
    edits: [
      { edit: "set_field", node: id, field: "kind", value: entry.kind } as const,
      { edit: "set_field", node: id, field: "uses", value: entry.uses ?? null } as const,
      ...(entry.uses === undefined || node.uses === null
        ? [{ edit: "set_field", node: id, field: "repeat", value: null } as const]
        : []),
      ...(shares ? [] : [{ edit: "set_field", node: id, field: "shares", value: null } as const]),
      { edit: "set_field", node: id, field: "frozen", value: frozen } as const,
      ...settingsEdits(id, node.params, params),
      ...wiring.edits,
    ] satisfies Edit[],
    settings: kept.lost.map(({ label }) => t(label)),
    wires: wiring.lost,
  };
}

function settingsEdits(node: string, now: JsonObject, wanted: JsonObject): Edit[] {
  return [
    ...Object.keys(now)
      .filter((param) => !Object.hasOwn(wanted, param))
      .map((param): Edit => ({ edit: "unset_param", node, param })),
    ...Object.entries(wanted).map(([param, value]): Edit => ({ edit: "set_param", node, param, value })),
  ];
}
