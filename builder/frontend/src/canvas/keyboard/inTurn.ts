/** Sentences for those who listen, one after the other: a region that changes too fast is heard only at its end. */
import type { Store } from "../../project/store";

/** How long each stands before the next. */
const HEARD_MS = 600;
/** What waits is at most so much, the newest: nobody is to hear for long what is over. */
const MOST_WAITING = 4;

/** Hand what `told` is set to on to `say`, each in its turn; what is said again while it waits is said once. */
export function inTurn(told: Store<string>, say: (sentence: string) => void): () => void {
  let waiting: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    const [sentence, ...more] = waiting;
    waiting = more;
    timer = sentence === undefined ? undefined : setTimeout(next, HEARD_MS);
    if (sentence !== undefined) say(sentence);
  };
  const stop = told.subscribe(() => {
    const sentence = told.get();
    if (sentence && sentence !== waiting.at(-1)) waiting = [...waiting, sentence].slice(-MOST_WAITING);
    if (timer === undefined) next();
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
