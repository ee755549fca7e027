/** Commands on nodes: share their layer, keep their weights, pass them by, put a frame around them. */

import type { Edit, PlacedNode } from "../document/types";
import { message, t } from "../words/words";
import { frameAround } from "./frames/frames";
import { freezable, isLayer, link, linkable, linked, ownerOf, unlink, withOwner } from "./linking/links";
import type { Command, Stage } from "./stage";
import { NOTHING } from "./view";

type Switch = "frozen" | "disabled";

export const NODE_COMMANDS: readonly Command[] = [
  {
    name: "share",
    title: message("Share weights"),
    icon: "chain",
    sentence: message("Share weights: let the selected layers of one kind be one layer, used several times"),
    keys: ["s"],
    group: "layer",
    menus: ["several"],
    place: "node",
    edits: true,
    refusal: unlinkable,
    run: (stage) => stage.project.edit(link(stage.level(), chosen(stage))),
  },
  {
    name: "unlink",
    title: message("Unlink"),
    icon: "unchain",
    sentence: message("Unlink: give each a layer of its own, with the same settings"),
    keys: ["shift+s"],
    group: "layer",
    menus: ["node", "several"],
    place: "node",
    edits: true,
    refusal: (stage) =>
      linked(stage.level().nodes, chosen(stage)) ? null : t("No selected layer shares its weights with another."),
    run: (stage) => stage.project.edit(unlink(stage.level().nodes, chosen(stage), stage.catalog)),
  },
  {
    name: "freeze",
    title: message("Freeze"),
    icon: "lock",
    sentence: message("Freeze: training leaves the weights as they are"),
    keys: ["l"],
    group: "layer",
    menus: ["node", "several"],
    place: "node",
    edits: true,
    refusal: (stage) => (switchable(stage, "frozen").length ? null : t("No selected layer has weights that learn.")),
    on: (stage) => isOn(stage, "frozen"),
    run: (stage) => turn(stage, "frozen"),
  },
  {
    name: "disable",
    title: message("Disable"),
    icon: "bypass",
    sentence: message("Disable: what comes in is passed on, as if the layer were not there"),
    keys: ["b"],
    group: "layer",
    menus: ["node", "several"],
    place: "node",
    edits: true,
    refusal: noLayer,
    on: (stage) => isOn(stage, "disabled"),
    run: (stage) => turn(stage, "disabled"),
  },
  {
    name: "frame",
    title: message("Frame"),
    sentence: message("Put a titled frame around what is selected, or an empty one"),
    keys: ["g"],
    group: "add",
    menus: ["canvas", "node", "several"],
    place: "arrange",
    edits: true,
    run: addFrame,
  },
];

const chosen = (stage: Stage) => [...stage.view.selection.get().nodes].filter((id) => stage.level().nodes.has(id));

function layersOf(stage: Stage): readonly [string, PlacedNode][] {
  const { nodes } = stage.level();
  return chosen(stage).flatMap((id): [string, PlacedNode][] => {
    const node = withOwner(nodes, id, stage.catalog);
    return node && isLayer(stage.catalog, node) ? [[id, node]] : [];
  });
}

function noLayer(stage: Stage): string | null {
  return layersOf(stage).length ? null : t("No layer is selected.");
}

function unlinkable(stage: Stage): string | null {
  const { nodes } = stage.level();
  if (linkable(nodes, chosen(stage), stage.catalog)) return null;
  if (chosen(stage).length < 2) return t("Select two or more layers of one kind.");
  return t("These cannot share: layers of one kind can, which do not share already.");
}

/** The selected layers that can be switched so. */
function switchable(stage: Stage, field: Switch): readonly [string, PlacedNode][] {
  return layersOf(stage).filter(([, node]) => field === "disabled" || freezable(stage.catalog, node));
}

function isOn(stage: Stage, field: Switch): boolean {
  const nodes = switchable(stage, field);
  return nodes.length > 0 && nodes.every(([, node]) => node[field]);
}

/** A shared layer is frozen by its owner; each node is passed by for itself. */
function turn(stage: Stage, field: Switch): void {
  const value = !isOn(stage, field);
  const { nodes } = stage.level();
  const ids = switchable(stage, field).map(([id]) => (field === "frozen" ? ownerOf(nodes, id) : id));
  stage.project.edit([...new Set(ids)].map((node): Edit => ({ edit: "set_field", node, field, value })));
}

function addFrame(stage: Stage): void {
  const { nodes, notes } = stage.view.selection.get();
  const { id, frame } = frameAround(stage.level(), [...nodes], [...notes], stage.center());
  stage.project.edit([{ edit: "set_frame", id, frame }]);
  stage.view.selection.set({ ...NOTHING, frames: new Set([id]) });
}
