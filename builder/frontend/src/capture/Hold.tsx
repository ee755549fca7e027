/** A button that does something for as long as it is held, by mouse, finger or key. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

interface HoldProps {
  readonly disabled: boolean;
  readonly children: ReactNode;
  onHeld(held: boolean): void;
}

export function Hold({ disabled, children, onHeld }: HoldProps) {
  const [held, setHeld] = useState(false);
  const newest = useRef(onHeld);
  newest.current = onHeld;
  const set = (next: boolean) => {
    if (next === held || (next && disabled)) return;
    setHeld(next);
    onHeld(next);
  };
  useEffect(() => {
    if (!held) return;
    // It is let go of wherever that happens: outside of the button, or of the window.
    const end = () => {
      setHeld(false);
      newest.current(false);
    };
    for (const ended of ["pointerup", "pointercancel", "blur"]) window.addEventListener(ended, end);
    return () => {
      for (const ended of ["pointerup", "pointercancel", "blur"]) window.removeEventListener(ended, end);
    };
  }, [held]);
  const key = (event: KeyboardEvent, down: boolean) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    set(down);
  };
  return (
    <button
      type="button"
      className="ll-button accent"
      disabled={disabled}
      aria-pressed={held}
      onPointerDown={() => set(true)}
      onKeyDown={(event) => key(event, true)}
      onKeyUp={(event) => key(event, false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {children}
    </button>
  );
}
