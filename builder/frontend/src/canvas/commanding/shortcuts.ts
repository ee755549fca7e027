/** Keys as they are pressed and as they are written. */

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">;

/** What a press is called in the table of commands: `mod+shift+z`; `mod` is Ctrl, or Cmd on a Mac. */
export function pressed(press: Press): string {
  const key = press.key.toLowerCase();
  // On some keyboards `+`, `/` and their like need Shift themselves.
  const shift = press.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  const held = [(press.ctrlKey || press.metaKey) && "mod", press.altKey && "alt", shift && "shift"];
  return [...held.filter(Boolean), key].join("+");
}

/** Whether keys are those of a Mac here. */
export const isMac = (): boolean => typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = {
  mod: "Ctrl",
  alt: "Alt",
  shift: "Shift",
  escape: "Esc",
  delete: "Del",
  backspace: "⌫",
  enter: "Enter",
  contextmenu: "Menu",
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

/** A shortcut as people read it: `Ctrl+Z`, on a Mac `⌘Z`. */
export function keyText(key: string, mac = isMac()): string {
  const names = mac ? MAC_NAMES : NAMES;
  const parts = key.split("+").map((part) => names[part] ?? part.toUpperCase());
  // `+` itself is a key.
  return key.endsWith("+") ? [...parts.slice(0, -2), "+"].join(mac ? "" : "+") : parts.join(mac ? "" : "+");
}
