/** The samples on show and what is done to them: at once on the screen, one after the other on the server. */
import { useCallback, useEffect, useRef, useState } from "react";
import { type Asked, change, type Entry, type Found, look, ranges, type Sample, type State } from "./ask";

export interface Samples {
  readonly state: State | null;
  readonly found: number;
  readonly start: number;
  readonly shown: readonly Sample[];
  readonly sentence: string;
  readonly loading: boolean;
  /** How often samples were read. */
  readonly read: number;
  label(column: string, value: string, rows: readonly number[]): void;
  remove(rows: readonly number[]): void;
  step(which: "undo" | "redo"): void;
  /** Ask for the samples again, once all changes are kept. */
  refresh(): void;
}

/** `changed` is called some time after the last change, with how many there are. */
export function useSamples(data: string, asked: Asked, changed: (count: number) => void): Samples {
  const [found, setFound] = useState<Found | null>(null);
  const [sentence, setSentence] = useState("");
  const [loading, setLoading] = useState(true);
  const [again, setAgain] = useState(0);
  const [read, setRead] = useState(0);
  const stale = useRef(false);
  const waiting = useRef<Entry[]>([]);
  const busy = useRef(false);
  const tell = useTold(changed);
  const key = JSON.stringify(asked);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says what is asked for, `again` asks once more.
  useEffect(() => {
    let gone = false;
    setLoading(true);
    look(data, asked)
      .then((answer) => {
        if (gone) return;
        setFound(answer);
        setRead((count) => count + 1);
      })
      .catch((error: Error) => !gone && setSentence(error.message))
      .finally(() => !gone && setLoading(false));
    return () => {
      gone = true;
    };
  }, [data, key, again]);

  const send = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    while (waiting.current.length > 0) {
      const entries = waiting.current.splice(0);
      try {
        const state = await change(data, entries);
        setFound((now) => now && { ...now, ...state });
        tell(state.changes);
        setSentence("");
        stale.current ||= entries.some((entry) => entry.do !== "label");
      } catch (error) {
        // What is on the screen is not what is kept: it is asked for again.
        waiting.current = [];
        setSentence(error instanceof Error ? error.message : String(error));
        stale.current = true;
      }
    }
    busy.current = false;
    if (stale.current) setAgain((count) => count + 1);
    stale.current = false;
  }, [data, tell]);

  const put = (entry: Entry) => {
    waiting.current.push(entry);
    void send();
  };
  const show = (make: (sample: Sample) => Sample | null) =>
    setFound((now) => now && { ...now, shown: now.shown.flatMap((sample) => make(sample) ?? []) });
  return {
    state: found,
    found: found?.found ?? 0,
    start: found?.start ?? 0,
    shown: found?.shown ?? [],
    sentence,
    loading,
    read,
    label: (column, value, rows) => {
      const meant = new Set(rows);
      const given = (sample: Sample) => ({ ...sample, values: { ...sample.values, [column]: value || null } });
      show((sample) => (meant.has(sample.row) ? given(sample) : sample));
      put({ do: "label", column, value, rows: ranges(rows) });
    },
    remove: (rows) => {
      const meant = new Set(rows);
      show((sample) => (meant.has(sample.row) ? null : sample));
      put({ do: "remove", rows: ranges(rows) });
    },
    step: (which) => put({ do: which }),
    refresh: () => {
      setSentence("");
      stale.current = true;
      void send();
    },
  };
}

const QUIET_MS = 1500;

/** Tells a number once nothing newer came for a while: the page around need not be written for each of many changes. */
function useTold(changed: (count: number) => void): (count: number) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef(changed);
  newest.current = changed;
  return useCallback((count: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => newest.current(count), QUIET_MS);
  }, []);
}
