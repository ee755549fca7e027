/** The run that was just started, until the Train page shows it: the page takes longer to come than the run. */

import { createStore } from "../project/store";
import type { Started } from "../project/training";

export interface Arriving extends Started {
  /** Whether its page was asked for; until then it is shown on the page where it was started. */
  readonly coming: boolean;
  readonly over: boolean;
}

export const arrival = createStore<Arriving | null>(null);

/** Show a run that was just started. A page is asked for once there is something to see on it: a run that waits needs none. */
export function arrive(started: Started, here: boolean): boolean {
  const coming = here || started.place === 0;
  arrival.set({ ...started, coming, over: false });
  return coming;
}

/** Note what came of it: its page was asked for, or it is over. */
export function noteArrival(news: Partial<Arriving>): void {
  const arriving = arrival.get();
  if (arriving) arrival.set({ ...arriving, ...news });
}
