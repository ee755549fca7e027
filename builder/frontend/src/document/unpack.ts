/** Opens an instance of a block: what is inside stands in its place, with its values put in. */

import { t } from "../words/words";
import { freshKey, INPUT, instancesOf, OUTPUT, portsOf, repeatOf } from "./blocks";
import { ALONG, axisOf, CARD } from "./card";
import { centerOf, movingEdits, rowsOf } from "./closing";
import { evaluate, INDEX, isExpression, mapExpressions, parse, substituted } from "./expressions";
import { connected, type Reference, reference, wiresFrom, written } from "./graph";
import { type Level, levelOf } from "./level";
import { type Refused, repeatEdits, settingEdits } from "./pack";
import type { Block, Edit, Json, JsonObject, PlacedNode, Position } from "./types";
import { nodeJson } from "./write";

export interface Unpacked {
  readonly ids: readonly string[];
  readonly edits: readonly Edit[];
}

/** What unpacking works with. */
interface Work {
  readonly level: Level;
  readonly id: string;
  readonly instance: PlacedNode;
  readonly definition: Block;
  readonly inner: Level;
  /** Whether nobody else uses the block: then its very nodes move out, else copies do. */
  readonly last: boolean;
  /** For each repetition, what a node inside is called outside. */
  readonly names: readonly ReadonlyMap<string, string>[];
}

/** The edits that put what an instance stands for in its place, or why it cannot be. */
export function unpack(level: Level, id: string): Unpacked | Refused {
  const instance = level.nodes.get(id);
  const definition = level.whole.blocks.get(instance?.uses ?? "");
  if (!instance || !definition) return { sentence: t("The definition of this block is gone.") };
  const times = timesOf(instance);
  const sentence = refusal(level, id, instance, times);
  if (sentence || times === null) return { sentence: sentence ?? "" };
  const inner = levelOf(level.whole, instance.uses);
  const last = instancesOf(level.whole.nodes, instance.uses ?? "").length === 1;
  const work = { level, id, instance, definition, inner, last, names: naming(level, inner, times, last) };
  const places = placesFor(work);
  return {
    ids: work.names.flatMap((names) => [...names.values()]),
    edits: [
      ...work.names.flatMap((_, time) =>
        [...inner.nodes.keys()].flatMap((node) => nodeEdits(work, node, time, places)),
      ),
      ...areaEdits(work, places.shift),
      ...wiresFrom(level.nodes, id).flatMap((wire): Edit[] => {
        const end = outputAt(work, wire.source.output, times - 1);
        return end ? [connected(wire, end)] : [];
      }),
      { edit: "remove_node", node: id },
      ...(last && instance.uses ? [{ edit: "set_block", id: instance.uses, block: null } as const] : []),
      ...movingEdits(level, places.moved),
    ],
  };
}

const MOST_TIMES = 100;

/** How often an instance is repeated; nothing where that hangs on the block around it. */
function timesOf(instance: PlacedNode): number | null {
  const { repeat } = instance;
  if (!isExpression(repeat)) return Math.max(1, repeatOf(instance) ?? 1);
  const parsed = parse(repeat.expr);
  return "tree" in parsed ? evaluate(parsed.tree) : null;
}

function refusal(level: Level, id: string, instance: PlacedNode, times: number | null): string | null {
  if (times === null) return t("How often it is repeated is an expression here: put a number first.");
  if (times > MOST_TIMES)
    return t("It is repeated {times} times; up to {most} can be unpacked.", { times, most: MOST_TIMES });
  if (instance.disabled) return t("It is switched off: switch it on first.");
  const linked = instance.shares !== null || [...level.whole.nodes.values()].some(({ shares }) => shares === id);
  return linked ? t("It shares its weights with another block: unlink them first.") : null;
}

function naming(level: Level, inner: Level, times: number, last: boolean): ReadonlyMap<string, string>[] {
  const given = new Set<string>();
  const fresh = (id: string) => {
    const key = freshKey((each) => level.whole.nodes.has(each) || given.has(each), id.replace(/\d+$/, "") || "node");
    given.add(key);
    return key;
  };
  const ids = [...inner.nodes].filter(([, { kind }]) => kind !== INPUT && kind !== OUTPUT).map(([id]) => id);
  return Array.from(
    { length: times },
    (_, time) => new Map(ids.map((id) => [id, last && time === 0 ? id : fresh(id)])),
  );
}

interface Places {
  readonly at: (node: string, time: number) => Position;
  readonly shift: Position;
  /** What stands below and makes room. */
  readonly moved: ReadonlyMap<string, Position>;
}

/** Where everything goes: around the instance's place, or, where something else stands there, from it on. */
function placesFor({ level, id, inner, names }: Work): Places {
  const ids = [...(names[0]?.keys() ?? [])];
  const here = level.layout.get(id) ?? { x: 0, y: 0 };
  const center = centerOf(inner.layout, ids);
  const axis = axisOf(level.direction);
  const [first, last] = rowsOf(inner.layout, ids, axis);
  const length = last - first + ALONG[level.direction];
  const further = (place: Position, by: number): Position => ({ ...place, [axis]: place[axis] + by });
  const at = (shift: Position) => (node: string, time: number) => {
    const { x, y } = inner.layout.get(node) ?? { x: 0, y: 0 };
    return further({ x: x + shift.x, y: y + shift.y }, time * length);
  };
  const others = [...level.layout].filter(([node]) => node !== id);
  const whole = { x: here.x - center.x, y: here.y - center.y };
  const on = { ...whole, [axis]: here[axis] - first };
  const room = length * names.length - ALONG[level.direction];
  const moved = new Map(
    others.flatMap(([node, place]) => (place[axis] > here[axis] ? [[node, further(place, room)] as const] : [])),
  );
  // Where packing closed up, all goes back to where it was.
  if (on.x === 0 && on.y === 0) return { at: at(on), shift: on, moved };
  const spots = names.flatMap((_, time) => ids.map((node) => at(whole)(node, time)));
  const free = !others.some(([, place]) => spots.some((spot) => meet(spot, place)));
  return free ? { at: at(whole), shift: whole, moved: new Map() } : { at: at(on), shift: on, moved };
}

function meet(one: Position, other: Position): boolean {
  return Math.abs(one.x - other.x) < CARD.width && Math.abs(one.y - other.y) < CARD.height;
}

function nodeEdits(work: Work, id: string, time: number, { at, shift }: Places): Edit[] {
  const outside = work.names[time]?.get(id);
  const node = work.inner.nodes.get(id);
  if (outside === undefined || !node) return [];
  const position = at(id, time);
  if (outside !== id) return [{ edit: "add_node", id: outside, node: copied(work, node, time), position }];
  const value = valuesIn(work, time);
  return [
    { edit: "set_field", node: id, field: "block", value: work.level.block },
    ...(work.instance.frozen ? [{ edit: "set_field", node: id, field: "frozen", value: true } as const] : []),
    ...settingEdits(id, node.params, value),
    ...repeatEdits(id, node.repeat, value),
    ...Object.entries(node.inputs).flatMap(([port, sources]) =>
      sources.flatMap((source, index): Edit[] => {
        const from = sourceAt(work, reference(source), time);
        return from && written(from) !== source
          ? [{ edit: "connect", node: id, port, index, source: written(from) }]
          : [];
      }),
    ),
    ...(shift.x || shift.y ? [{ edit: "move", node: id, position } as const] : []),
  ];
}

function copied(work: Work, node: PlacedNode, time: number): JsonObject {
  const inputs = Object.entries(node.inputs).map(([port, sources]) => {
    const found = sources.map((source) => sourceAt(work, reference(source), time)).filter((source) => source !== null);
    return [port, found.map(written)] as const;
  });
  const value = valuesIn(work, time);
  const copy: PlacedNode = {
    ...node,
    params: value(node.params) as JsonObject,
    repeat: value(node.repeat),
    inputs: Object.fromEntries(inputs.filter(([, sources]) => sources.length)),
    block: work.level.block,
    shares: node.shares === null ? null : (work.names[time]?.get(node.shares) ?? node.shares),
    frozen: node.frozen || work.instance.frozen,
  };
  return nodeJson(copy);
}

/** What puts the instance's values in place of the block's names. */
function valuesIn({ definition, instance }: Work, time: number): (value: Json) => Json {
  const values: Record<string, Json> = { [INDEX]: time };
  for (const [name, { default: usual }] of Object.entries(definition.params))
    values[name] = instance.params[name] ?? usual;
  return (value) => mapExpressions(value, (expression) => substituted(expression, values));
}

/** Where a wire inside comes from, seen from outside; nothing where that port has no wire. */
function sourceAt(work: Work, { node, output }: Reference, time: number): Reference | null {
  const inside = work.inner.nodes.get(node);
  if (inside?.kind !== INPUT) return { node: work.names[time]?.get(node) ?? node, output };
  const port = portsOf(work.level.whole.nodes, work.instance.uses ?? "").inputs.find(({ id }) => id === node);
  const before = time > 0 && port ? outputAt(work, port.number, time - 1) : null;
  const outer = work.instance.inputs[node]?.[0];
  return before ?? (outer === undefined ? null : reference(outer));
}

/** What comes out of output `number` of one repetition. */
function outputAt(work: Work, number: number, time: number): Reference | null {
  const { outputs } = portsOf(work.level.whole.nodes, work.instance.uses ?? "");
  const source = outputs.find((port) => port.number === number)?.node.inputs.inputs?.[0];
  return source === undefined ? null : sourceAt(work, reference(source), time);
}

/** Notes and frames come along once: those of the block where it goes, else copies. */
function areaEdits({ level, inner, last }: Work, { x, y }: Position): Edit[] {
  const { notes, frames } = level.whole;
  const taken = new Set([...notes.keys(), ...frames.keys()]);
  const key = (id: string) => {
    const made = last ? id : freshKey((each) => taken.has(each), id.replace(/\d+$/, "") || "n");
    taken.add(made);
    return made;
  };
  const out = <T extends Position>(area: T): T => ({ ...area, x: area.x + x, y: area.y + y, block: level.block });
  return [
    ...[...inner.notes].map(([id, note]): Edit => ({ edit: "set_note", id: key(id), note: out(note) })),
    ...[...inner.frames].map(([id, frame]): Edit => ({ edit: "set_frame", id: key(id), frame: out(frame) })),
  ];
}
