/** The ports of a card, with what comes out of each. */
import { Handle, Position, useConnection } from "@xyflow/react";
import type { InputPort } from "../catalog/catalog";
import { outputsFor } from "../catalog/ports";
import type { Direction } from "../document/card";
import { namedShape, shapeText } from "../format";
import type { Output } from "../project/report";
import { message, t } from "../words/words";
import { inHandle, outHandle } from "./connect";
import type { CardData } from "./flow";
import { inputPlace, inputsOf, spread } from "./handles";
import { neededOf } from "./inputs";

export function Inputs({ id, data }: { id: string; data: CardData }) {
  const ports = inputsOf(data.entry, data.node);
  const needed = neededOf(ports);
  return ports.map((port, at) => (
    <InputDot
      key={port.name}
      id={id}
      port={port}
      place={`${inputPlace(at, ports)}%`}
      direction={data.direction}
      named={!port.optional && needed > 1}
    />
  ));
}

interface Dot {
  readonly id: string;
  readonly port: InputPort;
  readonly place: string;
  readonly named: boolean;
  readonly direction: Direction;
}

function InputDot({ id, port, place, named, direction }: Dot) {
  const refused = useConnection(
    ({ toHandle, isValid }) => isValid === false && toHandle?.nodeId === id && toHandle.id === inHandle(port.name),
  );
  return (
    <Handle
      type="target"
      position={direction === "down" ? Position.Top : Position.Left}
      id={inHandle(port.name)}
      className={["ll-port", port.many && "many", port.optional && "optional", refused && "refused"]
        .filter(Boolean)
        .join(" ")}
      style={placed(place, direction)}
      data-testid={`port-${id}-in-${port.name}`}
      role="img"
      aria-label={t("Input {port}", { port: port.title ?? port.name })}
    >
      <span className={named ? "ll-port-name" : "ll-port-name hidden"}>{port.title ?? port.name}</span>
    </Handle>
  );
}

export function Outputs({ id, data }: { id: string; data: CardData }) {
  const ports = outputsFor(data.entry, data.node.params);
  return ports.map((port, at) => {
    const output = data.report?.outputs[at];
    const title = port.name.replaceAll("_", " ");
    return (
      <Handle
        key={port.name}
        type="source"
        position={data.direction === "down" ? Position.Bottom : Position.Right}
        id={outHandle(at)}
        className="ll-port"
        // The labels of several outputs stand below one another: there is no room beside.
        style={{ ...placed(`${spread(at, ports.length)}%`, data.direction), "--row": at }}
        data-testid={`port-${id}-out-${at}`}
        role="img"
        aria-label={t("Output {title}", { title })}
        title={ports.length > 1 ? title : undefined}
      >
        {output && (
          <Shape testid={at === 0 ? `shape-${id}` : `shape-${id}-${at}`} output={output}>
            {ports.length > 1 && <em>{title}</em>}
          </Shape>
        )}
      </Handle>
    );
  });
}

const MASK = message("Carries a mask: the layers that follow leave out the steps that were filled up");

function Shape({ testid, output, children }: { testid: string; output: Output; children: React.ReactNode }) {
  const words = [`${namedShape(output.shape, output.axes)} · ${output.dtype}`, output.mask && t(MASK)];
  return (
    <span className="ll-shape" data-testid={testid} title={words.filter(Boolean).join("\n")}>
      {children}
      {shapeText(output.shape)}
      {output.mask && <i className="ll-masked">{t("mask")}</i>}
    </span>
  );
}

/** Ports stand in a row across the wires. */
const placed = (at: string, direction: Direction) => (direction === "down" ? { left: at } : { top: at });
