/** What the keyboard stops at on a level, and which way leads from one stop to the next. Pure. */
import { wires } from "../../document/graph";
import type { Level } from "../../document/level";
import { NOTHING, type Selection } from "../view";
import { byPlace, flowOrder } from "./order";

/** Which part of a selection a stop stands in. */
export type Part = "nodes" | "notes" | "frames";

export interface Stop {
  readonly part: Part;
  readonly id: string;
}

/** Everything that can be reached, in the order of reading: layers along the flow, then notes, then frames. */
export function stopsOf(level: Level): readonly Stop[] {
  const areas = (part: "notes" | "frames") =>
    [...level[part].keys()].sort(byPlace(level[part])).map((id): Stop => ({ part, id }));
  return [...flowOrder(level).map((id): Stop => ({ part: "nodes", id })), ...areas("notes"), ...areas("frames")];
}

const placed = new WeakMap<Level, ReadonlyMap<string, number>>();

/** Which stop, from 1, a layer, note or frame is; found once for each state of the level. */
export function numberOf(level: Level, { part, id }: Stop): number {
  const known = placed.get(level) ?? new Map(stopsOf(level).map((stop, at) => [`${stop.part}/${stop.id}`, at + 1]));
  placed.set(level, known);
  return known.get(`${part}/${id}`) ?? 0;
}

/** Where the focus comes to when the canvas is entered: the first thing selected, else the first of all. */
export function entrance(level: Level, selection: Selection): Stop | undefined {
  for (const part of ["nodes", "notes", "frames"] as const) {
    for (const id of selection[part]) if (level[part].has(id)) return { part, id };
  }
  const [id] = flowOrder(level);
  return id === undefined ? stopsOf(level)[0] : { part: "nodes", id };
}

export const selectionOf = ({ part, id }: Stop): Selection => ({ ...NOTHING, [part]: new Set([id]) });

export type Way = "up" | "down" | "left" | "right";

/** What each arrow means where the flow goes to the right. */
const TURNED: Readonly<Record<Way, Way>> = { right: "down", left: "up", down: "right", up: "left" };

/** The layer that a step along the wires comes to: with the flow to what is fed, against it to what feeds, across to the next branch. */
export function follow(level: Level, from: string, arrow: Way): string | undefined {
  const rightward = level.direction === "right";
  const way = rightward ? TURNED[arrow] : arrow;
  const across = (id: string) => level.layout.get(id)?.[rightward ? "y" : "x"] ?? 0;
  const distance = (id: string) => Math.abs(across(id) - across(from));
  const nearest = (ids: readonly string[]) => [...new Set(ids)].sort((a, b) => distance(a) - distance(b))[0];
  const all = wires(level.nodes);
  const fed = (id: string) => all.filter(({ source }) => source.node === id).map(({ target }) => target);
  const feeding = (id: string) => all.filter(({ target }) => target === id).map(({ source }) => source.node);
  if (way === "down") return nearest(fed(from));
  if (way === "up") return nearest(feeding(from));
  const beside = [...feeding(from).flatMap(fed), ...fed(from).flatMap(feeding)].filter((id) => id !== from);
  const side = way === "right" ? 1 : -1;
  return nearest(beside.filter((id) => (across(id) - across(from)) * side > 0));
}
