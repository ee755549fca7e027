/** Commands for those who use no mouse: from thing to thing, along the wires, and wiring from a list. */
import { message, t } from "../../words/words";
import { firstPort, searchAfter, searchBefore } from "../finding/around";
import type { Command, Stage } from "../stage";
import { sizeOf } from "../view";
import { askCut, askSource, askTarget } from "./asking";
import { exchange } from "./exchange";
import { focusStop, inspectionOf } from "./focus";
import { flowOrder } from "./order";
import { entrance, follow, type Stop, stopsOf, type Way } from "./stops";

const WAYS: readonly (readonly [Way, string])[] = [
  ["down", message("Go along the wires: down")],
  ["up", message("Go along the wires: up")],
  ["left", message("Go along the wires: to the left")],
  ["right", message("Go along the wires: to the right")],
];

const alone = (sentence: string, title = sentence) => ({ title, sentence });

export const KEYBOARD_COMMANDS: readonly Command[] = [
  ...WAYS.map(
    ([way, sentence]): Command => ({
      name: `follow-${way}`,
      ...alone(sentence),
      keys: [`alt+arrow${way}`],
      group: "go",
      edits: false,
      refusal: nothingHere,
      run: (stage) => along(stage, way),
    }),
  ),
  {
    name: "next",
    ...alone(message("Go to the next layer, note or frame")),
    keys: ["alt+pagedown"],
    group: "go",
    edits: false,
    refusal: nothingHere,
    run: (stage) => step(stage, 1),
  },
  {
    name: "previous",
    ...alone(message("Go to the layer, note or frame before")),
    keys: ["alt+pageup"],
    group: "go",
    edits: false,
    refusal: nothingHere,
    run: (stage) => step(stage, -1),
  },
  {
    name: "first",
    ...alone(message("Go to the first layer")),
    keys: ["home"],
    group: "go",
    edits: false,
    refusal: nothingHere,
    run: (stage) => arrive(stage, stopsOf(stage.level())[0]),
  },
  {
    name: "last",
    ...alone(message("Go to the last layer")),
    keys: ["end"],
    group: "go",
    edits: false,
    refusal: nothingHere,
    run: (stage) => arrive(stage, lastLayer(stage)),
  },
  {
    name: "connect-to",
    ...alone(message("Choose from a list where the output of the layer goes"), message("Connect to…")),
    keys: ["w"],
    group: "layer",
    menus: ["node"],
    edits: true,
    refusal: notOneLayer,
    run: (stage) => withLayer(stage, (id) => askTarget(stage, id)),
  },
  {
    name: "connect-from",
    ...alone(message("Choose from a list what the layer takes its input from"), message("Connect from…")),
    keys: ["shift+w"],
    group: "layer",
    menus: ["node"],
    edits: true,
    refusal: notOneLayer,
    run: (stage) => withLayer(stage, (id) => askSource(stage, id)),
  },
  {
    name: "cut-wire",
    ...alone(message("Choose a wire of the layer and cut it"), message("Cut a wire…")),
    keys: ["x"],
    group: "layer",
    menus: ["node"],
    edits: true,
    refusal: notOneLayer,
    run: (stage) => withLayer(stage, (id) => askCut(stage, id)),
  },
  {
    name: "add-after",
    ...alone(message("Choose a layer to put after this one"), message("Add after…")),
    keys: ["mod+enter"],
    group: "add",
    menus: ["node"],
    edits: true,
    refusal: notOneLayer,
    run: (stage) => withLayer(stage, (id) => searchAfter(stage, id)),
  },
  {
    name: "add-before",
    ...alone(message("Choose a layer to put before this one"), message("Add before…")),
    keys: ["mod+shift+enter"],
    group: "add",
    menus: ["node"],
    edits: true,
    refusal: takesNothing,
    run: (stage) => withLayer(stage, (id) => searchBefore(stage, id)),
  },
  {
    name: "earlier",
    ...alone(message("Change places with the layer before"), message("Move earlier")),
    keys: ["alt+shift+arrowup"],
    group: "layer",
    menus: ["node"],
    edits: true,
    refusal: notOneLayer,
    run: (stage) => withLayer(stage, (id) => moveInFlow(stage, id, "earlier")),
  },
  {
    name: "later",
    ...alone(message("Change places with the layer after"), message("Move later")),
    keys: ["alt+shift+arrowdown"],
    group: "layer",
    menus: ["node"],
    edits: true,
    refusal: notOneLayer,
    run: (stage) => withLayer(stage, (id) => moveInFlow(stage, id, "later")),
  },
  {
    name: "rename",
    ...alone(message("Give the layer a name, or change it"), message("Rename")),
    keys: ["f2"],
    group: "layer",
    menus: ["node"],
    edits: true,
    refusal: notOneLayer,
    run: ({ view }) => inspectionOf(view).set("name"),
  },
  {
    name: "inspect",
    ...alone(message("Go to the settings of what is selected"), message("Settings")),
    keys: ["i"],
    group: "go",
    edits: false,
    run: ({ view }) => inspectionOf(view).set("settings"),
  },
];

/** The one layer that is selected. */
function layerOf({ view, level }: Stage): string | undefined {
  const { nodes } = view.selection.get();
  const [id] = nodes;
  return nodes.size === 1 && id !== undefined && level().nodes.has(id) ? id : undefined;
}

function notOneLayer(stage: Stage): string | null {
  return layerOf(stage) === undefined ? t("Select one layer first.") : null;
}

function takesNothing(stage: Stage): string | null {
  const id = layerOf(stage);
  if (id === undefined) return notOneLayer(stage);
  return firstPort(stage, id) === undefined ? t("This layer takes nothing in.") : null;
}

function nothingHere({ level }: Stage): string | null {
  return sizeOf(level()) ? null : t("The canvas is empty.");
}

function withLayer(stage: Stage, run: (id: string) => void): void {
  const id = layerOf(stage);
  if (id !== undefined) run(id);
}

function arrive({ view }: Stage, stop: Stop | undefined): void {
  if (stop) focusStop(view, stop);
}

function along(stage: Stage, way: Way): void {
  const level = stage.level();
  const here = entrance(level, stage.view.selection.get());
  if (here?.part !== "nodes") return;
  // The first step only takes up what is there.
  const chosen = stage.view.selection.get().nodes.has(here.id);
  const next = chosen ? follow(level, here.id, way) : here.id;
  arrive(stage, { part: "nodes", id: next ?? here.id });
}

function step(stage: Stage, by: 1 | -1): void {
  const stops = stopsOf(stage.level());
  const here = entrance(stage.level(), stage.view.selection.get());
  const at = stops.findIndex(({ part, id }) => part === here?.part && id === here.id);
  arrive(stage, stops[Math.min(Math.max(at + by, 0), stops.length - 1)]);
}

function lastLayer(stage: Stage): Stop | undefined {
  const id = flowOrder(stage.level()).at(-1);
  return id === undefined ? stopsOf(stage.level()).at(-1) : { part: "nodes", id };
}

function moveInFlow(stage: Stage, id: string, way: "earlier" | "later"): void {
  const edits = exchange(stage.level(), id, way, stage.catalog);
  if ("sentence" in edits) return stage.view.notice.set(edits);
  stage.project.edit(edits);
}
