/** Which wires may be drawn. Refuses while dragging; what else is wrong with a wire, the check says, with a fix. */
import { titleOf } from "../catalog/blocks";
import type { Catalog } from "../catalog/catalog";
import { connected, disconnected, downstream, type Reference, type Wire } from "../document/graph";
import type { Level } from "../document/level";
import type { Edit } from "../document/types";
import { t } from "../words/words";

export interface Drawn {
  readonly source: Reference;
  readonly target: string;
  readonly port: string;
}

/**
 * Why a wire is refused, in a few words; nothing when it may be drawn. `replacing`: the wire that is moved stands there now.
 * `closes` says whether it would close a circle; who asks about many wires knows it for all of them.
 */
export function refusal(
  document: Level,
  catalog: Catalog,
  wire: Drawn,
  replacing?: Drawn,
  closes: (document: Level, wire: Drawn) => boolean = circular,
): string | null {
  const { source, target, port } = wire;
  const node = document.nodes.get(target);
  const crosses = document.whole.nodes.has(target) && document.whole.nodes.has(source.node);
  if (crosses && !(node && document.nodes.has(source.node))) {
    return t("A wire cannot cross the border of a block: use its ports.");
  }
  if (!node || !document.nodes.has(source.node)) return t("There is nothing to connect.");
  if (source.node === target) return t("A layer cannot feed itself.");
  if (closes(document, wire)) return t("This would go round in a circle.");
  const taken = node.inputs[port]?.length ?? 0;
  const moved = replacing?.target === target && replacing.port === port;
  if (taken && !moved && !catalog.takesMany(node.kind, port)) {
    return t("{node} takes one wire here, and has it.", { node: titleOf(node, document.whole, catalog) });
  }
  return null;
}

function circular({ nodes }: Level, { source, target }: Drawn): boolean {
  return downstream(nodes, target).has(source.node);
}

/** The edits that draw a wire. */
export function draw(document: Level, wire: Drawn): Edit[] {
  const index = document.nodes.get(wire.target)?.inputs[wire.port]?.length ?? 0;
  return [connected({ ...wire, index }, wire.source)];
}

/** The edits that move one end of a wire: one step, and in its old place where it stays at its port. */
export function redraw(document: Level, old: Wire, wire: Drawn): Edit[] {
  if (wire.target === old.target && wire.port === old.port) return [connected(old, wire.source)];
  return [disconnected(old), ...draw(document, wire)];
}

/** The names of handles in React Flow. */
export const outHandle = (output: number) => `out:${output}`;
export const inHandle = (port: string) => `in:${port}`;

/** Read a wire from React Flow's two handles. */
export function drawn(connection: {
  source: string;
  target: string;
  sourceHandle?: string | null;
  targetHandle?: string | null;
}): Drawn {
  const output = Number.parseInt(connection.sourceHandle?.slice("out:".length) ?? "0", 10) || 0;
  const port = connection.targetHandle?.slice("in:".length) ?? "";
  return { source: { node: connection.source, output }, target: connection.target, port };
}
