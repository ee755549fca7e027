/** Where a block stands in place of its layers, and how what is below closes up. */
import { axisOf, CARD } from "./card";
import { holdsMiddle } from "./held";
import type { Level } from "./level";
import { carriedNotes } from "./notes";
import type { Edit, Frame, Note, Position } from "./types";

export const ORIGIN: Position = { x: 0, y: 0 };

/** Where the instance stands: at the top of what it stands for, so that all below can close up; in its middle where others stand beside. */
export function closedPlace({ layout, direction }: Level, inside: ReadonlySet<string>): Position {
  const axis = axisOf(direction);
  const center = centerOf(layout, inside);
  const [first, last] = rowsOf(layout, inside, axis);
  const beside = [...layout].some(([id, at]) => !inside.has(id) && at[axis] > first && at[axis] <= last);
  return beside ? center : { ...center, [axis]: first };
}

/** The edits by which all that stands below closes up. */
export function closingEdits(
  level: Level,
  inside: ReadonlySet<string>,
  gone: readonly [string, Note][],
  made: { instance: string; place: Position },
) {
  const axis = axisOf(level.direction);
  const [first, last] = rowsOf(level.layout, inside, axis);
  if (made.place[axis] !== first) return [];
  const kept = [...level.layout].filter(([id]) => !inside.has(id));
  const closer = (at: Position): Position => ({ ...at, [axis]: at[axis] - (last - first) });
  const moved = new Map(kept.flatMap(([id, at]) => (at[axis] > last ? [[id, closer(at)]] : [])));
  const notes = new Map([...level.notes].filter(([id]) => !gone.some(([each]) => each === id)));
  const layout = new Map([...kept, [made.instance, made.place]]);
  return movingEdits({ ...level, notes, layout }, moved);
}

/** The edits that move cards, the notes beside them, and the frames around them. */
export function movingEdits(level: Level, moved: ReadonlyMap<string, Position>): Edit[] {
  return [
    ...[...moved].map(([node, position]): Edit => ({ edit: "move", node, position })),
    ...carriedNotes(level, moved).map(([id, note]): Edit => ({ edit: "set_note", id, note })),
    ...carriedFrames(level, moved).map(([id, frame]): Edit => ({ edit: "set_frame", id, frame })),
  ];
}

/** The frames all of whose cards move: they go as far as the first of these. */
function carriedFrames({ frames, layout }: Level, moved: ReadonlyMap<string, Position>): [string, Frame][] {
  return [...frames].flatMap(([id, frame]): [string, Frame][] => {
    const held = [...layout].filter(([, at]) => holdsMiddle(frame, { ...at, ...CARD }));
    const [first] = held;
    const to = moved.get(first?.[0] ?? "");
    if (!first || !to || !held.every(([card]) => moved.has(card))) return [];
    return [[id, { ...frame, x: frame.x + to.x - first[1].x, y: frame.y + to.y - first[1].y }]];
  });
}

/** The first and the last row of some cards along an axis. */
export function rowsOf(layout: Level["layout"], ids: Iterable<string>, axis: "x" | "y"): readonly [number, number] {
  const rows = [...ids].map((id) => layout.get(id)?.[axis] ?? 0);
  if (!rows.length) return [0, 0];
  return [Math.min(...rows), Math.max(...rows)];
}

/** The middle of some cards, as the place of one. */
export function centerOf(layout: Level["layout"], ids: Iterable<string>): Position {
  const places = [...ids].map((id) => layout.get(id) ?? ORIGIN);
  if (!places.length) return ORIGIN;
  return { x: middle(places.map(({ x }) => x)), y: middle(places.map(({ y }) => y)) };
}

export const middle = (values: readonly number[]) => Math.round((Math.min(...values) + Math.max(...values)) / 2);
