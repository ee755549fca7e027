/** A text on the canvas that means nothing to the network. */
import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { rounded } from "../document/held";
import { t } from "../words/words";
import { useBench } from "./context";
import { type NoteNode, noteId } from "./flow";
import { useStop } from "./keyboard/useStop";

export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<NoteNode>) {
  const { project, view, editable } = useBench();
  const area = useRef<HTMLTextAreaElement>(null);
  const { note } = data;
  const key = id.slice(noteId("").length);
  const change = (part: Partial<typeof note>, gesture?: string) =>
    project.edit([{ edit: "set_note", id: key, note: { ...note, ...part } }], gesture);

  const stop = useStop("notes", key, note.text ? t("Note {text}", { text: note.text }) : t("Note"), id);

  useEffect(() => {
    if (selected && note.text === "") area.current?.focus();
  }, [selected, note.text]);

  return (
    <div {...stop} className={selected ? "ll-note selected" : "ll-note"} data-testid={`note-${key}`}>
      {editable && (
        <NodeResizer
          isVisible={selected}
          minWidth={120}
          minHeight={48}
          onResizeEnd={(_, raw) => change(rounded(view.resized.get(id) ?? raw))}
        />
      )}
      <textarea
        ref={area}
        className={selected ? "nodrag nowheel" : ""}
        aria-label={t("Note")}
        placeholder={t("Why is it so?")}
        value={note.text}
        readOnly={!editable || !selected}
        tabIndex={-1}
        onChange={({ target }) => change({ text: target.value }, `${key} text`)}
      />
    </div>
  );
});
