/** A button that goes once it did its work leaves the focus to the card or panel it stood in, not to nobody. */
import { type RefObject, useLayoutEffect, useRef } from "react";
import { focused } from "../../design/focus";

export function useKeptFocus<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    const around = element?.closest<HTMLElement>(".ll-card, .ll-inspector");
    return () => {
      if (focused() !== element) return;
      setTimeout(() => focused() || around?.focus({ preventScroll: true }));
    };
  }, []);
  return ref;
}
