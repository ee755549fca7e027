/** A text on the canvas that means nothing to the network. */
import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo, useEffect, useRef } from "react";
import { rounded } from "../document/held";
import { useBench } from "./context";
import { type NoteNode, noteId } from "./flow";

export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<NoteNode>) {
  const { project, view, editable } = useBench();
  const area = useRef<HTMLTextAreaElement>(null);
  const { note } = data;
  const key = id.slice(noteId("").length);
  const change = (part: Partial<typeof note>, gesture?: string) =>
    project.edit([{ edit: "set_note", id: key, note: { ...note, ...part } }], gesture);

  useEffect(() => {
    if (selected && note.text === "") area.current?.focus();
  }, [selected, note.text]);

  return (
    <div className={selected ? "ll-note selected" : "ll-note"} data-testid={`note-${key}`}>
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
        aria-label="Note"
        placeholder="Why is it so?"
        value={note.text}
        readOnly={!editable || !selected}
        tabIndex={selected ? 0 : -1}
        onChange={({ target }) => change({ text: target.value }, `${key} text`)}
      />
    </div>
  );
});
