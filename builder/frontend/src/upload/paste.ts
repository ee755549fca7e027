/** Cells on the clipboard, as spreadsheets put them there: text with tabs, one row a line. */
import { useEffect, useRef } from "react";

/** What was pasted, where it is a table; null where it is less than two rows. */
export function cells(text: string): string | null {
  const rows = text.split(/[\r\n]+/).filter((row) => row.trim() !== "");
  return rows.length < 2 ? null : text;
}

/** Files that were pasted, where no cells were: a spreadsheet puts a picture of its cells beside them. */
export function pastedFiles(data: DataTransfer): File[] {
  return cells(data.getData("text/plain")) === null ? [...data.files] : [];
}

/** Calls `take` with what is pasted anywhere on the page but into a field. */
export function usePasted(take: (data: DataTransfer) => void, wanted: boolean) {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!wanted) return;
    const pasted = (event: ClipboardEvent) => {
      if (event.clipboardData && !event.composedPath().some(isField)) latest.current(event.clipboardData);
    };
    document.addEventListener("paste", pasted);
    return () => document.removeEventListener("paste", pasted);
  }, [wanted]);
}

function isField(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
