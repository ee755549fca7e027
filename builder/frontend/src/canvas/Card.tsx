/** A node on the canvas: one component for every kind, since a kind is data. */

import { type NodeProps, useUpdateNodeInternals } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { outputsFor } from "../catalog/ports";
import { shareText } from "../format";
import { isProblem } from "../project/report";
import { counted } from "../words/words";
import { Prepares } from "./beginning/Prepares";
import { BlockFoot, BlockTitle, Repeat, repeatText } from "./blocks/BlockFace";
import { CardBadges } from "./CardBadges";
import { cardText } from "./cardText";
import { useBench } from "./context";
import { costText } from "./costText";
import { Findings } from "./Findings";
import type { CardData, CardNode } from "./flow";
import { KindMark } from "./KindMark";
import { useLayerName } from "./keyboard/useLayerName";
import { useStop } from "./keyboard/useStop";
import { Inputs, Outputs } from "./Ports";
import { CardSample } from "./sampling/CardSample";

export const Card = memo(function Card({ id, data, selected }: NodeProps<CardNode>) {
  const { node, findings, mark } = data;
  useMeasuredPorts(id, data);
  const worst = findings.some(isProblem) ? "problem" : findings.length ? "advice" : "";
  const block = node.uses !== null && (repeatText(data) ? "block stack" : "block");
  const states = [
    node.disabled && "disabled",
    !!data.heat && "hot",
    data.high && "high",
    data.direction === "right" && "rightward",
    data.linkHue !== undefined && "shared",
    mark && `mark-${mark}`,
  ];
  const stop = useStop("nodes", id, useLayerName(id, data));
  return (
    <div
      {...stop}
      className={["ll-card", block, selected && "selected", worst, ...states].filter(Boolean).join(" ")}
      style={{ "--link-hue": data.linkHue, "--heat": Math.sqrt(data.heat ?? 0) }}
      data-testid={`node-${id}`}
    >
      <Inputs id={id} data={data} />
      <CardText id={id} data={data} />
      {findings.length > 0 && <Findings node={id} findings={findings} />}
      <Outputs id={id} data={data} />
      <CardSample id={id} />
    </div>
  );
});

/** React Flow looks for ports when a card grows; here they change without that: wires would end nowhere. */
function useMeasuredPorts(id: string, { entry, node, direction }: CardData): void {
  const measure = useUpdateNodeInternals();
  const inputs = [...(entry?.inputs ?? []).map(({ name }) => name), ...Object.keys(node.inputs)];
  const ports = [...inputs, outputsFor(entry, node.params).length, direction].join(" ");
  const known = useRef(ports);
  useEffect(() => {
    if (known.current !== ports) measure(id);
    known.current = ports;
  }, [id, ports, measure]);
}

function CardText({ id, data }: { id: string; data: CardData }) {
  const { catalog, data: bench } = useBench();
  const { node, report, title } = data;
  const parameters = (report?.trainable ?? 0) + (report?.frozen ?? 0);
  const { figure, summary } = cardText(data, catalog, bench.schema?.title);
  return (
    <div className="ll-card-text">
      <div className="ll-card-head">
        <KindMark kind={node.kind} uses={node.uses} />
        {node.uses === null ? <strong title={title}>{title}</strong> : <BlockTitle id={id} node={node} title={title} />}
        <Repeat data={data} />
        <CardBadges id={id} linkHue={data.linkHue} frozen={node.frozen} disabled={node.disabled} />
        <span
          className="ll-card-figure"
          title={parameters ? counted(parameters, "{count} parameter", "{count} parameters") : undefined}
        >
          {data.heat ? <strong>{shareText(data.heat)}</strong> : figure}
        </span>
      </div>
      <div className="ll-card-summary" title={summary}>
        {summary || " "}
        <Prepares node={node} />
      </div>
      {data.labels === "cost" && report && <div className="ll-card-cost">{costText(report)}</div>}
      {node.uses !== null && <BlockFoot data={data} />}
    </div>
  );
}
