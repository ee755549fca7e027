/** The palette of commands: everything that can be done, by a few letters. */
import { useCallback, useMemo } from "react";
import { t } from "../../words/words";
import { useActions } from "../actions";
import type { Open } from "../commanding/open";
import { commandOffers, furtherOffers, nodeOffers } from "./everything";
import { Finder, useOffers } from "./Finder";
import { offersFor } from "./offer";
import { useShelves } from "./Search";

interface CommandPaletteProps {
  readonly scope: Extract<Open, { what: "palette" }>["scope"];
  readonly close: () => void;
}

export function CommandPalette({ scope, close }: CommandPaletteProps) {
  const { stage } = useActions();
  const shelves = useShelves(stage.put);
  const first = useMemo(() => (scope === "nodes" ? nodeOffers(stage) : commandOffers(stage)), [scope, stage]);
  const more = useMemo(
    () => once(() => (scope === "nodes" ? [] : furtherOffers(stage, shelves))),
    [scope, stage, shelves],
  );
  const find = useCallback(
    (words: string) => offersFor(words.trim() ? [...first, ...more()] : first, words),
    [first, more],
  );
  const nodes = scope === "nodes";
  const label = nodes ? t("Go to a layer by its name") : t("Find a command, a layer or a page");
  const box = useOffers({ label, find, close });
  const { words } = box;
  const nothing = nodes
    ? t("No layer of this network is called “{words}”.", { words })
    : t("Nothing is called “{words}”. Try another word for it.", { words });
  return (
    <div
      className="ll-afloat ll-command-palette"
      role="dialog"
      aria-label={nodes ? t("Go to a layer") : t("All commands")}
    >
      <Finder box={box} nothing={nothing} testid="palette" />
    </div>
  );
}

/** What is worked out when it is asked for, and kept. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
