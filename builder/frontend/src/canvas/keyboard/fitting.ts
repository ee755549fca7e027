/** Which wires can be drawn from a layer, to it, and cut: what is chosen from where nothing is dragged. Pure. */
import { entryOf } from "../../catalog/blocks";
import type { Catalog } from "../../catalog/catalog";
import { outputsFor } from "../../catalog/ports";
import { downstream, type Wire, wires, wiresInto } from "../../document/graph";
import type { Level } from "../../document/level";
import { type Drawn, refusal } from "../connect";
import { portName, sourceName, titled } from "./names";
import { flowOrder } from "./order";

export interface Choice<T> {
  readonly value: T;
  readonly title: string;
  /** What is said beside the title: which ports. */
  readonly beside: string;
}

/** Every wire that may be drawn from the outputs of `id`, in the order of the flow. */
export function wiresTo(level: Level, id: string, catalog: Catalog): readonly Choice<Drawn>[] {
  const above = upstream(level, id);
  return flowOrder(level)
    .filter((target) => !above.has(target))
    .flatMap((target) => drawable(level, id, target, catalog))
    .map((wire) => ({ value: wire, title: titled(level, wire.target, catalog), beside: ports(level, wire, catalog) }));
}

/** Every wire that may be drawn to the inputs of `id`, the nearest before it first. */
export function wiresFrom(level: Level, id: string, catalog: Catalog): readonly Choice<Drawn>[] {
  const below = downstream(level.nodes, id);
  const order = flowOrder(level);
  const here = order.indexOf(id);
  const near = [...order.slice(0, here).reverse(), ...order.slice(here + 1)];
  return near
    .filter((source) => !below.has(source))
    .flatMap((source) => drawable(level, source, id, catalog))
    .map((wire) => ({
      value: wire,
      title: titled(level, wire.source.node, catalog),
      beside: ports(level, wire, catalog),
    }));
}

/** Every wire that ends or begins at `id`. */
export function wiresAt(level: Level, id: string, catalog: Catalog): readonly Choice<Wire>[] {
  const node = level.nodes.get(id);
  const incoming = node ? wiresInto(id, node) : [];
  const leaving = wires(level.nodes).filter(({ source }) => source.node === id);
  return [...incoming, ...leaving].map((wire) => ({
    value: wire,
    title: `${sourceName(level, wire.source, catalog)} → ${titled(level, wire.target, catalog)}`,
    beside: severalInputs(level, wire.target, catalog) ? portName(level, wire.target, wire.port, catalog) : "",
  }));
}

function drawable(level: Level, from: string, target: string, catalog: Catalog): Drawn[] {
  const [source, taker] = [level.nodes.get(from), level.nodes.get(target)];
  if (!source || !taker || from === target) return [];
  const outputs = outputsFor(entryOf(source, level.whole, catalog), source.params);
  const inputs = entryOf(taker, level.whole, catalog)?.inputs ?? [];
  return outputs.flatMap((_, output) =>
    inputs
      .map(({ name }): Drawn => ({ source: { node: from, output }, target, port: name }))
      .filter((wire) => refusal(level, catalog, wire, undefined, NO_CIRCLE) === null),
  );
}

/** Those that would close a circle are left out before, all at once. */
const NO_CIRCLE = () => false;

function upstream({ nodes }: Level, id: string): ReadonlySet<string> {
  const seen = new Set([id]);
  for (const each of seen) {
    const node = nodes.get(each);
    if (node) for (const { source } of wiresInto(each, node)) seen.add(source.node);
  }
  return seen;
}

function ports(level: Level, { source, target, port }: Drawn, catalog: Catalog): string {
  const node = level.nodes.get(source.node);
  const outputs = node ? outputsFor(entryOf(node, level.whole, catalog), node.params) : [];
  const output = outputs.length > 1 ? (outputs[source.output]?.name ?? "").replaceAll("_", " ") : "";
  const input = severalInputs(level, target, catalog) ? portName(level, target, port, catalog) : "";
  return [output, input].filter(Boolean).join(" → ");
}

function severalInputs({ nodes, whole }: Level, id: string, catalog: Catalog): boolean {
  const node = nodes.get(id);
  return ((node && entryOf(node, whole, catalog)?.inputs) ?? []).length > 1;
}
