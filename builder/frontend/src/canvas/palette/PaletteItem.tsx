import type { DragEvent } from "react";
import type { Entry } from "../../catalog/catalog";
import type { OptionProps } from "../../design/combobox/useCombobox";
import { t } from "../../words/words";
import { useBench } from "../context";
import { KindMark } from "../KindMark";
import { byFinger } from "../touch/byFinger";

/** What a dragged layer carries, so that a file or a text dropped here means nothing. */
export const KIND_TYPE = "application/x-layerloom-kind";

interface PaletteItemProps {
  readonly entry: Entry;
  readonly add: (entry: Entry) => void;
  readonly purpose?: boolean;
  /** What makes it one of the things that are found. */
  readonly option?: OptionProps;
}

export function PaletteItem({ entry, add, purpose = false, option }: PaletteItemProps) {
  const { editable } = useBench();

  function drag(event: DragEvent): void {
    event.dataTransfer.setData(KIND_TYPE, entry.kind);
    event.dataTransfer.effectAllowed = "copy";
  }

  return (
    <button
      {...option}
      type="button"
      className="ll-plain ll-item"
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
      <KindMark kind={entry.kind} />
      <span className="ll-item-title">{entry.title}</span>
      {purpose && <span className="ll-item-purpose">{t(entry.purpose || entry.sentence)}</span>}
    </button>
  );
}
