/** All that the palette of commands offers: commands, pages, layers to add, and nodes to go to. */
import { entryOf, titleOf } from "../../catalog/blocks";
import type { Document, PlacedNode } from "../../document/types";
import { barStore } from "../../project/bar";
import { t } from "../../words/words";
import { goTo } from "../commanding/going";
import { COMMANDS, perform, refusalOf, shortcutText } from "../commands";
import { GROUPS, type Group, type Stage } from "../stage";
import { layerOffers, type Shelves } from "./layers";
import type { Offer } from "./offer";
import { outputsIn } from "./placing";
import { recent, remember } from "./recent";

/** Commands in the order of their groups, what was taken last before all others. */
export function commandOffers(stage: Stage): readonly Offer[] {
  const last = recent();
  const offers = [...commands(stage), ...inBar()].map((offer) => remembered(offer));
  const rank = ({ id }: Offer) => (last.includes(id) ? last.indexOf(id) : last.length);
  return offers
    .map((offer) => (last.includes(offer.id) ? { ...offer, heading: t("Recent") } : offer))
    .sort((one, other) => rank(one) - rank(other));
}

/** What is offered beside the commands once something is typed. */
export function furtherOffers(stage: Stage, shelves: Shelves): readonly Offer[] {
  return [...(stage.editable ? additions(stage, shelves) : []), ...nodeOffers(stage)];
}

/** Every node of the network, on whatever level it stands: those of this level first, from above. */
export function nodeOffers(stage: Stage): readonly Offer[] {
  const { project, catalog } = stage;
  const whole = project.document.get();
  const { block } = stage.level();
  const depth = (node: PlacedNode) => (node.block === block ? 0 : 1);
  const at = (id: string) => whole.layout.get(id) ?? { x: 0, y: 0 };
  return [...whole.nodes]
    .sort(([one, a], [other, b]) => depth(a) - depth(b) || at(one).y - at(other).y || at(one).x - at(other).x)
    .map(([id, node]) => {
      const title = titleOf(node, whole, catalog);
      const kind = entryOf(node, whole, catalog)?.title ?? node.kind;
      return {
        id: `node ${id}`,
        verb: t("Go to"),
        title,
        sentence: whereabouts(id, title, node, whole, kind),
        kind: id,
        mark: node,
        search: [node.kind],
        run: () => goTo(stage, id),
      };
    });
}

/** What is beside a title that several nodes may have: of which kind it is, its id, and in which block. */
function whereabouts(id: string, title: string, { block }: PlacedNode, { blocks }: Document, kind: string): string {
  const inside = block === null ? "" : blocks.get(block)?.name || t("Block");
  return [kind, id, inside].filter((word) => word && word !== title).join(" · ");
}

function commands(stage: Stage): Offer[] {
  const order = Object.keys(GROUPS) as Group[];
  return COMMANDS.filter(({ name }) => name !== "palette")
    .sort((one, other) => order.indexOf(one.group) - order.indexOf(other.group))
    .map((each) => ({
      id: `command ${each.name}`,
      title: t(each.title),
      sentence: t(each.sentence),
      // Who reads another language may still know the English word.
      search: [each.title, ...(each.search ?? [])],
      hint: shortcutText(each),
      heading: t(GROUPS[each.group]),
      refusal: refusalOf(each, stage),
      fit: 3,
      run: () => void perform(each, stage),
    }));
}

/** What the top bar has: the pages, and the languages where there are several. */
function inBar(): Offer[] {
  const { pages, go, languages, speak } = barStore.get();
  const opened = pages.map(({ id, title }) => ({
    id: `page ${id}`,
    verb: t("Open page"),
    title: t(title),
    sentence: "",
    search: ["open", "page", title],
    heading: t("Pages"),
    fit: 2,
    run: () => go(id),
  }));
  const spoken = languages.map(({ id, title }) => ({
    id: `language ${id}`,
    verb: t("Language"),
    title,
    sentence: "",
    search: ["language", "sprache"],
    heading: t("Languages"),
    fit: 2,
    run: () => speak(id),
  }));
  return [...opened, ...(languages.length > 1 ? spoken : [])];
}

function additions({ view, project }: Stage, shelves: Shelves): Offer[] {
  const selected = [...view.selection.get().nodes];
  const outputOf = outputsIn(project.report.get(), view.place.get());
  return layerOffers(shelves, { from: null, place: null, selected, outputOf }).map((offer) =>
    remembered({ ...offer, verb: t("Add"), search: ["add", ...(offer.search ?? [])], fit: 1 }),
  );
}

const remembered = (offer: Offer): Offer => ({
  ...offer,
  run() {
    remember(offer.id);
    offer.run();
  },
});
