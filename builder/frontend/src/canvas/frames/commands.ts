/** Commands on a frame: all that stands in it becomes one card, named like it, and `unpack` lays it out again where it was. */
import { message, t } from "../../words/words";
import { packed } from "../blocks/commands";
import type { Command, Stage } from "../stage";
import { heldBy } from "./frames";

export const FRAME_COMMANDS: readonly Command[] = [
  {
    name: "fold",
    title: message("Fold"),
    sentence: message("Make one card of what stands in the frame, with its wires; Unpack lays it out again"),
    keys: ["z"],
    group: "block",
    menus: ["frame"],
    search: ["collapse"],
    edits: true,
    refusal: (stage) => (chosenFrame(stage) === null ? t("Select one frame.") : null),
    run: fold,
  },
];

function chosenFrame({ view, level }: Stage): string | null {
  const { frames } = view.selection.get();
  const [id] = frames;
  return frames.size === 1 && id !== undefined && level().frames.has(id) ? id : null;
}

function fold(stage: Stage): void {
  const level = stage.level();
  const id = chosenFrame(stage) ?? "";
  const { nodes, notes, frames } = heldBy(level, id);
  if (!nodes.length) return stage.view.notice.set({ sentence: t("No layer stands in this frame.") });
  const chosen = { nodes: new Set(nodes), notes: new Set(notes), frames: new Set([id, ...frames]) };
  packed(stage, chosen, level.frames.get(id)?.text || t("Frame"), false);
}
