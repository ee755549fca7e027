/** The small map of the whole level: frames as outlines in their colours, cards as bars, what is selected outlined, problems as dots. */

import { MiniMap, type MiniMapNodeProps } from "@xyflow/react";
import { memo } from "react";
import { isProblem } from "../../project/report";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useBench } from "../context";
import type { FlowNode } from "../flow";
import "./overview.css";

const SIZE = { width: 132, height: 148 };

export function Overview() {
  const { view } = useBench();
  if (!useStore(view.overview)) return null;
  return (
    <MiniMap<FlowNode>
      nodeClassName={classOf}
      nodeColor={hueOf}
      nodeComponent={Spot}
      pannable
      zoomable
      ariaLabel={t("Overview")}
      maskStrokeColor="var(--ll-strong-edge)"
      maskStrokeWidth={1}
      className="ll-minimap"
      style={SIZE}
    />
  );
}

function classOf(node: FlowNode): string {
  if (node.type === "frame") return node.data.on ? "frame selected" : "frame";
  if (node.type !== "card") return "note";
  const all = [...node.data.findings, ...node.data.inner];
  const worst = all.some(isProblem) ? "problem" : "";
  return `card ${worst}`;
}

const hueOf = (node: FlowNode) => (node.type === "frame" ? String(node.data.frame.hue) : "");

const Spot = memo(function Spot({ x, y, width, height, color, className, selected }: MiniMapNodeProps) {
  const kinds = ["ll-spot", className, selected && "selected"].filter(Boolean).join(" ");
  return (
    <g className={kinds} style={{ "--hue": color }}>
      <rect x={x} y={y} width={width} height={height} rx={8} />
      {className?.includes("problem") && <path d={`M${x + width / 2} ${y + height / 2}h0.01`} />}
    </g>
  );
});
