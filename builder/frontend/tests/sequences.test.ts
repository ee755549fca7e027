/** Whatever is done by commands, undone to the start gives the start, and redone to the end gives the end. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copied, cutOut, paste } from "../src/canvas/clipboard/clipboard";
import { COMMANDS, command, perform } from "../src/canvas/commands";
import { wireId } from "../src/canvas/edges";
import { intoWire } from "../src/canvas/intoWire";
import { replaceWith } from "../src/canvas/replace/replace";
import { NOTHING } from "../src/canvas/view";
import { type Entry, readCatalog } from "../src/catalog/catalog";
import { instancesOf } from "../src/document/blocks";
import { reference, wires } from "../src/document/graph";
import type { Document, JsonObject } from "../src/document/types";
import { toJson } from "../src/document/write";
import { stage } from "./stage";

const CATALOG = readCatalog(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../assets/catalog.json"), "utf-8")),
);
const template = (name: string): JsonObject =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../assets/${name}.json`), "utf-8"));

const SEEDS = 8;
const STEPS = 60;

/** The same numbers for the same seed (mulberry32). */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { below, one: <T>(all: readonly T[]): T | undefined => all[below(all.length)] };
}

type Run = ReturnType<typeof stage> & { readonly dice: ReturnType<typeof chance>; readonly clips: string[] };

const EDITING = COMMANDS.filter(({ edits, name }) => edits && !["undo", "redo", "cut", "paste"].includes(name));
const GOING = ["enter", "clear", "select-all"].map(command);
const LAYERS = CATALOG.layers().filter(({ layer, kind }) => layer !== false && kind !== "Block");

/** Select some of what stands here. */
function choose({ stage: at, dice }: Run): void {
  const level = at.level();
  const some = <T>(all: Iterable<T>, most: number) => new Set([...all].filter(() => dice.below(10) < most));
  at.view.selection.set({
    nodes: some(level.nodes.keys(), 1 + dice.below(5)),
    notes: some(level.notes.keys(), 2),
    frames: some(level.frames.keys(), 2),
    wires: dice.below(4) ? new Set<string>() : some(wires(level.nodes).map(wireId), 2),
  });
}

const MOVES: readonly ((run: Run) => void)[] = [
  choose,
  ({ stage: at, dice }) => void perform(dice.one(EDITING) as (typeof EDITING)[number], at),
  ({ stage: at, dice }) => void perform(dice.one(EDITING) as (typeof EDITING)[number], at),
  ({ stage: at, dice }) => void perform(dice.one(GOING) as (typeof GOING)[number], at),
  ({ stage: at, clips }) => clips.push(copied(at) ?? "nothing"),
  ({ stage: at, clips, dice }) => paste(at, dice.one(clips) ?? "nothing", { x: dice.below(900), y: dice.below(900) }),
  ({ stage: at, clips }) => {
    const text = copied(at);
    if (text === null) return;
    clips.push(text);
    cutOut(at);
  },
  ({ stage: at, dice }) => {
    const ids = [...at.view.selection.get().nodes];
    if (ids.length) replaceWith(at, ids, dice.one(LAYERS) as Entry);
  },
  ({ stage: at, dice }) => {
    const wire = dice.one(wires(at.level().nodes));
    if (wire) at.project.edit(intoWire(at.level(), [...at.view.selection.get().nodes], wire, CATALOG));
  },
  ({ stage: at, dice }) => {
    const block = dice.one([...at.project.document.get().blocks.keys()]);
    const [instance] = block === undefined ? [] : instancesOf(at.project.document.get().nodes, block);
    if (block !== undefined && instance !== undefined) at.view.place.set({ block, path: [instance] });
  },
];

/** Nobody but two people at once leaves a wire that leads nowhere, or anything in a block that is gone. */
function expectSound({ nodes, blocks, notes, frames }: Document): void {
  for (const [id, node] of nodes) {
    for (const source of Object.values(node.inputs).flat()) {
      const from = nodes.get(reference(source).node);
      expect(from?.block, `${id} is fed by ${source}`).toBe(node.block);
    }
    if (node.uses !== null) expect(blocks.has(node.uses), `${id} uses ${node.uses}`).toBe(true);
    if (node.shares !== null) expect(nodes.has(node.shares), `${id} shares ${node.shares}`).toBe(true);
  }
  for (const { block } of [...nodes.values(), ...notes.values(), ...frames.values()])
    if (block !== null) expect(blocks.has(block), `something stands in ${block}`).toBe(true);
}

describe.each(["templates/digits-cnn", "blocks/residual", "architectures/u-net"])("from %s", (name) => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => seed + 1))("with seed %i", (seed) => {
    const run: Run = { ...stage(true, template(name), CATALOG), dice: chance(seed), clips: [] };
    const at = run.stage;
    const start = toJson(run.document());
    for (let step = 0; step < STEPS; step += 1) {
      (run.dice.one(MOVES) as (typeof MOVES)[number])(run);
      expectSound(run.document());
    }
    const end = toJson(run.document());
    while (at.project.history.get().canUndo) perform(command("undo"), at);
    expect(toJson(run.document())).toEqual(start);
    while (at.project.history.get().canRedo) perform(command("redo"), at);
    expect(toJson(run.document())).toEqual(end);
    at.view.selection.set(NOTHING);
  });
});
