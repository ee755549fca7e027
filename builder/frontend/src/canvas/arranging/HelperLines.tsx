/** The lines at which something dragged has come to rest, and equal gaps, over everything. */
import { ViewportPortal } from "@xyflow/react";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import type { Gap, Line } from "./snapping";

const BEYOND = 12;
const TICK = 5;

export function HelperLines() {
  const { view } = useBench();
  const { lines, gaps } = useStore(view.guides);
  if (!lines.length && !gaps.length) return null;
  return (
    <ViewportPortal>
      <svg className="ll-guides" width="1" height="1" aria-hidden data-testid="guides">
        {lines.map((line) => (
          <path key={`${line.axis}${line.at}`} d={linePath(line)} />
        ))}
        {gaps.map((gap) => (
          <path key={`${gap.axis}${gap.from}`} className="gap" d={gapPath(gap)} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

const linePath = ({ axis, at, from, to }: Line) =>
  axis === "x" ? `M${at} ${from - BEYOND}V${to + BEYOND}` : `M${from - BEYOND} ${at}H${to + BEYOND}`;

function gapPath({ axis, at, from, to }: Gap): string {
  if (axis === "x") return `M${from} ${at - TICK}v${2 * TICK}m0 ${-TICK}H${to}m0 ${-TICK}v${2 * TICK}`;
  return `M${at - TICK} ${from}h${2 * TICK}m${-TICK} 0V${to}m${-TICK} 0h${2 * TICK}`;
}
