/** What a row of the outline says: to those who see it, and to those who hear it. Pure. */
import { entryOf, titleOf } from "../../catalog/blocks";
import type { Catalog } from "../../catalog/catalog";
import { wiresInto } from "../../document/graph";
import type { PlacedNode } from "../../document/types";
import { shapeText } from "../../format";
import { isProblem, type Report } from "../../project/report";
import { t } from "../../words/words";
import { findingsInside } from "../blocks/findings";
import { layerName, listed, sourcesOf } from "../keyboard/names";
import { reportKey } from "../place";
import type { Row } from "./rows";

export interface Facts {
  readonly title: string;
  /** What it is, where the title does not say so; else its id. */
  readonly kind: string;
  readonly shape: string;
  /** What it takes from, where that is not the row above alone. */
  readonly from: string;
  /** The node that a row stands for; nothing for a frame, which has a hue, and a note. */
  readonly node: PlacedNode | null;
  readonly hue: number | null;
  readonly problems: number;
  readonly advice: number;
  /** What a listener hears. */
  readonly name: string;
}

const PLAIN = { kind: "", shape: "", from: "", node: null, hue: null, problems: 0, advice: 0 };

export function factsOf(row: Row, report: Report | null, catalog: Catalog): Facts {
  if (row.part === "notes") return noteFacts(row);
  if (row.part === "frames") return frameFacts(row);
  const { id, level, place, before } = row;
  const node = level.nodes.get(id);
  if (!node) return { ...PLAIN, title: id, name: id };
  const known = report?.nodes[reportKey(place, id)];
  const inner = node.uses === null ? [] : findingsInside({ document: level, place, report }, id);
  const found = [...(report?.findings.filter((each) => each.node === id) ?? []), ...inner];
  const problems = found.filter(isProblem).length;
  const advice = found.length - problems;
  const title = titleOf(node, level.whole, catalog);
  const kind = entryOf(node, level.whole, catalog)?.title ?? node.kind;
  const [wire, ...more] = wiresInto(id, node);
  const straight = wire !== undefined && !more.length && wire.source.node === before && wire.source.output === 0;
  return {
    title,
    kind: title === kind ? id : kind,
    shape: known?.outputs[0] ? shapeText(known.outputs[0].shape) : "",
    from: straight ? "" : listed(sourcesOf(level, id, catalog)),
    node,
    hue: null,
    problems,
    advice,
    name: layerName({ id, node, level, catalog, report: known, problems, advice }),
  };
}

/** Whether a row is meant by what was typed: by its title, kind or id. */
export function isMeant({ part, id, level }: Row, words: string, catalog: Catalog): boolean {
  const wanted = words.trim().toLowerCase();
  const node = part === "nodes" ? level.nodes.get(id) : undefined;
  const texts = node
    ? [titleOf(node, level.whole, catalog), node.kind, id]
    : [(part === "frames" ? level.frames : level.notes).get(id)?.text ?? ""];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function frameFacts({ id, level }: Row): Facts {
  const frame = level.frames.get(id);
  const name = frame?.text ? t("Frame {name}", { name: frame.text }) : t("Frame");
  return { ...PLAIN, title: frame?.text || t("Frame"), hue: frame?.hue ?? null, name };
}

function noteFacts({ id, level }: Row): Facts {
  const [text = ""] = (level.notes.get(id)?.text ?? "").trim().split("\n");
  return { ...PLAIN, title: text || t("Note"), name: text ? t("Note {text}", { text }) : t("Note") };
}
