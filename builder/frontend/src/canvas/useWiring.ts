/** Wires drawn and moved by hand. */
import type { Connection, Edge } from "@xyflow/react";
import { useRef } from "react";
import { draw, drawn, redraw, refusal } from "./connect";
import { useBench } from "./context";
import type { WireEdge } from "./flow";

export function useWiring() {
  const { project, level, catalog } = useBench();
  const moved = useRef<Edge | null>(null);

  const allowed = (connection: Connection | Edge) => {
    const old = moved.current;
    return refusal(level.get(), catalog, drawn(connection), old ? drawn(old) : undefined) === null;
  };

  return {
    isValidConnection: allowed,
    onConnect(connection: Connection) {
      if (allowed(connection)) project.edit(draw(level.get(), drawn(connection)));
    },
    onReconnectStart(_: unknown, edge: Edge) {
      moved.current = edge;
    },
    onReconnect(old: WireEdge, connection: Connection) {
      if (allowed(connection) && old.data) {
        project.edit(redraw(level.get(), old.data.wire, drawn(connection)));
      }
    },
    onReconnectEnd() {
      moved.current = null;
    },
  };
}
