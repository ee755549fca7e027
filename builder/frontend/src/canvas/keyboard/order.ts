/** The order in which a network is read: along the flow, a branch to its end before the next. Pure. */
import { wires } from "../../document/graph";
import type { Document, Position } from "../../document/types";

type Nodes = Document["nodes"];
type Layout = Document["layout"];

const ORIGIN: Position = { x: 0, y: 0 };
const found = new WeakMap<Nodes, { readonly layout: Layout; readonly order: readonly string[] }>();

/** The ids of all nodes, each after those that feed it; those in a circle come last. Found once for each state. */
export function flowOrder({ nodes, layout }: Pick<Document, "nodes" | "layout">): readonly string[] {
  const known = found.get(nodes);
  if (known?.layout === layout) return known.order;
  const order = findOrder(nodes, layout);
  found.set(nodes, { layout, order });
  return order;
}

function findOrder(nodes: Nodes, layout: Layout): readonly string[] {
  const inReading = [...nodes.keys()].sort(byPlace(layout));
  const rank = new Map(inReading.map((id, at) => [id, at]));
  const waits = new Map(inReading.map((id) => [id, 0]));
  const feeds = new Map(inReading.map((id): [string, string[]] => [id, []]));
  for (const { source, target } of wires(nodes)) {
    if (source.node === target) continue;
    waits.set(target, (waits.get(target) ?? 0) + 1);
    feeds.get(source.node)?.push(target);
  }
  const order: string[] = [];
  // The last of the stack goes on: so a branch is followed to its end.
  const ready = inReading.filter((id) => waits.get(id) === 0).reverse();
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    order.push(id);
    const freed = (feeds.get(id) ?? []).filter((next) => {
      const left = (waits.get(next) ?? 0) - 1;
      waits.set(next, left);
      return left === 0;
    });
    ready.push(...freed.sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0)));
  }
  const placed = new Set(order);
  return [...order, ...inReading.filter((id) => !placed.has(id))];
}

/** From top to bottom, then from left to right. */
export function byPlace(layout: Layout): (a: string, b: string) => number {
  const at = (id: string) => layout.get(id) ?? ORIGIN;
  return (a, b) => at(a).y - at(b).y || at(a).x - at(b).x || (a < b ? -1 : 1);
}
