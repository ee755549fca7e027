/** A field for cells that were copied in a spreadsheet. */
import { useEffect, useId, useRef, useState } from "react";
import { t } from "../words/words";
import { cells } from "./paste";

interface PasteProps {
  onTaken(text: string): void;
  onClosed(): void;
}

export function Paste({ onTaken, onClosed }: PasteProps) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const table = cells(text);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="upload-paste"
      onSubmit={(event) => {
        event.preventDefault();
        if (table !== null) onTaken(table);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClosed();
      }}
    >
      <label htmlFor={id}>{t("Cells copied in a spreadsheet, the names of the columns first")}</label>
      <textarea
        id={id}
        ref={field}
        rows={6}
        spellCheck={false}
        wrap="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="upload-paste-end">
        <span>{t("A row for each sample. Ctrl+V on this page does the same.")}</span>
        <button type="button" className="upload-button" onClick={onClosed}>
          {t("Cancel")}
        </button>
        <button type="submit" className="upload-button" disabled={table === null}>
          {t("Use these cells")}
        </button>
      </div>
    </form>
  );
}
