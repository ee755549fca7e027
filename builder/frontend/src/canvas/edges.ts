/** The wires of a scene as React Flow draws them. What did not change stays the same object. */
import { entryOf } from "../catalog/blocks";
import type { Catalog, Entry } from "../catalog/catalog";
import { CARD } from "../document/card";
import { type Wire, wires } from "../document/graph";
import type { Level } from "../document/level";
import type { Document, Position } from "../document/types";
import { problemsOf, type Report } from "../project/report";
import { again, remembered } from "../remembered";
import { t } from "../words/words";
import { lanes } from "./around";
import { inHandle, outHandle } from "./connect";
import type { Scene, WireData, WireEdge } from "./flow";
import { handlesOf } from "./handles";
import { hasNamedInputs } from "./inputs";
import { hasFormula, letterOf } from "./letters";
import { reportKey } from "./place";
import { kept } from "./same";

export const wireId = remembered(({ target, port, index }: Wire) => `${target}/${port}/${index}`);

let last: readonly Wire[] = [];

/** All wires between some nodes, looked for once for each state of these: the same list while no wire is another. */
export const wiresOf = remembered((nodes: Document["nodes"]): readonly Wire[] => {
  last = kept(last, wires(nodes));
  return last;
});

/** The wires of a scene; `before` is what this returned last time, and returns where nothing changed. */
export function flowEdges(scene: Scene, before: readonly WireEdge[]): readonly WireEdge[] {
  const { document, preview, report, selection, catalog } = scene;
  const stuck = stuckIn(report);
  const now = preview ? new Set(wiresOf(document.nodes).map(wireKey)) : null;
  const old = new Map(before.map((edge) => [edge.id, edge]));
  const { nodes } = preview ?? document;
  const { direction } = document;
  const around = lanesOf(nodes, document, catalog);
  const drawn = wiresOf(nodes).map((wire) => {
    const id = wireId(wire);
    const state = now && !now.has(wireKey(wire)) ? "new" : stuck.has(wire.target) ? "stuck" : "";
    const target = document.nodes.get(wire.target);
    const letter = target && calculates(catalog.layer(target.kind)) ? letterOf(wire.index) : "";
    const masked = report?.nodes[reportKey(scene.place, wire.source.node)]?.outputs[wire.source.output]?.mask;
    const className = [state, masked && "masked"].filter(Boolean).join(" ");
    const selected = selection.wires.has(id);
    const known = old.get(id);
    const lane = around.get(wire);
    return known && isStill(known, wire, { className, letter, lane, direction, selected })
      ? known
      : { ...edgeOf(id, wire, className, { wire, letter, lane, direction }), selected };
  });
  return kept(before, drawn);
}

const stuckIn = again(
  (report: Report | null): ReadonlySet<string | null> => new Set(problemsOf(report).map(({ node }) => node)),
);

const lanesOf = again((drawn: Document["nodes"], { nodes, layout, direction, whole }: Level, catalog: Catalog) => {
  /** How far beside the middle of its card a port is. */
  const beside = (id: string, port: string) => {
    const node = drawn.get(id);
    const handles = node ? handlesOf(entryOf(node, whole, catalog), node, direction) : [];
    const found = handles.find((each) => each.id === port);
    if (!found) return 0;
    const { x, y, width = 0, height = 0 } = found;
    return direction === "down" ? x + width / 2 - CARD.width / 2 : y + height / 2 - CARD.height / 2;
  };
  return lanes(
    wiresOf(drawn),
    [...nodes.keys()].map((id): [string, Position] => [id, layout.get(id) ?? { x: 0, y: 0 }]),
    direction,
    ({ source, target, port }) => ({
      begin: beside(source.node, outHandle(source.output)),
      end: beside(target, inHandle(port)),
    }),
  );
});

/** The nodes that feed one whose ports are named. */
export const feedingNamed = again(
  (nodes: Document["nodes"], whole: Document, catalog: Catalog): ReadonlySet<string> => {
    const named = new Set(
      [...nodes].filter(([, node]) => namesInputs(entryOf(node, whole, catalog))).map(([id]) => id),
    );
    return new Set(wiresOf(nodes).flatMap(({ source, target }) => (named.has(target) ? [source.node] : [])));
  },
);

/** What feeds one node on a level, where a fix would add it. */
export function fedBy(level: Level | null, document: Level, id: string): string | undefined {
  return wiresOf((level ?? document).nodes).find(
    ({ source, target }) => source.node === id && document.nodes.has(target),
  )?.target;
}

type Looks = Pick<WireData, "letter" | "lane" | "direction"> & {
  readonly className: string;
  readonly selected: boolean;
};

function isStill({ source, sourceHandle, data, ...old }: WireEdge, wire: Wire, looks: Looks): boolean {
  return (
    source === wire.source.node &&
    sourceHandle === outHandle(wire.source.output) &&
    old.className === looks.className &&
    old.selected === looks.selected &&
    data?.direction === looks.direction &&
    data.letter === looks.letter &&
    data.lane === looks.lane
  );
}

function edgeOf(id: string, wire: Wire, className: string, data: WireData): WireEdge {
  const { source, target, port } = wire;
  return {
    id,
    type: "wire",
    source: source.node,
    target,
    sourceHandle: outHandle(source.output),
    targetHandle: inHandle(port),
    className,
    data,
    ariaLabel: t("Wire from {source} to {target}", { source: source.node, target }),
  };
}

const namesInputs = (entry: Entry | undefined) => entry !== undefined && byName(entry);
const byName = remembered((entry: Entry) => hasNamedInputs(entry));
const calculates = (entry: Entry | undefined) => entry !== undefined && byFormula(entry);
const byFormula = remembered((entry: Entry) => hasFormula(entry));

const wireKey = (wire: Wire) => `${wire.source.node}:${wire.source.output}>${wireId(wire)}`;
