/** How the samples of an Input begin: asked of the server, and its form. */

import { useEffect, useState } from "react";
import { asked } from "../../project/asked";
import { useStore } from "../../project/store";
import { type Carried, t } from "../../words/words";
import { useBench } from "../context";
import type { Shown } from "../sampling/trace";

/** A picture, and its mask to lay over it. */
export interface Looked {
  readonly picture: string;
  readonly mask: string | null;
}

/** Some samples, each before and after several draws; `moved`: masks are moved with their pictures. */
export interface Changed {
  readonly samples: readonly { readonly before: Looked; readonly after: readonly Looked[] }[];
  readonly moved: boolean;
}

/** What a layer does that prepares a column, with the words that it knows. */
export interface Step extends Carried {
  readonly layer: string;
  readonly sentence: string;
  readonly words: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly steps: readonly Step[];
  /** A value of the data as a page shows it, and what the network reads of it. */
  readonly before: unknown;
  readonly after: Shown;
}

export interface Prepared {
  /** From how many rows it was learnt. */
  readonly rows: number;
  readonly columns: readonly Column[];
}

interface Looks {
  readonly changed: Changed;
  readonly prepared: Prepared;
}

export interface Answer<T> {
  readonly found: T | null;
  readonly waiting: boolean;
  /** Why there is none. */
  readonly sentence: string;
}

/** What a look at an Input shows, asked again after every edit; the last answer stays while the next is on its way. */
export function useLook<Look extends keyof Looks>(look: Look, input: string, number: number): Answer<Looks[Look]> {
  const { project } = useBench();
  const digest = useStore(project.report)?.digest;
  const [answer, setAnswer] = useState<Answer<Looks[Look]>>({ found: null, waiting: true, sentence: "" });
  useEffect(() => {
    const gone = new AbortController();
    // Another network shows something else.
    void digest;
    setAnswer((last) => ({ ...last, waiting: true }));
    const path = `api/projects/${encodeURIComponent(project.id)}/begin`;
    const otherwise = t("The samples could not be looked at. Try again.");
    asked<Looks[Look]>(path, { look, input, number }, gone.signal, otherwise).then(
      (found) => setAnswer({ found, waiting: false, sentence: "" }),
      (error: Error) => {
        if (!gone.signal.aborted) setAnswer({ found: null, waiting: false, sentence: error.message });
      },
    );
    return () => gone.abort();
  }, [project, look, input, number, digest]);
  return answer;
}
