/** A node on the canvas: one component for every kind, since a kind is data. */
import { Handle, type NodeProps, Position, useConnection } from "@xyflow/react";
import { memo } from "react";
import { type InputPort, outputsFor } from "../catalog/catalog";
import { bytesText, countText, exactText, namedShape, shapeText, summaryText } from "../format";
import type { NodeReport } from "../project/report";
import { inHandle, outHandle } from "./connect";
import { useBench } from "./context";
import { Findings } from "./Findings";
import type { CardData, CardNode } from "./flow";

export const Card = memo(function Card({ id, data, selected }: NodeProps<CardNode>) {
  const { entry, node, findings, mark } = data;
  const worst = findings.some(({ severity }) => severity === "problem") ? "problem" : findings.length ? "advice" : "";
  const title = node.name || entry?.title || node.kind;
  return (
    <div
      className={["ll-card", selected && "selected", worst, mark && `mark-${mark}`].filter(Boolean).join(" ")}
      data-testid={`node-${id}`}
    >
      <Inputs id={id} data={data} />
      <CardText data={data} title={title} />
      {findings.length > 0 && <Findings node={id} findings={findings} />}
      <Outputs id={id} data={data} />
    </div>
  );
});

function CardText({ data, title }: { data: CardData; title: string }) {
  const { catalog, data: bench } = useBench();
  const { entry, node, hue, report } = data;
  const kind = entry?.title ?? node.kind;
  const parameters = (report?.trainable ?? 0) + (report?.frozen ?? 0);
  const source = entry?.params?.some(({ type }) => type === "feature_names") ? bench.schema?.title : undefined;
  const summary = withoutTitle(summaryText(entry, node.params, catalog), title) || source || "";
  return (
    <div className="ll-card-text">
      <div className="ll-card-head">
        <span className="ll-mark" style={{ "--hue": hue, ...(entry?.layer === false && { "--saturation": "12%" }) }} />
        <strong title={title}>{title}</strong>
        <span className="ll-card-figure" title={parameters ? `${exactText(parameters)} parameters` : undefined}>
          {parameters ? countText(parameters) : title === kind ? "" : kind}
        </span>
      </div>
      <div className="ll-card-summary" title={summary}>
        {[parameters && title !== kind ? kind : "", summary].filter(Boolean).join(" · ") || entry?.purpose || " "}
      </div>
      {data.labels === "cost" && report && <Cost report={report} />}
    </div>
  );
}

/** A node that is named as its column need not say the column again. */
function withoutTitle(summary: string, title: string): string {
  if (summary === title) return "";
  return summary.startsWith(`${title} · `) ? summary.slice(title.length + 3) : summary;
}

function Cost({ report }: { report: NodeReport }) {
  return (
    <div className="ll-card-cost">
      {countText(report.trainable)} trained{report.frozen > 0 && ` · ${countText(report.frozen)} kept`} ·{" "}
      {bytesText(report.memory)} a sample
    </div>
  );
}

function Inputs({ id, data }: { id: string; data: CardData }) {
  const known = data.entry?.inputs ?? [];
  // A wire may stand at a port that the catalogue does not know: it must stay visible.
  const strange = Object.keys(data.node.inputs).filter((name) => !known.some((port) => port.name === name));
  const ports = [...known, ...strange.map((name) => ({ name, many: true, optional: true, rank: [1, 8] as const }))];
  const needed = ports.filter(({ optional }) => !optional).length;
  return ports.map((port, at) => (
    <InputDot key={port.name} id={id} port={port} left={inputPlace(at, ports)} named={!port.optional && needed > 1} />
  ));
}

function InputDot({ id, port, left, named }: { id: string; port: InputPort; left: string; named: boolean }) {
  const refused = useConnection(
    ({ toHandle, isValid }) => isValid === false && toHandle?.nodeId === id && toHandle.id === inHandle(port.name),
  );
  return (
    <Handle
      type="target"
      position={Position.Top}
      id={inHandle(port.name)}
      className={["ll-port", port.many && "many", port.optional && "optional", refused && "refused"]
        .filter(Boolean)
        .join(" ")}
      style={{ left }}
      data-testid={`port-${id}-in-${port.name}`}
      aria-label={`Input ${port.name}`}
    >
      <span className={named ? "ll-port-name" : "ll-port-name hidden"}>{port.name}</span>
    </Handle>
  );
}

function Outputs({ id, data }: { id: string; data: CardData }) {
  const ports = outputsFor(data.entry, data.node.params);
  return ports.map((port, at) => {
    const output = data.report?.outputs[at];
    return (
      <Handle
        key={port.name}
        type="source"
        position={Position.Bottom}
        id={outHandle(at)}
        className="ll-port"
        style={{ left: spread(at, ports.length) }}
        data-testid={`port-${id}-out-${at}`}
        aria-label={`Output ${port.name}`}
        title={ports.length > 1 ? port.name : undefined}
      >
        {output && (
          <span
            className="ll-shape"
            data-testid={at === 0 ? `shape-${id}` : `shape-${id}-${at}`}
            title={`${namedShape(output.shape, output.axes)} · ${output.dtype}`}
          >
            {shapeText(output.shape)}
          </span>
        )}
      </Handle>
    );
  });
}

/** The one input that is needed stands in the middle, whatever else may come in beside it. */
function inputPlace(at: number, ports: readonly InputPort[]): string {
  const extra = ports.filter(({ optional }) => optional).length;
  if (ports.length - extra !== 1 || ports[0]?.optional) return spread(at, ports.length);
  return at === 0 ? "50%" : `${50 + (at / (extra + 1)) * 50}%`;
}

const spread = (at: number, count: number) => `${((at + 1) / (count + 1)) * 100}%`;
