/** Whether taps add to what is selected, and drags select: what Shift does for those who have it. */
import { createStore, type Store } from "../../project/store";

export const several: Store<boolean> = createStore(false);
