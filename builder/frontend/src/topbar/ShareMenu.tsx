/** Links to give away, and the code that brings the workspace back. */
import { useEffect, useRef, useState } from "react";
import { press, type StreamlitComponent } from "../streamlit";
import { copyText } from "./copy";
import type { Share, TopBarData } from "./data";

interface ShareMenuProps {
  readonly share: Share | null;
  readonly component: StreamlitComponent<TopBarData>;
}

const LINKS = [
  { key: "copy", title: "Copy link", sentence: "Everyone who opens it gets a fresh copy of their own." },
  { key: "together", title: "Edit together", sentence: "Everyone who opens it works on this very project." },
  {
    key: "code",
    title: "Return code",
    sentence: "Brings your workspace back in another browser. Keep it to yourself.",
  },
] as const;

export function ShareMenu({ share, component }: ShareMenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => !event.composedPath().includes(root.current as EventTarget) && setOpen(false);
    const leave = (event: KeyboardEvent) => event.key === "Escape" && setOpen(false);
    window.addEventListener("pointerdown", away);
    window.addEventListener("keydown", leave, true);
    return () => {
      window.removeEventListener("pointerdown", away);
      window.removeEventListener("keydown", leave, true);
    };
  }, [open]);

  function toggle(): void {
    if (!open && !share) press(component, "share", "new");
    setOpen(!open);
  }

  return (
    <div className="ll-share" ref={root}>
      <button type="button" className="ll-button" aria-expanded={open} data-testid="share" onClick={toggle}>
        Share
      </button>
      {open && (
        <div className="ll-menu" role="dialog" aria-label="Share">
          {!share && <p className="ll-quiet">Making links…</p>}
          {LINKS.map(({ key, title, sentence }) => {
            const text = share?.[key];
            return text ? <CopyRow key={key} id={key} title={title} sentence={sentence} text={text} /> : null;
          })}
        </div>
      )}
    </div>
  );
}

interface CopyRowProps {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly text: string;
}

const SHOWN_MS = 1600;

function CopyRow({ id, title, sentence, text }: CopyRowProps) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  async function copy(): Promise<void> {
    const done = await copyText(text);
    if (!done) return field.current?.select();
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }

  return (
    <div className="ll-menu-row">
      <strong>{title}</strong>
      <span className="ll-quiet">{sentence}</span>
      <div className="ll-copy">
        <input
          ref={field}
          className="ll-field"
          readOnly
          aria-label={title}
          data-testid={`share-${id}`}
          value={text}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="ll-button" data-testid={`share-${id}-copy`} onClick={copy}>
          {copied ? "Copied" : "Copy"}
        </button>
      </div>
    </div>
  );
}
