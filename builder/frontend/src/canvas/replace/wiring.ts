/** Which wires a node keeps when another kind takes its place. */
import type { Entry } from "../../catalog/catalog";
import { outputsFor } from "../../catalog/ports";
import { disconnected, wiresFrom } from "../../document/graph";
import type { Level } from "../../document/level";
import type { Edit, JsonObject, PlacedNode } from "../../document/types";

export interface Rewired {
  /** To be applied once the node is of the new kind. */
  readonly edits: readonly Edit[];
  /** How many wires go. */
  readonly lost: number;
}

/** Wires stay at ports of the same name, else at those that stand in the same place; what no port takes goes. */
export function rewired(level: Level, id: string, from: Entry | undefined, to: Entry, params: JsonObject): Rewired {
  const node = level.nodes.get(id) as PlacedNode;
  const wanted = wantedInputs(node, from, to);
  const ports = new Set([...Object.keys(node.inputs), ...wanted.keys()]);
  const into = [...ports].flatMap((port) => portEdits(id, port, node.inputs[port] ?? [], wanted.get(port) ?? []));
  const count = outputsFor(to, params).length;
  const cut = wiresFrom(level.nodes, id)
    .filter(({ source }) => source.output >= count)
    .sort((a, b) => b.index - a.index);
  const before = Object.values(node.inputs).flat().length;
  const after = [...wanted.values()].flat().length;
  return {
    edits: [...into, ...cut.map(disconnected)],
    lost: before - after + cut.length,
  };
}

function wantedInputs(
  { inputs }: PlacedNode,
  from: Entry | undefined,
  to: Entry,
): ReadonlyMap<string, readonly string[]> {
  const ports = to.inputs ?? [];
  const order = [...(from?.inputs ?? []).map(({ name }) => name), ...Object.keys(inputs)];
  const waiting = [...new Set(order)].filter((port) => inputs[port]?.length);
  const wanted = new Map<string, readonly string[]>();
  const take = (name: string, many: boolean | undefined, port: string | undefined) => {
    if (port === undefined) return;
    waiting.splice(waiting.indexOf(port), 1);
    wanted.set(name, (inputs[port] ?? []).slice(0, many ? undefined : 1));
  };
  for (const { name, many } of ports) if (waiting.includes(name)) take(name, many, name);
  for (const { name, many } of ports) if (!wanted.has(name)) take(name, many, waiting[0]);
  return wanted;
}

/** The edits that make the wires at one port what they shall be; none where they are. */
function portEdits(node: string, port: string, now: readonly string[], wanted: readonly string[]): Edit[] {
  const changed = wanted.flatMap((source, index): Edit[] =>
    now[index] === source ? [] : [{ edit: "connect", node, port, index, source }],
  );
  const left = now.slice(wanted.length).map((_, at): Edit => {
    return { edit: "disconnect", node, port, index: now.length - 1 - at };
  });
  return [...changed, ...left];
}
