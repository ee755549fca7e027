/** Whether things that are dragged come to rest at others: a person's habit, kept in this browser for all projects. */
import { createStore } from "../../project/store";

const KEY = "layerloom-snap";
const OFF = "off";

export const snapSwitch = createStore(kept() !== OFF);
snapSwitch.subscribe(() => keep(snapSwitch.get() ? "on" : OFF));

function kept(): string | null {
  // A browser may keep nothing.
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    return;
  }
}
