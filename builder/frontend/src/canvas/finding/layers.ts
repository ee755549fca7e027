/** Layers and blocks as things that a search offers to add, those first that fit where it was opened. */
import { blockEntry } from "../../catalog/blocks";
import type { Catalog, Entry } from "../../catalog/catalog";
import type { Kept } from "../../catalog/library";
import { INSTANCE } from "../../document/blocks";
import type { Level } from "../../document/level";
import type { Refused } from "../../document/pack";
import { t } from "../../words/words";
import { addBlock, refusal, type Source } from "../blocks/adding";
import type { Added } from "../gestures";
import { allBlocks, nameOf } from "../palette/choices";
import { layersFor } from "../palette/search";
import { fitOf, type Gap } from "./fit";
import type { Offer } from "./offer";
import { gapAt, putInto, type Wanted } from "./placing";

/** From what a search for layers makes its offers. */
export interface Shelves {
  readonly level: Level;
  readonly catalog: Catalog;
  /** The blocks from outside. */
  readonly kept: readonly Kept[];
  /** Of which kind the data is, if there is any. */
  readonly data: string | null;
  readonly put: (added: Added | Refused) => void;
}

/** Everything that can be added at a place, what fits best first; at a loose end nothing that cannot stand there. */
export function layerOffers(shelves: Shelves, wanted: Wanted): readonly Offer[] {
  const gap = gapAt(shelves.level, shelves.catalog, wanted);
  const offers = [...kinds(shelves, wanted, gap), ...blocks(shelves, wanted, gap)];
  const standing = wanted.from ? offers.filter((offer) => (offer.fit ?? 0) > 0) : offers;
  return standing.sort((one, other) => (other.fit ?? 0) - (one.fit ?? 0));
}

function kinds({ level, catalog, data, put }: Shelves, wanted: Wanted, gap: Gap): Offer[] {
  return layersFor(catalog.layers(), level.block !== null).map((entry) => ({
    ...said(entry),
    id: `add ${entry.kind}`,
    mark: entry,
    fit: worth(fitOf(entry, gap), entry, data),
    run: () => put(putInto(level, catalog, entry, wanted)),
  }));
}

/** The fit counts first, then how usual a kind is for this kind of data. */
function worth(fits: number, { suits = {} }: Entry, data: string | null): number {
  const usual = data === null ? Math.min(...Object.values(suits), MANY) : (suits[data] ?? MANY);
  return fits && fits + (MANY - usual) / (MANY + 1);
}

const MANY = 100;

function said({ title, sentence, kind, purpose, search }: Entry): Pick<Offer, "title" | "sentence" | "kind"> {
  return { title, kind, sentence: t(purpose || sentence), ...(search && { search }) };
}

function blocks({ level, catalog, kept, put }: Shelves, wanted: Wanted, gap: Gap): Offer[] {
  return allBlocks(level.whole, catalog, kept).map((choice) => ({
    id: `add block ${nameOf(choice)}`,
    title: choice.title,
    sentence: choice.sentence,
    hint: t("block"),
    mark: { kind: INSTANCE, uses: choice.title },
    fit: blockFit(choice.source, level, catalog, gap),
    refusal: typeof choice.source === "string" ? refusal(level, choice.source) : null,
    run: () => put(addBlock(level, choice.source, catalog, (here, entry) => putInto(here, catalog, entry, wanted))),
  }));
}

/** The number of axes that ready-made blocks of a family are made for, with the batch. */
const RANKS: Readonly<Record<string, number>> = { pictures: 4, sequences: 3 };

/** Ports of a block take whatever comes; what it is made for is known of ready-made ones only. */
function blockFit(source: Source, level: Level, catalog: Catalog, gap: Gap): number {
  if (typeof source === "string") return Math.min(1, fitOf(blockEntry(source, level.whole, catalog), gap));
  const made = fitOf(blockEntry(source.block, source.document, catalog), gap);
  const rank = gap.gives?.output?.shape.length;
  const meant = RANKS[source.family];
  if (rank === undefined || meant === undefined) return Math.min(1, made);
  return rank === meant ? Math.min(1.5, made) : 0;
}
