/** Wires drawn and moved by hand. */
import type { Connection, Edge, FinalConnectionState } from "@xyflow/react";
import { useRef } from "react";
import { draw, drawn, redraw, refusal } from "./connect";
import { useBench } from "./context";
import { useSearching } from "./finding/useSearching";
import type { WireEdge } from "./flow";

export function useWiring() {
  const { project, level, catalog } = useBench();
  const moved = useRef<Edge | null>(null);
  const { drop, onDoubleClick } = useSearching();

  const allowed = (connection: Connection | Edge) => {
    const old = moved.current;
    return refusal(level.get(), catalog, drawn(connection), old ? drawn(old) : undefined) === null;
  };

  return {
    isValidConnection: allowed,
    onDoubleClick,
    /** A wire that is moved stays where it was when it is let go over nothing. */
    onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState) {
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (moved.current || !point) return;
      drop({ x: point.clientX, y: point.clientY }, state, elementAt(event, point));
    },
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

/** What lies under the point where a gesture ended: that of a touch is told as where it began. */
function elementAt({ target }: Event, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }) {
  const root = target instanceof Node ? (target.getRootNode() as Document | ShadowRoot) : document;
  return root.elementFromPoint(clientX, clientY);
}
