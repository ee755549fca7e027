/** Makes a block of nodes: they go inside, their wires to the outside go through ports. */

import { counted, t } from "../words/words";
import { freshKey, INPUT, INSTANCE, OUTPUT } from "./blocks";
import { type Direction, STEP } from "./card";
import { closedPlace, closingEdits, ORIGIN } from "./closing";
import { INDEX, mapExpressions, namesUsed, substituted } from "./expressions";
import { connected, type Reference, reached, successors, type Wire, wires, wiresInto, written } from "./graph";
import type { Level } from "./level";
import { notesOf } from "./notes";
import { after } from "./place";
import type { BlockParam, Edit, Json, JsonObject, PlacedNode, Position } from "./types";

/** What packing asks of the catalogue. */
export interface Kinds {
  /** The first port that a node takes a wire at, if any. */
  input(node: PlacedNode): string | undefined;
  /** Whether something comes out of it. */
  gives(node: PlacedNode): boolean;
  /** Whether it may stand in a block: what ties the network to data may not. */
  packs(node: PlacedNode): boolean;
  title(node: PlacedNode): string;
}

export interface Packed {
  readonly instance: string;
  readonly block: string;
  readonly edits: readonly Edit[];
}

/** Why it cannot be; `also`: the nodes that would have to be chosen too. */
export interface Refused {
  readonly sentence: string;
  readonly also?: readonly string[];
}

/** The edits that make a block of the chosen nodes and put one instance in their place, or why it cannot be. */
export function pack(level: Level, chosen: Iterable<string>, name: string, kinds: Kinds): Packed | Refused {
  const inside = new Set([...chosen].filter((id) => packable(level, id, kinds)));
  const refused = refusal(level, inside, kinds);
  if (refused) return refused;
  const { nodes, blocks } = level.whole;
  const block = freshKey((key) => blocks.has(key), stem(name));
  const instance = freshKey((key) => nodes.has(key), block.replace(/\d+$/, ""));
  const ports = portsFor(level, inside, kinds);
  const scope = scopeFor(level, inside);
  const notes = notesOf(level, inside);
  const place = closedPlace(level, inside);
  return {
    instance,
    block,
    edits: [
      { edit: "set_block", id: block, block: { name, help: "", params: scope.params } },
      ...[...inside].map((node): Edit => ({ edit: "set_field", node, field: "block", value: block })),
      ...scope.edits,
      ...ports.inputs.flatMap((port, number) => inputEdits(level, block, port, number)),
      ...ports.outputs.map((port, number) => outputEdit(level, block, port, number, ports.outputs.length)),
      instanceEdit(level, place, { block, instance, params: scope.values, inputs: ports.inputs }),
      ...ports.outputs.flatMap(({ out }, number) =>
        out.map((wire) => connected(wire, { node: instance, output: number })),
      ),
      ...notes.map(([id, note]): Edit => ({ edit: "set_note", id, note: { ...note, block } })),
      ...closingEdits(level, inside, notes, { instance, place }),
    ],
  };
}

function packable(level: Level, id: string, kinds: Kinds): boolean {
  const node = level.nodes.get(id);
  return node !== undefined && kinds.packs(node);
}

function refusal(level: Level, inside: ReadonlySet<string>, kinds: Kinds): Refused | null {
  if (!inside.size) return { sentence: t("Select the layers that shall become a block.") };
  const named = (id: string) => t("“{name}”", { name: kinds.title(level.nodes.get(id) as PlacedNode) });
  const also = nodesBetween(level, inside);
  if (also.length) {
    const names = { names: also.map(named).join(", ") };
    const sentence = counted(
      also.length,
      "{names} lies between the selected layers: select it too.",
      "{names} lie between the selected layers: select them too.",
      names,
    );
    return { sentence, also };
  }
  for (const [id, { shares }] of level.nodes) {
    if (shares === null || !level.nodes.has(shares) || inside.has(id) === inside.has(shares)) continue;
    return {
      sentence: t("{node} shares its weights with {owner}: select both, or unlink them.", {
        node: named(id),
        owner: named(shares),
      }),
    };
  }
  return null;
}

/** What comes after some of these nodes and before others: the block would feed itself through it. */
function nodesBetween({ nodes }: Level, inside: ReadonlySet<string>): string[] {
  const fed = successors(nodes);
  const feeding = new Map<string, Set<string>>([...nodes.keys()].map((id) => [id, new Set()]));
  for (const [id, targets] of fed) for (const target of targets) feeding.get(target)?.add(id);
  const before = reached(feeding, inside);
  return [...reached(fed, inside)].filter((id) => !inside.has(id) && before.has(id));
}

interface PortIn {
  readonly id: string;
  readonly title: string;
  readonly source: Reference | null;
  /** The wires inside that come from this port. */
  readonly into: readonly Wire[];
}

interface PortOut {
  readonly id: string;
  readonly title: string;
  readonly source: Reference;
  /** The wires outside that this port feeds. */
  readonly out: readonly Wire[];
}

/** The ports, from the wires that are cut; a node with nothing wired to it gets a port too, and the ends if nothing goes out. */
function portsFor(level: Level, inside: ReadonlySet<string>, kinds: Kinds): { inputs: PortIn[]; outputs: PortOut[] } {
  const all = wires(level.nodes);
  const cutIn = bySource(
    level,
    all.filter(({ source, target }) => inside.has(target) && !inside.has(source.node)),
  );
  const open = [...inside].flatMap((id): Wire[][] => {
    const node = level.nodes.get(id) as PlacedNode;
    const port = wiresInto(id, node).length ? undefined : kinds.input(node);
    return port === undefined ? [] : [[{ source: { node: "", output: 0 }, target: id, port, index: 0 }]];
  });
  const cutOut = bySource(
    level,
    all.filter(({ source, target }) => inside.has(source.node) && !inside.has(target)),
  );
  const fed = new Set(all.filter(({ target }) => inside.has(target)).map(({ source }) => source.node));
  const ends = [...inside].filter((id) => !fed.has(id) && kinds.gives(level.nodes.get(id) as PlacedNode));
  const outs = cutOut.length
    ? cutOut.map((out) => ({ source: (out[0] as Wire).source, out }))
    : ends.map((node) => ({ source: { node, output: 0 }, out: [] }));
  const ids = freshIds(level);
  return {
    inputs: [
      ...cutIn.map((into) => ({ into, source: (into[0] as Wire).source })),
      ...open.map((into) => ({ into, source: null })),
    ].map((port, at) => ({ ...port, id: ids("in"), title: numbered("input", at) })),
    outputs: outs.map((port, at) => ({ ...port, id: ids("out"), title: numbered("output", at) })),
  };
}

/** Wires gathered by where they come from, from left to right. */
function bySource({ layout }: Level, cut: readonly Wire[]): Wire[][] {
  const groups = new Map<string, Wire[]>();
  for (const wire of cut) {
    const key = written(wire.source);
    groups.set(key, [...(groups.get(key) ?? []), wire]);
  }
  const left = ([first]: Wire[]) => layout.get(first?.source.node ?? "")?.x ?? 0;
  return [...groups.values()].sort((a, b) => left(a) - left(b));
}

function freshIds({ whole }: Level): (stem: string) => string {
  const given = new Set<string>();
  return (stem) => {
    const id = freshKey((key) => whole.nodes.has(key) || given.has(key), stem);
    given.add(id);
    return id;
  };
}

const numbered = (word: string, at: number) => (at ? `${word} ${at + 1}` : word);

function inputEdits({ layout, direction }: Level, block: string, port: PortIn, number: number): Edit[] {
  const targets = port.into.map(({ target }) => layout.get(target) ?? ORIGIN);
  const position = beside(after(targets, direction, -1), direction, number);
  const node = { kind: INPUT, name: port.title, params: { number }, inputs: {}, block };
  return [
    { edit: "add_node", id: port.id, node, position },
    ...port.into.map((wire) => connected(wire, { node: port.id, output: 0 })),
  ];
}

function outputEdit({ layout, direction }: Level, block: string, port: PortOut, number: number, count: number): Edit {
  const below = after([layout.get(port.source.node) ?? ORIGIN], direction);
  const position = count > 1 ? beside(below, direction, number) : below;
  const inputs = { inputs: [written(port.source)] };
  return {
    edit: "add_node",
    id: port.id,
    node: { kind: OUTPUT, name: port.title, params: { number }, inputs, block },
    position,
  };
}

/** Ports at the same node must not cover each other. */
function beside({ x, y }: Position, direction: Direction, number: number): Position {
  return direction === "down" ? { x: x + number * STEP.x, y } : { x, y: y + number * STEP.y };
}

interface Made {
  readonly block: string;
  readonly instance: string;
  readonly params: JsonObject;
  readonly inputs: readonly PortIn[];
}

function instanceEdit(level: Level, position: Position, made: Made): Edit {
  const inputs = made.inputs.flatMap(({ id, source }) => (source ? [[id, [written(source)]] as const] : []));
  const node = {
    kind: INSTANCE,
    uses: made.block,
    params: made.params,
    inputs: Object.fromEntries(inputs),
    ...(level.block === null ? {} : { block: level.block }),
  };
  return { edit: "add_node", id: made.instance, node, position };
}

/** The outer block's names that the nodes use become parameters of the new one, with the outer value; `i` gets a name. */
function scopeFor(level: Level, inside: ReadonlySet<string>) {
  const outer = level.whole.blocks.get(level.block ?? "")?.params ?? {};
  const nodes = [...inside].map((id) => [id, level.nodes.get(id) as PlacedNode] as const);
  const used = new Set(nodes.flatMap(([, { params, repeat }]) => [...namesUsed([params, repeat])]));
  const index = freshKey((name) => name !== "index1" && used.has(name), "index").replace(/1$/, "");
  const params: Record<string, BlockParam> = {};
  const values: Record<string, Json> = {};
  for (const name of new Set([...Object.keys(outer).filter((each) => used.has(each)), ...used])) {
    const own = name === INDEX ? index : name;
    params[own] = outer[name] ?? { default: name === INDEX ? 0 : 1, help: "" };
    values[own] = { expr: name };
  }
  const edits = used.has(INDEX) ? nodes.flatMap(([id, node]) => renamed(id, node, index)) : [];
  return { params, values, edits };
}

function renamed(id: string, { params, repeat }: PlacedNode, index: string): Edit[] {
  const change = (value: Json) => mapExpressions(value, (each) => substituted(each, { [INDEX]: { expr: index } }));
  return [...settingEdits(id, params, change), ...repeatEdits(id, repeat, change)];
}

/** The edits that put each setting through `change`, where it makes a difference. */
export function settingEdits(node: string, params: JsonObject, change: (value: Json) => Json): Edit[] {
  return Object.entries(params).flatMap(([param, value]): Edit[] => {
    const next = change(value);
    return JSON.stringify(next) === JSON.stringify(value) ? [] : [{ edit: "set_param", node, param, value: next }];
  });
}

/** The same for how often a node is repeated. */
export function repeatEdits(node: string, repeat: Json, change: (value: Json) => Json): Edit[] {
  const next = change(repeat);
  return JSON.stringify(next) === JSON.stringify(repeat)
    ? []
    : [{ edit: "set_field", node, field: "repeat", value: next }];
}

function stem(name: string): string {
  const letters = name
    .toLowerCase()
    .replace(/[^a-z]+/g, "")
    .slice(0, 40);
  return letters || "block";
}
