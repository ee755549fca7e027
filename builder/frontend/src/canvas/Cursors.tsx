/** Where the others point. */
import { ViewportPortal } from "@xyflow/react";
import { useStore } from "../project/store";
import { useBench } from "./context";

export function Cursors() {
  const { project } = useBench();
  const others = useStore(project.present).filter(({ self, cursor }) => !self && cursor);
  return (
    <ViewportPortal>
      {others.map(({ client, name, color, cursor }) => (
        <div
          key={client}
          className="ll-cursor"
          style={{ transform: `translate(${cursor?.x ?? 0}px, ${cursor?.y ?? 0}px)`, "--person": color }}
        >
          <svg width="12" height="14" aria-hidden>
            <path d="M1 1l10 5-5 1.6L3.6 13z" fill={color} />
          </svg>
          <span>{name}</span>
        </div>
      ))}
    </ViewportPortal>
  );
}
