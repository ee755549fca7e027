/** The run that was just started, until the Train page shows it: the page takes longer to come than the run. */

import { createStore } from "../project/store";
import type { Started } from "../project/training";

export const arrival = createStore<Started | null>(null);
