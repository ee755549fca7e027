/** Dashed lines between the cards that share one layer. */
import { ViewportPortal } from "@xyflow/react";
import { CARD } from "../../document/card";
import type { Position } from "../../document/types";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import type { FlowNode } from "../flow";
import { groupsOf, linkHues } from "./links";

const BULGE = 44;

export function Links({ nodes }: { nodes: readonly FlowNode[] }) {
  const document = useStore(useBench().level);
  const groups = groupsOf(document.nodes);
  if (!groups.size) return null;
  const hues = linkHues(document.nodes);
  const places = new Map(nodes.map(({ id, position }) => [id, position]));
  const lines = [...groups].flatMap(([owner, sharers]) =>
    sharers.flatMap((id) => {
      const [from, to] = [places.get(owner), places.get(id)];
      return from && to ? [{ id, path: linkPath(from, to), hue: hues.get(id) ?? 0 }] : [];
    }),
  );
  return (
    <ViewportPortal>
      <svg className="ll-links" aria-hidden>
        {lines.map(({ id, path, hue }) => (
          <path key={id} d={path} style={{ "--hue": hue }} data-testid={`link-${id}`} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

/** From side to side where cards stand beside each other, else around their right. */
function linkPath(from: Position, to: Position): string {
  const [a, b] = [
    { ...from, y: from.y + CARD.height / 2 },
    { ...to, y: to.y + CARD.height / 2 },
  ];
  if (Math.abs(a.x - b.x) < CARD.width) {
    const [right, end] = [a.x + CARD.width, b.x + CARD.width];
    const out = Math.max(right, end) + BULGE;
    return `M${right} ${a.y}C${out} ${a.y} ${out} ${b.y} ${end} ${b.y}`;
  }
  const [left, right] = a.x < b.x ? [a, b] : [b, a];
  const begin = left.x + CARD.width;
  const middle = (begin + right.x) / 2;
  return `M${begin} ${left.y}C${middle} ${left.y} ${middle} ${right.y} ${right.x} ${right.y}`;
}
