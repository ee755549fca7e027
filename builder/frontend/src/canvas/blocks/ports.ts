/** What must follow when ports of a block go: its instances lose their wires there, and the ports that stay close up. */
import { type BlockPort, instancesOf, portsOf } from "../../document/blocks";
import { connected, disconnected, type Wire, wires, wiresInto } from "../../document/graph";
import type { Level } from "../../document/level";
import type { Edit, PlacedNode } from "../../document/types";

/** The edits that let go of the ports among `gone`, before their nodes are removed. */
export function portEdits({ whole, block }: Level, gone: ReadonlySet<string>): Edit[] {
  if (block === null) return [];
  const { inputs, outputs } = portsOf(whole.nodes, block);
  const touched = [...inputs, ...outputs].some(({ id }) => gone.has(id));
  if (!touched) return [];
  const instances = new Set(instancesOf(whole.nodes, block));
  const number = new Map(staying(outputs, gone).map(({ number: old }, now) => [old, now]));
  const all = wires(whole.nodes);
  const into = [...instances]
    .flatMap((id) => wiresInto(id, whole.nodes.get(id) as PlacedNode))
    .filter(({ port }) => gone.has(port));
  const from = all.filter(({ source }) => instances.has(source.node));
  const cut = from.filter(({ source }) => !number.has(source.output));
  return [
    ...from.flatMap((wire) => renumbered(wire, number)),
    ...[...into, ...cut].sort((a, b) => b.index - a.index).map(disconnected),
    ...[inputs, outputs].flatMap((ports) => closedUp(staying(ports, gone))),
  ];
}

const staying = (ports: readonly BlockPort[], gone: ReadonlySet<string>) => ports.filter(({ id }) => !gone.has(id));

function closedUp(ports: readonly BlockPort[]): Edit[] {
  return ports.flatMap(({ id, number }, now): Edit[] =>
    number === now ? [] : [{ edit: "set_param", node: id, param: "number", value: now }],
  );
}

function renumbered(wire: Wire, number: ReadonlyMap<number, number>): Edit[] {
  const { source } = wire;
  const output = number.get(source.output);
  return output === undefined || output === source.output ? [] : [connected(wire, { ...source, output })];
}
