/** A block in the palette: dragged, or put beside what is selected. */
import type { DragEvent } from "react";
import type { OptionProps } from "../../design/combobox/useCombobox";
import { INSTANCE } from "../../document/blocks";
import { useStore } from "../../project/store";
import { BLOCK_TYPE, refusal, type Source } from "../blocks/adding";
import { useBench } from "../context";
import { KindMark } from "../KindMark";
import { byFinger } from "../touch/byFinger";

interface BlockItemProps {
  readonly source: Source;
  readonly title: string;
  readonly sentence: string;
  readonly add: (source: Source) => void;
  /** What makes it one of the things that are found. */
  readonly option?: OptionProps;
  readonly children?: React.ReactNode;
}

export function BlockItem({ source, title, sentence, add, option, children }: BlockItemProps) {
  const { editable, level } = useBench();
  const within = useStore(level);
  const own = typeof source === "string";
  const refused = own ? refusal(within, source) : null;

  function drag(event: DragEvent): void {
    event.dataTransfer.setData(BLOCK_TYPE, own ? `own/${source}` : `${source.from}/${source.id}`);
    event.dataTransfer.effectAllowed = "copy";
  }

  return (
    <div className="ll-block-item">
      <button
        {...option}
        type="button"
        className={refused ? "ll-plain ll-item refused" : "ll-plain ll-item"}
        data-testid={own ? `palette-block-${source}` : `palette-${source.from}-${source.id}`}
        title={refused ?? sentence}
        disabled={!editable}
        draggable={editable}
        onDragStart={drag}
        onDoubleClick={() => add(source)}
        onClick={({ nativeEvent }) => byFinger(nativeEvent) && add(source)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          add(source);
        }}
      >
        <KindMark kind={INSTANCE} uses={title} />
        <span className="ll-item-title">{title}</span>
        {sentence && <span className="ll-item-purpose">{sentence}</span>}
      </button>
      {children}
    </div>
  );
}
