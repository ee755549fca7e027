/** The kinds that can take the place of what is selected, as a search offers them: by their groups, its own first. */
import type { Entry } from "../../catalog/catalog";
import type { Level } from "../../document/level";
import { t } from "../../words/words";
import type { Offer } from "../finding/offer";
import type { Stage } from "../stage";
import { candidates, replaceWith } from "./replace";

export interface KindOffer extends Offer {
  readonly entry: Entry;
}

export function kindOffers(stage: Stage, level: Level, ids: readonly string[]): readonly KindOffer[] {
  const { catalog } = stage;
  const titles = new Map(catalog.groups.map(({ id, title }) => [id, title]));
  const { like, others } = candidates(level, ids[0] ?? "", catalog);
  return [...like, ...others].map((entry) => {
    const { kind, uses, title, group = "", purpose, sentence } = entry;
    const id = uses ?? kind;
    return {
      id,
      testid: `replace-by-${id}`,
      title: t(title),
      kind,
      sentence: t(purpose || sentence),
      ...(entry.search && { search: entry.search }),
      mark: { kind, uses },
      heading: t(titles.get(group) ?? "Blocks"),
      entry,
      run: () => replaceWith(stage, ids, entry),
    };
  });
}
