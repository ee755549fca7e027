/** The blocks that can be put on the canvas: the project's own, the person's, and ready-made ones. */
import { blockEntry } from "../../catalog/blocks";
import type { Catalog } from "../../catalog/catalog";
import type { Kept } from "../../catalog/library";
import type { Document } from "../../document/types";
import { counted } from "../../words/words";
import type { Source } from "../blocks/adding";

export interface Own {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
}

/** A block with what is searched for in it. */
export interface Choice {
  readonly source: Source;
  readonly title: string;
  readonly sentence: string;
}

/** The project's own blocks. */
export function ownBlocks(document: Document, catalog: Catalog): readonly Own[] {
  return [...document.blocks].map(([id, { help }]) => {
    const { title } = blockEntry(id, document, catalog);
    return { id, title, sentence: help || sizeOf(document, id) };
  });
}

/** Every block. */
export function allBlocks(document: Document, catalog: Catalog, kept: readonly Kept[]): readonly Choice[] {
  return [
    ...ownBlocks(document, catalog).map(({ id, ...said }) => ({ source: id, ...said })),
    ...kept.map((each) => ({ source: each, title: each.title, sentence: sentenceOf(each) })),
  ];
}

/** What tells a block from all others. */
export const nameOf = ({ source }: Choice): string =>
  typeof source === "string" ? source : `${source.from} ${source.id}`;

/** What is said about a block from outside. */
export const sentenceOf = ({ document, block, sentence }: Kept): string =>
  sentence || document.blocks.get(block)?.help || sizeOf(document, block);

const PORTS = new Set(["BlockInput", "BlockOutput"]);

function sizeOf({ nodes }: Document, id: string): string {
  const layers = [...nodes.values()].filter(({ block, kind }) => block === id && !PORTS.has(kind)).length;
  return counted(layers, "{count} layer", "{count} layers");
}
