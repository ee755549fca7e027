/** Makes a card, note or frame a stop of the keyboard: one of them all is in the order of Tab. */
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { focused } from "../../design/focus";
import type { Level } from "../../document/level";
import { message, t } from "../../words/words";
import { useActions } from "../actions";
import { useBench } from "../context";
import { sizeOf, type View } from "../view";
import { focusStop, reveal, wantedOf } from "./focus";
import { entrance, numberOf, type Part, type Stop, stopsOf } from "./stops";

const ROLES: Readonly<Record<Part, string>> = {
  nodes: message("layer"),
  notes: message("note"),
  frames: message("frame"),
};

interface Focusable {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly role: "group";
  readonly tabIndex: number;
  readonly "aria-label": string;
  readonly "aria-roledescription": string;
  readonly onFocus: (event: { readonly target: EventTarget; readonly currentTarget: HTMLDivElement }) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** What the element of a stop is given, beside its name; `flowId` is what React Flow calls it. */
export function useStop(part: Part, id: string, name: string, flowId = id): Focusable {
  const { level } = useBench();
  const { stage } = useActions();
  const [position, setPosition] = useState("");
  const ref = useRef<HTMLDivElement>(null);
  const at = useRef(0);
  const here = useEntrance(part, id);
  useWanted(ref, part, id);
  usePassedOn(ref, part, id, at);
  return {
    ref,
    role: "group",
    tabIndex: here ? 0 : -1,
    "aria-roledescription": t(ROLES[part]),
    "aria-label": [name, position].filter(Boolean).join(", "),
    onFocus({ target, currentTarget }) {
      if (target !== currentTarget) return;
      // Told only here: with each new layer all others would be named anew.
      at.current = numberOf(level.get(), { part, id });
      setPosition(t("{at} of {count}", { at: at.current, count: stopsOf(level.get()).length }));
      reveal(stage, currentTarget, flowId);
    },
    onKeyDown: (event) => part !== "nodes" && writeOrLeave(event, ref.current),
  };
}

/** Whether it is the one that Tab comes to. */
function useEntrance(part: Part, id: string): boolean {
  const { view, level } = useBench();
  const subscribe = useCallback(
    (told: () => void) => {
      const ends = [view.selection.subscribe(told), level.subscribe(told)];
      return () => {
        for (const end of ends) end();
      };
    },
    [view, level],
  );
  return useSyncExternalStore(subscribe, () => {
    const stop = entrance(level.get(), view.selection.get());
    return stop?.part === part && stop.id === id;
  });
}

type Ref = RefObject<HTMLDivElement | null>;

/** Takes the focus where it is asked to, now or once it is drawn. */
function useWanted(ref: Ref, part: Part, id: string): void {
  const { view } = useBench();
  useEffect(() => {
    const wish = wantedOf(view);
    const take = () => {
      const stop = wish.get();
      if (stop?.part !== part || stop.id !== id || !ref.current) return;
      wish.set(null);
      // Who walks through the outline stays there.
      if (focused()?.closest("[role=tree]")) return;
      ref.current.focus({ preventScroll: true });
    };
    take();
    return wish.subscribe(take);
  }, [view, ref, part, id]);
}

/** Leaves the focus to another where it goes itself; `at`: which of all stops it was. */
function usePassedOn(ref: Ref, part: Part, id: string, at: RefObject<number>): void {
  const { view, level } = useBench();
  useLayoutEffect(() => {
    const element = ref.current;
    const { block } = level.get();
    return () => {
      if (!element?.contains(focused())) return;
      // Gone into a block or out of it: nothing there is selected by that.
      if (level.get().block !== block) wantedOf(view).set(entrance(level.get(), view.selection.get()) ?? null);
      else passOn(element, level.get(), { part, id }, at.current, view);
    };
  }, [level, view, ref, part, id, at]);
}

/** Into the field of a note or frame with Enter, out of it with Escape. */
function writeOrLeave(event: KeyboardEvent, stop: HTMLElement | null): void {
  const field = stop?.querySelector<HTMLElement>("textarea, input");
  if (event.key === "Enter" && event.target === stop) {
    event.preventDefault();
    field?.focus();
  }
  if (event.key === "Escape" && event.target === field) {
    event.stopPropagation();
    stop?.focus({ preventScroll: true });
  }
}

/** Where the focus goes when its stop goes: to the one before it; what is only out of view leaves it to the canvas. */
function passOn(element: Element, level: Level, { part, id }: Stop, at: number, view: View): void {
  const pane = element.closest<HTMLElement>(".ll-pane");
  const stops = stopsOf(level);
  const next = level[part].has(id) ? undefined : stops[Math.max(0, Math.min(at - 2, stops.length - 1))];
  setTimeout(() => {
    // Where a name is asked for, or something is selected by what was done, that stays so.
    if (focused() || view.naming.get() !== null) return;
    const selection = view.selection.get();
    if (sizeOf(selection)) wantedOf(view).set(entrance(level, selection) ?? null);
    else if (next) focusStop(view, next);
    else pane?.focus({ preventScroll: true });
  });
}
