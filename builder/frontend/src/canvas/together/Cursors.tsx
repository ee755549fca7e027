/** Where the others point, what they have selected, and what they are dragging. */
import { type ReactFlowState, useStore as useFlowStore, ViewportPortal } from "@xyflow/react";
import type { Position } from "../../document/types";
import type { Present } from "../../project/presence";
import { useStore } from "../../project/store";
import { useBench } from "../context";

export function Cursors() {
  const { project, view } = useBench();
  const place = useStore(view.place);
  const others = useStore(project.present).filter(({ self, block }) => !self && block === place.block);
  if (!others.length) return null;
  return (
    <ViewportPortal>
      {others.map((person) => (
        <Marked key={person.client} person={person} />
      ))}
      {others.map((person) => person.cursor && <Cursor key={person.client} {...person} cursor={person.cursor} />)}
    </ViewportPortal>
  );
}

function Cursor({ name, color, cursor }: Present & { cursor: Position }) {
  return (
    <div
      className="ll-cursor"
      style={{ transform: `translate(${cursor.x}px, ${cursor.y}px)`, "--person": color }}
      aria-hidden
    >
      <svg width="12" height="14" aria-hidden>
        <path d="M1 1l10 5-5 1.6L3.6 13z" fill={color} />
      </svg>
      <bdi>{name}</bdi>
    </div>
  );
}

interface Box extends Position {
  readonly width: number;
  readonly height: number;
}

/** Frames in their colour: around cards where they lie and are selected, and where they are while they are dragged. */
function Marked({ person }: { person: Present }) {
  const { color, name, cursor, selected, dragged } = person;
  const ids = [...new Set([...selected, ...dragged.keys()])];
  const boxes = useFlowStore((flow) => ids.map((id) => boxOf(flow, id)), sameBoxes);
  return ids.map((id, at) => {
    const box = boxes[at];
    if (!box) return null;
    const moving = dragged.get(id);
    const { x, y } = moving ?? box;
    const style = {
      transform: `translate(${x}px, ${y}px)`,
      width: box.width,
      height: box.height,
      "--person": color,
    };
    return (
      <div key={id} className={moving ? "ll-their-selection moving" : "ll-their-selection"} style={style} aria-hidden>
        {moving && !cursor && <bdi>{name}</bdi>}
      </div>
    );
  });
}

function boxOf({ nodeLookup }: ReactFlowState, id: string): Box | null {
  const node = nodeLookup.get(id);
  const { width, height } = node?.measured ?? {};
  return node && width && height ? { ...node.position, width, height } : null;
}

const SIDES = ["x", "y", "width", "height"] as const;

function sameBoxes(one: readonly (Box | null)[], other: readonly (Box | null)[]): boolean {
  return (
    one.length === other.length && one.every((box, at) => SIDES.every((side) => box?.[side] === other[at]?.[side]))
  );
}
