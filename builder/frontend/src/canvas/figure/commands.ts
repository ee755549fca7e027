/** Commands that save what is drawn as a figure. */

import { levelOf } from "../../document/level";
import { message, t } from "../../words/words";
import { heatOf, MEASURES } from "../analysis/measures";
import { inside } from "../place";
import type { Command, Stage, Target } from "../stage";
import { sizeOf } from "../view";
import { drawFigure, type Figure } from "./figure";
import { type Ink, onPaper } from "./ink";
import { fileName, measuring, savePng, saveSvg } from "./save";

const MENUS: readonly Target[] = ["canvas", "block", "several"];
const WHAT = message("Of what is selected, of the inside of a selected block, else of all that is here");

const figure = (
  name: string,
  title: string,
  key: string,
  png: boolean,
  paper: boolean,
  menus: readonly Target[] = [],
): Command => ({
  name,
  title,
  sentence: WHAT,
  keys: [key],
  group: "file",
  menus,
  edits: false,
  refusal: (stage) => (stage.level().nodes.size ? null : t("There is no layer here yet.")),
  run: (stage) => void save(stage, png, paper),
});

export const FIGURES: readonly Command[] = [
  figure("figure-svg", message("Save figure as SVG"), "mod+shift+e", false, false, MENUS),
  figure("figure-png", message("Save figure as PNG"), "mod+alt+e", true, false, MENUS),
  figure("figure-svg-print", message("Save figure for print as SVG"), "alt+shift+e", false, true),
  figure("figure-png-print", message("Save figure for print as PNG"), "mod+alt+shift+e", true, true),
];

async function save(stage: Stage, png: boolean, paper: boolean): Promise<void> {
  const ink = stage.ink();
  if (!ink) return; // the canvas has left the page
  const { figure: drawn, name } = drawnBy(stage, paper ? onPaper(ink) : ink);
  if (!png) return saveSvg(drawn, name);
  try {
    await savePng(drawn, name);
  } catch {
    stage.view.notice.set({ sentence: t("This browser cannot draw so large a picture. Save the figure as SVG.") });
  }
}

/** The figure of what is meant, and the name of its file. */
function drawnBy(stage: Stage, ink: Ink): { readonly figure: Figure; readonly name: string } {
  const { project, view, catalog } = stage;
  const document = project.document.get();
  const selection = view.selection.get();
  const [first] = selection.nodes;
  const into = sizeOf(selection) === 1 && first !== undefined ? inside(document, view.place.get(), first) : null;
  const place = into ?? view.place.get();
  const only = into || sizeOf(selection) < 2 ? null : selection;
  const level = levelOf(document, place.block);
  const report = project.report.get();
  const drawn = drawFigure({
    scene: {
      document: level,
      place,
      report,
      catalog,
      labels: view.labels.get(),
      heat: heatOf(view.labels.get(), view.heat.get(), level.nodes, report, place),
    },
    only,
    measure: measuring(),
    ink,
    heated: t(MEASURES[view.heat.get()].title),
    catalog,
    source: stage.source,
  });
  const block = place.block === null ? "" : (document.blocks.get(place.block)?.name ?? place.block);
  return { figure: drawn, name: fileName([document.name, block].filter(Boolean).join(" - ")) };
}
