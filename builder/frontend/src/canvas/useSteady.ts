import { useLayoutEffect, useRef, useState } from "react";

type Acts = Record<string, (...given: never[]) => unknown>;

/** The same functions at every rendering, which do what the newest ones do: else React Flow draws every card again. */
export function useSteady<T extends Acts>(acts: T): T {
  const newest = useRef(acts);
  useLayoutEffect(() => {
    newest.current = acts;
  });
  const [steady] = useState(() =>
    Object.fromEntries(
      Object.keys(acts).map((name) => [name, (...given: never[]) => newest.current[name]?.(...given)]),
    ),
  );
  return steady as T;
}
