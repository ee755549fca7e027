/** Who has the focus, and how what opens for a while takes it and gives it back. */
import { type RefObject, useEffect, useRef } from "react";

/** The element that has the focus, inside shadow roots too. */
export function focused(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
}

/** What opens has the focus while it is there; whoever had it before gets it back, unless somebody else took it. */
export function useBorrowedFocus<T extends HTMLElement>(
  first: (opened: T) => HTMLElement | undefined = itself,
): RefObject<T | null> {
  const opened = useRef<T>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is taken once.
  useEffect(() => {
    const before = focused();
    if (opened.current) first(opened.current)?.focus({ preventScroll: true });
    return () => {
      if (!focused() && before?.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return opened;
}

const itself = <T extends HTMLElement>(opened: T): HTMLElement => opened;
