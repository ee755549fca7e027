/** Whether things that are dragged come to rest at others: a person's habit, kept in this browser for all projects. */
import { keep, kept } from "../../kept";
import { createStore } from "../../project/store";

const KEY = "layerloom-snap";
const OFF = "off";

export const snapSwitch = createStore(kept(KEY) !== OFF);
snapSwitch.subscribe(() => void keep(KEY, snapSwitch.get() ? "on" : OFF));
