/** The network as a list beside the canvas: found, walked through and changed there as on the canvas. */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { focused } from "../../design/focus";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useActions } from "../actions";
import { able, command } from "../commands";
import { useBench } from "../context";
import { Icon, type IconName } from "../icons";
import { focusStop } from "../keyboard/focus";
import { entrance } from "../keyboard/stops";
import "./outline.css";
import { outlineOpen } from "./open";
import { Tree } from "./Tree";

export function Outline() {
  return useStore(outlineOpen) ? <Panel /> : null;
}

function Panel() {
  const { view, level } = useBench();
  const [words, setWords] = useState("");
  const panel = useRef<HTMLElement>(null);
  const tree = () => panel.current?.querySelector<HTMLElement>("[role=tree]");
  // Opened by a key, it is gone on with there; not where it only stands as it was chosen.
  const [fresh] = useState(() => outlineOpen.get() && openedNow);
  useEffect(() => {
    if (fresh) panel.current?.querySelector<HTMLElement>("[role=tree]")?.focus();
  }, [fresh]);
  useLayoutEffect(() => {
    const element = panel.current;
    return () => {
      const stop = entrance(level.get(), view.selection.get());
      if (stop && element?.contains(focused())) setTimeout(() => focusStop(view, stop));
    };
  }, [level, view]);

  function press(event: KeyboardEvent): void {
    if (event.key === "Escape" && words) setWords("");
    else if (["ArrowDown", "Enter", "Escape"].includes(event.key)) tree()?.focus();
    else return;
    event.preventDefault();
  }

  return (
    <nav ref={panel} className="ll-outline" aria-label={t("Outline")} data-testid="outline">
      <header className="ll-outline-head">
        <h2>{t("Outline")}</h2>
        <button
          type="button"
          className="ll-tool"
          aria-label={t("Close the outline")}
          title={t("Close the outline")}
          onClick={() => outlineOpen.set(false)}
        >
          ×
        </button>
      </header>
      <input
        className="ll-field"
        type="search"
        placeholder={t("Find in the network")}
        aria-label={t("Find in the network")}
        data-testid="outline-search"
        value={words}
        onChange={({ target }) => setWords(target.value)}
        onKeyDown={press}
      />
      <Tree words={words} />
      <Changes />
    </nav>
  );
}

let openedNow = false;
outlineOpen.subscribe(() => {
  openedNow = outlineOpen.get();
});

const CHANGES: readonly (readonly [string, IconName])[] = [
  ["add-before", "before"],
  ["add-after", "after"],
  ["connect-to", "outward"],
  ["connect-from", "inward"],
  ["cut-wire", "scissors"],
  ["earlier", "up"],
  ["later", "down"],
  ["rename", "pencil"],
  ["delete", "bin"],
];

/** The commands on what is selected, for the pointer. */
function Changes() {
  const { project, view, editable } = useBench();
  const { stage, run } = useActions();
  useStore(view.selection);
  useStore(project.document);
  if (!editable) return null;
  return (
    <div className="ll-outline-changes" role="toolbar" aria-label={t("Change what is selected")}>
      {CHANGES.map(([name, icon]) => {
        const { title, sentence } = command(name);
        return (
          <button
            key={name}
            type="button"
            className="ll-tool"
            aria-label={t(title)}
            title={t(sentence)}
            data-testid={`outline-${name}`}
            disabled={!able(command(name), stage)}
            onClick={() => run(name)}
          >
            <Icon name={icon} />
          </button>
        );
      })}
    </div>
  );
}
