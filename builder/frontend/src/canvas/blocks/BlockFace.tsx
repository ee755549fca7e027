/** What the card of a block has beyond any card: its name can be typed there, a count of repeats, who is inside. */

import { useEffect, useRef, useState } from "react";
import { holds, repeatOf } from "../../document/blocks";
import { isExpression } from "../../document/expressions";
import type { PlacedNode } from "../../document/types";
import { NAMING } from "../../document/undo";
import { isProblem } from "../../project/report";
import { useStore } from "../../project/store";
import { counted, t, told } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import type { CardData } from "../flow";
import { Faces } from "./Faces";

/** The title of a block's card: a field while the block is being named. */
export function BlockTitle({ id, node, title }: { id: string; node: PlacedNode; title: string }) {
  const { view } = useBench();
  return useStore(view.naming) === id ? <NameField id={id} node={node} /> : <strong title={title}>{title}</strong>;
}

function NameField({ id, node }: { id: string; node: PlacedNode }) {
  const { project, view } = useBench();
  const field = useRef<HTMLInputElement>(null);
  const block = project.document.get().blocks.get(node.uses ?? "");
  const [name, setName] = useState(block?.name ?? "");
  useEffect(() => field.current?.select(), []);

  function finish(keep: boolean): void {
    if (view.naming.get() === null) return;
    view.naming.set(null);
    const next = name.trim();
    if (!keep || !block || !next || node.uses === null || next === block.name) return;
    project.edit([{ edit: "set_block", id: node.uses, block: { ...block, name: next } }], NAMING + id);
  }

  return (
    <input
      ref={field}
      className="ll-naming nodrag nopan"
      aria-label={t("Name of the block")}
      data-testid="block-name"
      maxLength={80}
      value={name}
      onChange={({ target }) => setName(target.value)}
      onBlur={() => finish(true)}
      onKeyDown={({ key }) => {
        if (key === "Enter") finish(true);
        if (key === "Escape") finish(false);
      }}
    />
  );
}

/** `×3` beside the title. */
export function Repeat({ data }: { data: CardData }) {
  const text = repeatText(data);
  return text ? (
    <span className="ll-repeat" title={t("How often it stands in a row, each time with weights of its own")}>
      {text}
    </span>
  ) : null;
}

/** How often an instance is repeated, as it stands on its card; nothing for once. */
export function repeatText({ node, report }: Pick<CardData, "node" | "report">): string {
  const { repeat } = node;
  const times = report?.repeat ?? repeatOf(node);
  if (isExpression(repeat)) return times === null ? `×(${repeat.expr})` : `×${times}`;
  return times === null || times === 1 ? "" : `×${times}`;
}

/** Who works inside, and what is wrong there. */
export function BlockFoot({ data }: { data: CardData }) {
  const { project } = useBench();
  const { nodes } = useStore(project.document);
  const { uses } = data.node;
  const { show } = useActions();
  const problems = data.inner.filter(isProblem);
  const [first] = problems;
  return (
    <>
      {uses !== null && <Faces at={(block) => block !== null && holds(nodes, uses, block)} />}
      {first && (
        <button
          type="button"
          className="ll-plain ll-inner-problems nodrag"
          title={told(first, "sentence")}
          onClick={(event) => {
            event.stopPropagation();
            if (first.node) show(first.node, first.path);
          }}
        >
          {counted(problems.length, "{count} problem inside", "{count} problems inside")}
        </button>
      )}
    </>
  );
}
