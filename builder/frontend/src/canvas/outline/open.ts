/** Whether the outline stands beside the canvas: as it was chosen last in this browser. */
import { keep, kept } from "../../kept";
import { createStore, type Store } from "../../project/store";

const KEY = "layerloom-outline";
const OPEN = "open";

export const outlineOpen: Store<boolean> = createStore(kept(KEY) === OPEN);

outlineOpen.subscribe(() => void keep(KEY, outlineOpen.get() ? OPEN : "closed"));
