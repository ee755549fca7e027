/** Every command of the canvas, in one table: toolbar, menus, keys, palette and the help page follow from it. */

import { t } from "../words/words";
import { ANALYSIS } from "./analysis/commands";
import { ARRANGING } from "./arranging/commands";
import { BLOCK_COMMANDS } from "./blocks/commands";
import { CLIPBOARD } from "./clipboard/commands";
import { ADDING } from "./commanding/adding";
import { CHOOSING } from "./commanding/choosing";
import { GOING } from "./commanding/going";
import { HISTORY } from "./commanding/history";
import { keyText, pressed } from "./commanding/shortcuts";
import { SHOWING } from "./commanding/showing";
import { ZOOMING } from "./commanding/zooming";
import { FIGURES } from "./figure/commands";
import { FRAME_COMMANDS } from "./frames/commands";
import { KEYBOARD_COMMANDS } from "./keyboard/commands";
import { MOVING } from "./moving";
import { NODE_COMMANDS } from "./nodeCommands";
import { OUTLINE_COMMANDS } from "./outline/commands";
import { REPLACING } from "./replace/commands";
import { SAMPLING } from "./sampling/commands";
import type { Command, Stage } from "./stage";

/** In the order in which they stand on the toolbar and in menus. */
export const COMMANDS: readonly Command[] = [
  ...HISTORY,
  ...ARRANGING,
  ...ADDING,
  ...NODE_COMMANDS,
  ...REPLACING,
  ...BLOCK_COMMANDS,
  ...FRAME_COMMANDS,
  ...KEYBOARD_COMMANDS,
  ...OUTLINE_COMMANDS,
  ...SHOWING,
  ...SAMPLING,
  ...ANALYSIS,
  ...ZOOMING,
  ...CHOOSING,
  ...CLIPBOARD,
  ...MOVING,
  ...GOING,
  ...FIGURES,
];

const BY_NAME = new Map(COMMANDS.map((each) => [each.name, each]));
const BY_KEY = new Map(COMMANDS.flatMap((each) => each.keys.map((key) => [key, each] as const)));

/** The command of that name. */
export function command(name: string): Command {
  const found = BY_NAME.get(name);
  if (!found) throw new Error(`There is no command “${name}”.`);
  return found;
}

/** Why a command cannot be run now, in one sentence; nothing where it can. */
export function refusalOf(each: Command, stage: Stage): string | null {
  if (each.edits && !stage.editable) return t("You are looking at this project. Make a copy to change it.");
  return each.refusal?.(stage) ?? null;
}

/** Whether a command can be run now. */
export const able = (each: Command, stage: Stage): boolean => refusalOf(each, stage) === null;

/** Run a command where it can be run; says whether it was. */
export function perform(each: Command, stage: Stage): boolean {
  if (!able(each, stage)) return false;
  each.run(stage);
  return true;
}

/** The command that a key press means. */
export const commandOf = (press: Parameters<typeof pressed>[0]): Command | undefined => BY_KEY.get(pressed(press));

/** What a button of a command says beside its face: what it does, its keys, and why it cannot be pressed now. */
export function tipOf(each: Command, refusal: string | null): string {
  const shortcut = shortcutText(each);
  return [shortcut ? `${t(each.sentence)} (${shortcut})` : t(each.sentence), refusal].filter(Boolean).join("\n");
}

/** The shortcut of a command as people read it: `Ctrl+Z`; nothing where it has none. */
export const shortcutText = ({ keys: [key] }: Command): string => (key === undefined ? "" : keyText(key));
