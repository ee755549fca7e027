/** A titled area behind the cards: held and moved by its title, resized at its edges. */
import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import type { Frame } from "../../document/types";
import { useBench } from "../context";
import { NOTHING } from "../view";
import { type FrameNode, frameKey } from "./flowFrames";

export const FrameCard = memo(function FrameCard({ id, data }: NodeProps<FrameNode>) {
  const { project, view, editable } = useBench();
  const { frame, on } = data;
  const key = frameKey(id);
  const change = (part: Partial<Frame>, gesture?: string) =>
    project.edit([{ edit: "set_frame", id: key, frame: { ...frame, ...part } }], gesture);
  const select = () => view.selection.set({ ...NOTHING, frames: new Set([key]) });

  return (
    <section
      className={on ? "ll-frame selected" : "ll-frame"}
      style={{ "--hue": frame.hue }}
      aria-label={frame.text || "Frame"}
      data-testid={`frame-${key}`}
    >
      {editable && (
        <NodeResizer
          isVisible={on}
          minWidth={140}
          minHeight={80}
          onResizeEnd={(_, { x, y, width, height }) =>
            change({ x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) })
          }
        />
      )}
      <header className="ll-frame-grip" onPointerDown={select}>
        <Title frame={frame} on={on && editable} select={select} change={(text) => change({ text }, `${key} text`)} />
      </header>
    </section>
  );
});

interface TitleProps {
  readonly frame: Frame;
  readonly on: boolean;
  readonly select: () => void;
  readonly change: (text: string) => void;
}

function Title({ frame, on, select, change }: TitleProps) {
  const field = useRef<HTMLInputElement>(null);
  // A new frame is asked for its name at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only being selected puts the cursor there.
  useEffect(() => {
    if (on && frame.text === "") field.current?.focus();
  }, [on]);
  if (!on) {
    return (
      <button type="button" className="ll-frame-title" onClick={select}>
        {frame.text || "Frame"}
      </button>
    );
  }
  return (
    <input
      ref={field}
      className="nodrag"
      aria-label="Name of the frame"
      data-testid="frame-name"
      placeholder="Name it"
      maxLength={80}
      size={Math.max(frame.text.length, 8)}
      value={frame.text}
      onChange={({ target }) => change(target.value)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
