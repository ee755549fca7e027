/** Asks the server to train the project as it is now. */

import { message } from "../words/words";
import { httpAddress } from "./address";

export interface Started {
  readonly run: string;
  readonly number: number;
  /** In the queue, 0 when it has begun. */
  readonly place: number;
  /** Seconds until it begins. */
  readonly wait: number;
}

const UNREACHABLE = message("The server could not be reached: nothing was started. Press Train again in a moment.");

/** Start a run; a string is the sentence that says why there is none. */
export async function startRun(project: string): Promise<Started | string> {
  try {
    const response = await fetch(httpAddress(`api/projects/${encodeURIComponent(project)}/runs`), { method: "POST" });
    const answer = await response.json();
    return response.ok ? (answer as Started) : String(answer.sentence);
  } catch {
    return UNREACHABLE;
  }
}
