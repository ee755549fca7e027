/** The wire that was drawn to where a search opened, while one chooses what it leads to. */
import { useLayoutEffect, useRef, useState } from "react";
import type { Direction } from "../../document/card";
import type { Position } from "../../document/types";
import type { LooseEnd } from "../commanding/open";
import { useBench } from "../context";

const LEAST = 24;

type Drawn = Exclude<LooseEnd, { end: "wire" }>;

export function PendingWire({ from, to }: { from: Drawn; to: Position }) {
  const picture = useRef<SVGSVGElement>(null);
  const { direction } = useBench().level.get();
  const [start, setStart] = useState<Position | null>(null);
  useLayoutEffect(() => setStart(portOf(picture.current, from)), [from]);
  const [x, y] = [start?.x ?? 0, start?.y ?? 0];
  const bend = bentBy(from, { x: to.x - x, y: to.y - y }, direction);
  return (
    <svg ref={picture} className="ll-pending" aria-hidden>
      {start && <path d={`M${x} ${y}C${x + bend.x} ${y + bend.y} ${to.x - bend.x} ${to.y - bend.y} ${to.x} ${to.y}`} />}
    </svg>
  );
}

/** A wire leaves an output in the direction of the network, and an input against it. */
function bentBy({ end }: Drawn, { x, y }: Position, direction: Direction): Position {
  const way = end === "output" ? 1 : -1;
  if (direction === "down") return { x: 0, y: way * Math.max(LEAST, Math.abs(y) / 2) };
  return { x: way * Math.max(LEAST, Math.abs(x) / 2), y: 0 };
}

/** Where on the pane the port stands from which the wire was drawn. */
function portOf(picture: SVGSVGElement | null, from: Drawn): Position | null {
  const name =
    from.end === "output" ? `port-${from.source.node}-out-${from.source.output}` : `port-${from.node}-in-${from.port}`;
  const port = picture
    ?.closest(".ll-pane")
    ?.querySelector(`[data-testid="${CSS.escape(name)}"]`)
    ?.getBoundingClientRect();
  const pane = picture?.getBoundingClientRect();
  if (!port || !pane) return null;
  return { x: port.left + port.width / 2 - pane.left, y: port.top + port.height / 2 - pane.top };
}
