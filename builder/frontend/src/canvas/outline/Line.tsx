/** One row of the outline. */

import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useBench } from "../context";
import { KindMark } from "../KindMark";
import { factsOf } from "./facts";
import type { Row } from "./rows";

interface LineProps {
  readonly id: string;
  readonly row: Row;
  readonly active: boolean;
  readonly selected: boolean;
  readonly turn: () => void;
  readonly choose: () => void;
}

export function Line({ id, row, active, selected, turn, choose }: LineProps) {
  const { project, catalog } = useBench();
  const facts = factsOf(row, useStore(project.report), catalog);
  const { open, part } = row;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree keeps the focus and says which row is meant.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys.
    <div
      id={id}
      className={["ll-line", part, active && "active", selected && "selected"].filter(Boolean).join(" ")}
      role="treeitem"
      aria-level={row.depth}
      aria-posinset={row.at}
      aria-setsize={row.of}
      aria-expanded={open ?? undefined}
      aria-selected={selected}
      aria-label={facts.name}
      data-testid={`row-${row.key}`}
      style={{ "--depth": row.depth - 1 }}
      onClick={choose}
      onDoubleClick={turn}
    >
      <span
        className={open === null ? "ll-turn leaf" : "ll-turn"}
        aria-hidden
        onClick={(event) => {
          if (open === null) return;
          event.stopPropagation();
          turn();
        }}
      >
        {open === null ? "" : open ? "▾" : "▸"}
      </span>
      {facts.node ? (
        <KindMark kind={facts.node.kind} uses={facts.node.uses} />
      ) : (
        <span
          className={facts.hue === null ? "ll-mark plain" : "ll-mark"}
          style={facts.hue === null ? undefined : { "--hue": facts.hue }}
        />
      )}
      <span className="ll-line-title">{facts.title}</span>
      {facts.kind && <span className="ll-line-kind">{facts.kind}</span>}
      {facts.from && <span className="ll-line-from">{t("from {sources}", { sources: facts.from })}</span>}
      <span className="ll-space" />
      {facts.problems > 0 && <span className="ll-line-problems">! {facts.problems}</span>}
      {facts.problems === 0 && facts.shape && <span className="ll-line-shape">{facts.shape}</span>}
    </div>
  );
}
