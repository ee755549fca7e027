/** Keys as they are pressed and as they are written. */

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey"> & { readonly code?: string };

/** What a press is called in the table of commands: `mod+shift+z`; `mod` is Ctrl, or Cmd on a Mac. */
export function pressed(press: Press): string {
  const key = letterOf(press) ?? press.key.toLowerCase();
  // On some keyboards `+`, `/` and their like need Shift themselves.
  const shift = press.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  const held = [(press.ctrlKey || press.metaKey) && "mod", press.altKey && "alt", shift && "shift"];
  return [...held.filter(Boolean), key].join("+");
}

/** The letter on the key that is pressed with Alt: on a Mac that writes another sign. AltGr, which is Ctrl too, means its sign. */
function letterOf({ altKey, ctrlKey, code = "" }: Press): string | undefined {
  return altKey && !ctrlKey ? code.match(/^Key([A-Z])$/)?.[1]?.toLowerCase() : undefined;
}

/** Whether keys are those of a Mac here. */
const isMac = (): boolean => typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = {
  mod: "Ctrl",
  alt: "Alt",
  shift: "Shift",
  escape: "Esc",
  delete: "Del",
  backspace: "⌫",
  enter: "Enter",
  contextmenu: "Menu",
  pageup: "PgUp",
  pagedown: "PgDn",
  home: "Home",
  end: "End",
  arrow: "← ↑ ↓ →",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
};

const MAC_NAMES: Readonly<Record<string, string>> = {
  ...NAMES,
  mod: "⌘",
  alt: "⌥",
  shift: "⇧",
  enter: "↩",
  delete: "⌦",
};

const MAC_ORDER = ["alt", "shift", "mod"];

/** A shortcut as people read it: `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function keyText(key: string, mac = isMac()): string {
  // `+` itself is a key.
  const last = key.endsWith("+") ? "+" : (key.split("+").at(-1) ?? "");
  const held = key.slice(0, -last.length).split("+").filter(Boolean);
  const names = mac ? MAC_NAMES : NAMES;
  const ordered = mac ? MAC_ORDER.filter((each) => held.includes(each)) : held;
  return [...ordered, last].map((part) => names[part] ?? part.toUpperCase()).join(mac ? "" : "+");
}
