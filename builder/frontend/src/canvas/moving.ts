/** Commands of the arrow keys: they move what is selected, and with Shift they resize frames and notes. */
import { titleOf } from "../catalog/blocks";
import type { Level } from "../document/level";
import type { Edit, Frame, Note, Position } from "../document/types";
import { counted, message, t } from "../words/words";
import { nothingMovable } from "./commanding/reasons";
import { moveFrame } from "./frames/frames";
import type { Command, Stage } from "./stage";
import { sizeOf } from "./view";

const STEP = 10;
const LEAST = { width: 140, height: 80 };

interface Way {
  readonly step: Position;
  readonly move: string;
  readonly moved: string;
  readonly resize: string;
}

const WAYS: Readonly<Record<string, Way>> = {
  up: {
    step: { x: 0, y: -STEP },
    move: message("Move up"),
    moved: message("{what} moved up."),
    resize: message("Make lower"),
  },
  down: {
    step: { x: 0, y: STEP },
    move: message("Move down"),
    moved: message("{what} moved down."),
    resize: message("Make higher"),
  },
  left: {
    step: { x: -STEP, y: 0 },
    move: message("Move left"),
    moved: message("{what} moved left."),
    resize: message("Make narrower"),
  },
  right: {
    step: { x: STEP, y: 0 },
    move: message("Move right"),
    moved: message("{what} moved right."),
    resize: message("Make wider"),
  },
};

export const MOVING: readonly Command[] = Object.entries(WAYS).flatMap(([name, way]): Command[] => [
  {
    name: `move-${name}`,
    title: way.move,
    sentence: message("Move what is selected"),
    keys: [`arrow${name}`],
    group: "arrange",
    edits: true,
    refusal: nothingMovable,
    run: (stage) => move(stage, way),
  },
  {
    name: `resize-${name}`,
    title: way.resize,
    sentence: message("Resize the selected frame or note"),
    keys: [`shift+arrow${name}`],
    group: "arrange",
    edits: true,
    refusal: nothingMovable,
    run: (stage) => resize(stage, way),
  },
]);

function move(stage: Stage, { step: { x, y }, moved }: Way): void {
  const level = stage.level();
  const { nodes, notes, frames } = stage.view.selection.get();
  const by = (place: Position) => ({ x: place.x + x, y: place.y + y });
  stage.project.edit(
    [
      ...[...frames].flatMap((id) => {
        const frame = level.frames.get(id);
        return frame ? moveFrame(level, id, by(frame)) : [];
      }),
      ...[...nodes].flatMap((node): Edit[] => {
        const place = level.layout.get(node);
        return place ? [{ edit: "move", node, position: by(place) }] : [];
      }),
      ...areas(level.notes, notes).map(([id, note]): Edit => {
        return { edit: "set_note", id, note: { ...note, ...by(note) } };
      }),
    ],
    "nudge",
  );
  stage.view.told.set(t(moved, { what: whatIsSelected(stage, level) }));
}

/** Layers have one size: with Shift they move as without. */
function resize(stage: Stage, way: Way): void {
  const { step } = way;
  const level = stage.level();
  const { notes, frames } = stage.view.selection.get();
  const held = [...areas<Note>(level.frames, frames), ...areas(level.notes, notes)];
  const [first] = held;
  if (!first) return move(stage, way);
  const size = ({ width, height }: Note) => ({
    width: Math.max(LEAST.width, width + step.x),
    height: Math.max(LEAST.height, height + step.y),
  });
  stage.project.edit(
    [
      ...areas<Frame>(level.frames, frames).map(([id, frame]): Edit => {
        return { edit: "set_frame", id, frame: { ...frame, ...size(frame) } };
      }),
      ...areas(level.notes, notes).map(([id, note]): Edit => {
        return { edit: "set_note", id, note: { ...note, ...size(note) } };
      }),
    ],
    "nudge",
  );
  const { width, height } = size(first[1]);
  stage.view.told.set(
    t("{what} is {width} by {height} now.", {
      what: whatIsSelected(stage, level),
      width: Math.round(width),
      height: Math.round(height),
    }),
  );
}

function areas<T>(known: ReadonlyMap<string, T>, ids: ReadonlySet<string>): [string, T][] {
  return [...known].filter(([id]) => ids.has(id));
}

function whatIsSelected({ view, catalog }: Stage, { nodes, frames, whole }: Level): string {
  const chosen = view.selection.get();
  if (sizeOf(chosen) > 1) return counted(sizeOf(chosen), "{count} thing", "{count} things");
  const [frame] = areas(frames, chosen.frames);
  if (frame) return frame[1].text ? t("Frame “{text}”", { text: frame[1].text }) : t("Frame");
  const [node] = areas(nodes, chosen.nodes);
  return node ? titleOf(node[1], whole, catalog) : t("Note");
}
