/** In a narrow window the panels beside the canvas are drawers over it: one of them is open, or none. */
import { createStore, type Store } from "../../project/store";

export type Drawer = "palette" | "inspector";

export const drawer: Store<Drawer | null> = createStore<Drawer | null>(null);

/** Below this width panels are drawers; `folding.css` says the same. */
const NARROW = "(width < 900px)";

const isNarrow = (): boolean => typeof matchMedia !== "undefined" && matchMedia(NARROW).matches;

/** Open a panel where it is a drawer. */
export function unfold(wanted: Drawer): void {
  if (isNarrow()) drawer.set(wanted);
}
