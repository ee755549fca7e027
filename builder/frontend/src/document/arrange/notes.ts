/** Notes stay beside what they are about: where it goes they go, and where they would lie on something they stand beside it. */
import { type Box, overlap } from "../held";
import type { Note, Position } from "../types";

const GAP = 36;
const STEP = 12;
const CLEAR = 8;

/** The thing, of those in `boxes`, that a note is nearest to. */
export function nearest(note: Box, boxes: ReadonlyMap<string, Box>): string | null {
  let found: string | null = null;
  let least = Infinity;
  for (const [id, box] of boxes) {
    const away = distance(note, box);
    if (away >= least) continue;
    least = away;
    found = id;
  }
  return found;
}

function distance(note: Box, { x, y, width, height }: Box): number {
  const across = Math.max(x - (note.x + note.width), note.x - (x + width), 0);
  const middle = note.y + note.height / 2;
  const down = height > note.height ? Math.max(y - middle, middle - (y + height), 0) : y + height / 2 - middle;
  return Math.hypot(across, down);
}

/** Where notes go whose things went from `before` to `after`; they lie on none of these, and on no `ways`. */
export function placeNotes(
  notes: ReadonlyMap<string, Note>,
  before: ReadonlyMap<string, Box>,
  after: ReadonlyMap<string, Box>,
  ways: readonly Box[] = [],
): Map<string, Position> {
  const taken = [...after.values(), ...ways];
  const wanted = [...notes].map(([id, note]): [string, Box, Box] => {
    const thing = nearest(note, before) ?? "";
    const [from, to] = [before.get(thing), after.get(thing)];
    const moved = from && to ? { x: note.x + to.x - from.x, y: note.y + to.y - from.y } : note;
    const { width, height } = note;
    return [id, { x: Math.round(moved.x), y: Math.round(moved.y), width, height }, to ?? note];
  });
  const found = new Map<string, Position>();
  for (const [id, box, thing] of wanted.sort((a, b) => a[1].y - b[1].y || a[1].x - b[1].x || (a[0] < b[0] ? -1 : 1))) {
    const spot = free(box, taken) ? box : beside(box, thing, taken);
    taken.push(spot);
    found.set(id, { x: spot.x, y: spot.y });
  }
  return found;
}

const free = (box: Box, taken: readonly Box[]) => !taken.some((other) => overlap(box, other, CLEAR));

/** The nearest spot at the side where it was that is free: past all that stands at its height, else a little lower. */
function beside(note: Box, thing: Box, taken: readonly Box[]): Box {
  const left = note.x + note.width / 2 < thing.x + thing.width / 2;
  for (let down = 0; ; down += STEP) {
    const spots = [down, -down].map((by) => past({ ...note, y: note.y + by }, left, taken));
    const near = spots.filter((spot) => down > 300 || Math.abs(spot.x - note.x) < 900);
    if (near[0])
      return near.reduce((best, spot) => (Math.abs(spot.x - note.x) < Math.abs(best.x - note.x) ? spot : best));
  }
}

function past(note: Box, left: boolean, taken: readonly Box[]): Box {
  const row = taken.filter((box) => overlap({ ...box, x: 0, width: 1 }, { ...note, x: 0, width: 1 }, CLEAR));
  if (!row.length) return note;
  const x = left
    ? Math.min(...row.map((box) => box.x)) - GAP - note.width
    : Math.max(...row.map((box) => box.x + box.width)) + GAP;
  return { ...note, x };
}
