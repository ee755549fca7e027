/** A wire on the canvas, and the one that is being drawn. */
import { BaseEdge, type ConnectionLineComponentProps, type EdgeProps, getBezierPath } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "../project/store";
import { t } from "../words/words";
import { pathAround } from "./around";
import { drawn, refusal } from "./connect";
import { useBench } from "./context";
import type { FlowNode, WireEdge } from "./flow";

const GRIP = 22;

export const WireLine = memo(function WireLine(props: EdgeProps<WireEdge>) {
  const { sourceX, sourceY, targetX, targetY, data } = props;
  const [straight] = getBezierPath(props);
  const path =
    data?.lane === undefined
      ? straight
      : pathAround(
          { x: sourceX, y: sourceY },
          { x: targetX, y: targetY },
          data.lane + (data.direction === "down" ? targetX : targetY),
          data.direction,
        );
  return (
    <>
      <BaseEdge path={path} interactionWidth={GRIP} />
      {props.data?.letter && <Letter {...props} letter={props.data.letter} />}
    </>
  );
});

const NEAR_TARGET = 0.8;

/** What a formula calls the wire, near where it is taken. */
function Letter({ sourceX, sourceY, targetX, targetY, letter }: EdgeProps<WireEdge> & { letter: string }) {
  const x = sourceX + (targetX - sourceX) * NEAR_TARGET;
  const y = sourceY + (targetY - sourceY) * NEAR_TARGET;
  return (
    <g className="ll-letter" transform={`translate(${x} ${y})`}>
      <circle r={8} />
      <text>{letter}</text>
    </g>
  );
}

/** The wire under the pointer; where it would be refused, it says why. */
export function DrawnWire(props: ConnectionLineComponentProps<FlowNode>) {
  const { fromX, fromY, toX, toY, fromPosition, toPosition, connectionStatus } = props;
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  });
  return (
    <g className={`ll-drawn ${connectionStatus ?? ""}`}>
      <path d={path} fill="none" />
      {connectionStatus === "invalid" && <Reason {...props} />}
    </g>
  );
}

function Reason({ fromHandle, fromNode, toHandle, toX, toY }: ConnectionLineComponentProps<FlowNode>) {
  const { level, catalog } = useBench();
  const document = useStore(level);
  if (!toHandle) return null;
  const forward = fromHandle.type === "source";
  const wire = drawn({
    source: forward ? fromNode.id : toHandle.nodeId,
    sourceHandle: (forward ? fromHandle.id : toHandle.id) ?? null,
    target: forward ? toHandle.nodeId : fromNode.id,
    targetHandle: (forward ? toHandle.id : fromHandle.id) ?? null,
  });
  const reason =
    forward === (toHandle.type === "target") ? refusal(document, catalog, wire) : t("Connect an output to an input.");
  if (!reason) return null;
  return (
    <foreignObject x={toX + 12} y={toY + 8} width={240} height={60}>
      <div className="ll-refusal">{reason}</div>
    </foreignObject>
  );
}
