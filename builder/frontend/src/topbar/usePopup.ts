/** Something small that opens below its button, and closes by Escape or a click elsewhere. */
import { type RefObject, useEffect, useRef, useState } from "react";

interface Popup {
  readonly open: boolean;
  setOpen(open: boolean): void;
  /** To be given to the element that holds the button and what opens. */
  readonly root: RefObject<HTMLDivElement | null>;
}

export function usePopup(): Popup {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => !event.composedPath().includes(root.current as EventTarget) && setOpen(false);
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      root.current?.querySelector("button")?.focus();
    };
    window.addEventListener("pointerdown", away);
    window.addEventListener("keydown", leave, true);
    return () => {
      window.removeEventListener("pointerdown", away);
      window.removeEventListener("keydown", leave, true);
    };
  }, [open]);
  return { open, setOpen, root };
}
