/** Whether the outline stands beside the canvas: as it was chosen last in this browser. */
import { createStore, type Store } from "../../project/store";

const KEY = "layerloom-outline";

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) === "open";
  } catch {
    // Where storage is forbidden, nothing is remembered.
    return false;
  }
}

export const outlineOpen: Store<boolean> = createStore(typeof localStorage !== "undefined" && remembered());

outlineOpen.subscribe(() => {
  try {
    localStorage.setItem(KEY, outlineOpen.get() ? "open" : "closed");
  } catch {
    // As above.
  }
});
