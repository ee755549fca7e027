/** The clipboard of the system, for commands that no key gave: a browser lets a page have it then only sometimes. */
import { copyText } from "../../topbar/copy";

/** Put a text on it. True when that worked. */
export async function put(text: string): Promise<boolean> {
  return typeof window === "undefined" ? false : copyText(text);
}

/** What is on it; nothing where the browser does not say. */
export async function got(): Promise<string | null> {
  if (typeof navigator === "undefined" || !navigator.clipboard?.readText) return null;
  return navigator.clipboard.readText().catch(() => null);
}
