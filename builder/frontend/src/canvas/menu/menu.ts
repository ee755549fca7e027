/** Which commands stand in the menu of what was pointed at. */
import { able, COMMANDS } from "../commands";
import { type Command, GROUPS, type Group, type Stage, type Target } from "../stage";

/** The parts of a menu, each with its commands: all that can be done there now; the palette says of the others why not. */
export function menuNow(target: Target, stage: Stage): readonly (readonly Command[])[] {
  return menuOf(target)
    .map((part) => part.filter((each) => able(each, stage)))
    .filter((part) => part.length > 0);
}

/** The parts of a menu whatever the state of things is. A block is a node too. */
export function menuOf(target: Target): readonly (readonly Command[])[] {
  const targets: readonly Target[] = target === "block" ? ["block", "node"] : [target];
  const standing = COMMANDS.filter(({ menus }) => menus?.some((each) => targets.includes(each)));
  return orderOf(target)
    .map((group) => standing.filter((each) => each.group === group))
    .filter((part) => part.length > 0);
}

/** On the empty canvas, and on a wire, one wants to add something first of all. */
function orderOf(target: Target): readonly Group[] {
  const order = Object.keys(GROUPS) as Group[];
  return target === "canvas" || target === "wire" ? ["add", ...order.filter((group) => group !== "add")] : order;
}
