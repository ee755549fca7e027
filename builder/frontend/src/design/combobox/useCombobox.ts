/** A field and the list of what is found for its words: one is chosen by keys while the field keeps the focus. */
import {
  type ChangeEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import "./combobox.css";
import { meaning, type Standing } from "./keys";

export interface Asking<T> {
  readonly label: string;
  /** What is found for what is typed; the same function for as long as it finds the same. */
  readonly find: (words: string) => readonly T[];
  /** Whether an option can be taken; the first that can is chosen by itself. */
  readonly able?: (option: T) => boolean;
  readonly take: (option: T) => void;
  readonly leave: () => void;
  /** Whether field and list are always there, rather than for one choice. */
  readonly stays?: boolean;
}

export interface Combobox<T> {
  readonly label: string;
  readonly words: string;
  readonly found: readonly T[];
  readonly chosen: T | undefined;
  type(words: string): void;
  take(option: T): void;
  /** What the field, the list and each option must be given. */
  readonly field: ReturnType<typeof fieldProps>;
  readonly list: ReturnType<typeof listProps>;
  option(at: number): OptionProps;
}

export interface OptionProps {
  readonly id: string;
  readonly role: "option";
  readonly tabIndex: -1;
  readonly "aria-selected": boolean;
  readonly "aria-disabled": true | undefined;
  onPointerMove(): void;
  onClick(): void;
}

export function useCombobox<T>({ label, find, able = always, take, leave, stays }: Asking<T>): Combobox<T> {
  const [words, setWords] = useState("");
  const found = useMemo(() => find(words), [find, words]);
  const { at, choose, list } = useChosen(found, able);
  const id = useId();
  const chosen = found[at];

  function type(text: string): void {
    setWords(text);
    choose(null);
  }

  function takeAble(option: T | undefined): void {
    if (option !== undefined && able(option)) take(option);
  }

  const standing = { at, count: found.length, empty: words === "", stays };
  const acts: Acts = { take: () => takeAble(chosen), leave, choose };
  return {
    label,
    words,
    found,
    chosen,
    type,
    take: takeAble,
    field: fieldProps({ label, words, list: found.length ? id : null, at, type, press: pressing(standing, acts) }),
    list: listProps(id, label, list),
    option: (place) => ({
      id: `${id}-${place}`,
      role: "option",
      tabIndex: -1,
      "aria-selected": place === at,
      "aria-disabled": able(found[place] as T) ? undefined : true,
      onPointerMove: () => choose(place, "pointer"),
      onClick: () => takeAble(found[place]),
    }),
  };
}

interface Acts {
  take(): void;
  leave(): void;
  choose(at: number): void;
}

/** Does what a key means, and lets nobody else hear it. */
function pressing(standing: Standing, { take, leave, choose }: Acts) {
  return (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey, nativeEvent } = event;
    const meant = meaning({ key, ctrlKey, metaKey, altKey, isComposing: nativeEvent.isComposing }, standing);
    if (meant === null) return;
    if (meant === "take") take();
    else if (meant === "leave") leave();
    else choose(meant);
    event.preventDefault();
    event.stopPropagation();
  };
}

const always = () => true;

/** Which option is chosen, and seen: by itself the first that can be taken. */
function useChosen<T>(found: readonly T[], able: (option: T) => boolean) {
  const [picked, pick] = useState<number | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const pointed = useRef(false);
  const first = Math.max(found.findIndex(able), 0);
  const at = Math.min(picked ?? first, found.length - 1);
  useEffect(() => {
    // What the pointer is on would move away from under it.
    if (found[at] === undefined || pointed.current) return;
    list.current?.querySelector("[role=option][aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [found, at]);

  function choose(place: number | null, by: "keys" | "pointer" = "keys"): void {
    pointed.current = by === "pointer";
    pick(place);
  }
  return { at, choose, list };
}

interface Field {
  readonly label: string;
  readonly words: string;
  /** The list's id; nothing where nothing is found. */
  readonly list: string | null;
  readonly at: number;
  type(words: string): void;
  press(event: KeyboardEvent): void;
}

function fieldProps({ label, words, list, at, type, press }: Field) {
  return {
    type: "text",
    role: "combobox",
    "aria-label": label,
    "aria-expanded": list !== null,
    "aria-controls": list ?? undefined,
    "aria-activedescendant": list === null ? undefined : `${list}-${at}`,
    "aria-autocomplete": "list",
    autoComplete: "off",
    spellCheck: false,
    placeholder: label,
    value: words,
    onChange: ({ target }: ChangeEvent<HTMLInputElement>) => type(target.value),
    onKeyDown: press,
  } as const;
}

function listProps(id: string, label: string, ref: RefObject<HTMLDivElement | null>) {
  return { ref, id, role: "listbox", "aria-label": label, tabIndex: -1 } as const;
}
