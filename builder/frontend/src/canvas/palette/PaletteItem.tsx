import { type DragEvent, useEffect, useRef } from "react";
import type { Entry } from "../../catalog/catalog";
import { t } from "../../words/words";
import { useBench } from "../context";
import { byFinger } from "../touch/byFinger";

/** What a dragged layer carries, so that a file or a text dropped here means nothing. */
export const KIND_TYPE = "application/x-layerloom-kind";

interface PaletteItemProps {
  readonly entry: Entry;
  readonly add: (entry: Entry) => void;
  readonly purpose?: boolean;
  readonly chosen?: boolean;
}

export function PaletteItem({ entry, add, purpose = false, chosen = false }: PaletteItemProps) {
  const { catalog, editable } = useBench();
  const item = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen) item.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  function drag(event: DragEvent): void {
    event.dataTransfer.setData(KIND_TYPE, entry.kind);
    event.dataTransfer.effectAllowed = "copy";
  }

  return (
    <button
      ref={item}
      type="button"
      className={chosen ? "ll-item chosen" : "ll-item"}
      data-testid={`palette-${entry.kind}`}
      title={t(entry.sentence)}
      disabled={!editable}
      draggable={editable}
      onDragStart={drag}
      onDoubleClick={() => add(entry)}
      onClick={({ nativeEvent }) => byFinger(nativeEvent) && add(entry)}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        add(entry);
      }}
    >
      <span
        className="ll-mark"
        style={{ "--hue": catalog.hue(entry.kind), ...(entry.layer === false && { "--saturation": "12%" }) }}
      />
      <span className="ll-item-title">{entry.title}</span>
      {purpose && <span className="ll-item-purpose">{t(entry.purpose || entry.sentence)}</span>}
    </button>
  );
}
