/** A titled area behind the cards: held and moved by its title, resized at its edges. */
import { type NodeProps, NodeResizer } from "@xyflow/react";
import { type MouseEvent, memo, useEffect, useRef } from "react";
import { rounded } from "../../document/held";
import type { Frame } from "../../document/types";
import { t } from "../../words/words";
import { useBench } from "../context";
import { useStop } from "../keyboard/useStop";
import { NOTHING } from "../view";
import { type FrameNode, frameKey } from "./flowFrames";

export const FrameCard = memo(function FrameCard({ id, data }: NodeProps<FrameNode>) {
  const { project, view, editable } = useBench();
  const { frame, on } = data;
  const key = frameKey(id);
  const change = (part: Partial<Frame>, gesture?: string) =>
    project.edit([{ edit: "set_frame", id: key, frame: { ...frame, ...part } }], gesture);
  const stop = useStop("frames", key, frame.text ? t("Frame {name}", { name: frame.text }) : t("Frame"), id);
  const select = (event?: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }) => {
    const more = event?.shiftKey || event?.ctrlKey || event?.metaKey;
    const chosen = more ? view.selection.get() : NOTHING;
    view.selection.set({ ...chosen, frames: new Set([...chosen.frames, key]) });
  };

  return (
    <div
      {...stop}
      className={on ? "ll-frame selected" : "ll-frame"}
      style={{ "--hue": frame.hue }}
      data-testid={`frame-${key}`}
    >
      {editable && (
        <NodeResizer
          isVisible={on}
          minWidth={140}
          minHeight={80}
          onResizeEnd={(_, raw) => change(rounded(view.resized.get(id) ?? raw))}
        />
      )}
      <header className="ll-frame-grip" onPointerDown={select}>
        <Title frame={frame} on={on && editable} select={select} change={(text) => change({ text }, `${key} text`)} />
      </header>
    </div>
  );
});

interface TitleProps {
  readonly frame: Frame;
  readonly on: boolean;
  readonly select: (event: MouseEvent) => void;
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
      <button type="button" className="ll-frame-title" tabIndex={-1} onClick={select}>
        {frame.text || t("Frame")}
      </button>
    );
  }
  return (
    <input
      ref={field}
      className="nodrag"
      aria-label={t("Name of the frame")}
      data-testid="frame-name"
      placeholder={t("Name it")}
      maxLength={80}
      size={Math.max(frame.text.length, 8)}
      value={frame.text}
      onChange={({ target }) => change(target.value)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
