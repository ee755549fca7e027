/** Where the others point, and what they have selected. */
import { useNodes, ViewportPortal } from "@xyflow/react";
import type { Present } from "../project/presence";
import { useStore } from "../project/store";
import { useBench } from "./context";
import type { FlowNode } from "./flow";

export function Cursors() {
  const { project, view } = useBench();
  const place = useStore(view.place);
  const others = useStore(project.present).filter(({ self, block }) => !self && block === place.block);
  if (!others.length) return null;
  return (
    <ViewportPortal>
      <Selected others={others} />
      {others.map((person) => person.cursor && <Cursor key={person.client} {...person} cursor={person.cursor} />)}
    </ViewportPortal>
  );
}

function Cursor({ name, color, cursor }: Present & { cursor: NonNullable<Present["cursor"]> }) {
  return (
    <div
      className="ll-cursor"
      style={{ transform: `translate(${cursor.x}px, ${cursor.y}px)`, "--person": color }}
      aria-hidden
    >
      <svg width="12" height="14" aria-hidden>
        <path d="M1 1l10 5-5 1.6L3.6 13z" fill={color} />
      </svg>
      <span>{name}</span>
    </div>
  );
}

/** A frame in their colour around the cards that others have selected. */
function Selected({ others }: { others: readonly Present[] }) {
  const nodes = new Map(useNodes<FlowNode>().map((node) => [node.id, node]));
  return others.flatMap(({ client, color, selected }) =>
    selected.flatMap((id) => {
      const node = nodes.get(id);
      if (!node?.measured) return [];
      const { x, y } = node.position;
      const { width, height } = node.measured;
      const style = { transform: `translate(${x}px, ${y}px)`, width, height, "--person": color };
      return [<div key={`${client} ${id}`} className="ll-their-selection" style={style} />];
    }),
  );
}
