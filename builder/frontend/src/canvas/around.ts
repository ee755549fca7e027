/** Wires that go around: one that would run behind cards is led past them, else nobody sees where it goes. Pure. */
import { ALONG, CARD, type Direction } from "../document/card";
import type { Wire } from "../document/graph";
import type { Position } from "../document/types";

const CLEAR = 26;
const LANE = 14;
/** Beyond so many lanes side by side, wires lie on each other again. */
const LANES = 12;

/** How far beside the middle of its cards a wire begins and ends. */
type Ports = (wire: Wire) => { readonly begin: number; readonly end: number };
const IN_THE_MIDDLE: Ports = () => ({ begin: 0, end: 0 });

type Places = readonly (readonly [string, Position])[];

/** A card seen along the wires: where it begins, and its middle across. */
interface Seen {
  readonly along: number;
  readonly across: number;
}

/** How far beside the port where it ends each wire goes by; nothing where it goes straight. */
export function lanes(
  wires: readonly Wire[],
  places: Places,
  direction: Direction = "down",
  ports: Ports = IN_THE_MIDDLE,
): ReadonlyMap<Wire, number> {
  const seen = new Map(places.map(([id, at]) => [id, seenAt(at, direction)]));
  const rows = [...seen.values()].sort((a, b) => a.along - b.along);
  const far = wires
    .flatMap((wire) => {
      const [from, to] = [seen.get(wire.source.node), seen.get(wire.target)];
      return from && to && to.along - from.along >= 2 * ALONG[direction] - 1 ? [{ wire, from, to }] : [];
    })
    .sort((a, b) => a.to.along - a.from.along - (b.to.along - b.from.along));
  const taken: Lane[] = [];
  const found = new Map<Wire, number>();
  for (const { wire, from, to } of far) {
    const { begin, end } = ports(wire);
    const across = pastCards(from, to, between(rows, from, to), direction, begin + end);
    if (across === null) continue;
    const lane = freeLane({ across, begin: from.along, end: to.along }, to, taken);
    taken.push(lane);
    found.set(wire, Math.round(lane.across - to.across - end));
  }
  return found;
}

const breadth = (direction: Direction) => (direction === "down" ? CARD.width : CARD.height);

function seenAt({ x, y }: Position, direction: Direction): Seen {
  return direction === "down" ? { along: y, across: x + CARD.width / 2 } : { along: x, across: y + CARD.height / 2 };
}

/** The cards in the rows between two others. */
function between(rows: readonly Seen[], from: Seen, to: Seen): Seen[] {
  const found: Seen[] = [];
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.along ?? 0) <= from.along) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < rows.length; at += 1) {
    const card = rows[at] as Seen;
    if (card.along >= to.along) break;
    found.push(card);
  }
  return found;
}

/** The place across, nearest to the straight way, where a wire passes all these cards; nothing where the straight way is free. */
function pastCards(from: Seen, to: Seen, cards: readonly Seen[], direction: Direction, lean: number): number | null {
  const half = breadth(direction) / 2;
  const length = direction === "down" ? CARD.height : CARD.width;
  const way = to.along - from.along - length;
  const at = (along: number) => from.across + (to.across - from.across) * bent((along - from.along - length) / way);
  const hides = (card: Seen) => {
    const [low, high] = [at(card.along), at(card.along + length)].sort((a, b) => a - b) as [number, number];
    return low < card.across + half && high > card.across - half;
  };
  if (!cards.some(hides)) return null;
  const middle = (from.across + to.across) / 2;
  const blocked = cards.map(({ across }) => [across - half - CLEAR, across + half + CLEAR] as const);
  const edges = [middle, ...blocked.flat()];
  const free = edges.filter((edge) => !blocked.some(([left, right]) => edge > left && edge < right));
  // Ties go to the side of the ports, else where no shapes stand: to the left, and below where wires go to the right.
  const usual = direction === "down" ? -1 : 1;
  const side = Math.sign(lean) || usual;
  const cost = (edge: number) => Math.abs(edge - middle) + (Math.sign(edge - middle) === side ? 0 : 1);
  return free.reduce((best, edge) => (cost(edge) < cost(best) ? edge : best));
}

const STEPS = 32;
/** How far across a bent wire is after each part of its way: control points in the middle of it, as React Flow draws. */
const BENT = Array.from({ length: STEPS + 1 }, (_, step) => {
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 20; turn += 1) {
    const t = (low + high) / 2;
    if (1.5 * t * (1 - t) + t ** 3 < step / STEPS) low = t;
    else high = t;
  }
  return 3 * low ** 2 - 2 * low ** 3;
});

const bent = (part: number) => BENT[Math.round(Math.min(1, Math.max(0, part)) * STEPS)] ?? 0;

interface Lane {
  readonly across: number;
  readonly begin: number;
  readonly end: number;
}

/** A lane that no other wire has on the way: further out where it must be. */
function freeLane(lane: Lane, to: Seen, taken: readonly Lane[]): Lane {
  const step = lane.across <= to.across ? -LANE : LANE;
  for (let out = 0; out < LANES; out += 1) {
    const across = lane.across + out * step;
    const met = taken.some(
      (other) => Math.abs(other.across - across) < LANE - 2 && other.begin < lane.end && lane.begin < other.end,
    );
    if (!met) return { ...lane, across };
  }
  return lane;
}

/** The path of a wire that goes by at `lane` across. */
export function pathAround(source: Position, target: Position, lane: number, direction: Direction = "down"): string {
  const swap = ({ x, y }: Position): Position => (direction === "down" ? { x, y } : { x: y, y: x });
  const [from, to] = [swap(source), swap(target)];
  const bend = Math.min(46, (to.y - from.y) / 4);
  const [down, up] = [from.y + bend, to.y - bend];
  const at = (x: number, y: number) => {
    const point = swap({ x, y });
    return `${point.x} ${point.y}`;
  };
  return [
    `M${at(from.x, from.y)}`,
    `C${at(from.x, down)} ${at(lane, from.y)} ${at(lane, down)}`,
    `L${at(lane, up)}`,
    `C${at(lane, to.y)} ${at(to.x, up)} ${at(to.x, to.y)}`,
  ].join("");
}
