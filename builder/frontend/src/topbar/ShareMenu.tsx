/** Links to give away, each to be made and taken back by the owner; for everybody else the way to a copy. */
import { useRef, useState } from "react";
import { press, type StreamlitComponent } from "../streamlit";
import { message, t } from "../words/words";
import { copyText } from "./copy";
import type { LinkKind, Share, TopBarData } from "./data";
import { usePopup } from "./usePopup";

interface ShareMenuProps {
  readonly share: Share | null;
  readonly owner: boolean;
  readonly component: StreamlitComponent<TopBarData>;
}

const LINKS: readonly { kind: LinkKind; name: string; title: string; sentence: string }[] = [
  {
    kind: "copy",
    name: "copy",
    title: message("Copy link"),
    sentence: message("Everyone who opens it gets a fresh copy of their own."),
  },
  {
    kind: "look",
    name: "look",
    title: message("Look"),
    sentence: message("Everyone who opens it sees this project live, and cannot change it."),
  },
  {
    kind: "edit",
    name: "together",
    title: message("Edit together"),
    sentence: message("Everyone who opens it works on this very project."),
  },
];

export function ShareMenu({ share, owner, component }: ShareMenuProps) {
  const { open, setOpen, root } = usePopup();

  function toggle(): void {
    if (!open && owner && !share) press(component, "share", ["make"]);
    setOpen(!open);
  }

  return (
    <div className="ll-share" ref={root}>
      <button type="button" className="ll-button" aria-expanded={open} data-testid="share" onClick={toggle}>
        {t("Share")}
      </button>
      {open && (
        <div className="ll-afloat ll-menu" role="dialog" aria-label={t("Share")}>
          {!owner && (
            <>
              <p className="ll-quiet">
                {t("Only who made this project gives links to it. A copy is your own to share.")}
              </p>
              <button
                type="button"
                className="ll-button ll-menu-make"
                data-testid="share-own-copy"
                onClick={() => press(component, "copy", "share")}
              >
                {t("Make a copy")}
              </button>
            </>
          )}
          {owner && !share && <p className="ll-quiet">{t("Making links…")}</p>}
          {owner && share && LINKS.map((link) => <Row key={link.kind} {...link} share={share} component={component} />)}
        </div>
      )}
    </div>
  );
}

type RowProps = (typeof LINKS)[number] & { share: Share; component: StreamlitComponent<TopBarData> };

const SHOWN_MS = 1600;

function Row({ kind, name, title, sentence, share, component }: RowProps) {
  const [copied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const address = share[kind];

  async function copy(text: string): Promise<void> {
    const done = await copyText(text);
    if (!done) return field.current?.select();
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  }

  return (
    <div className="ll-menu-row">
      <span className="ll-menu-head">
        <strong>{t(title)}</strong>
        {address && (
          <button
            type="button"
            className="ll-link"
            data-testid={`share-${name}-end`}
            title={
              kind === "copy"
                ? t("Nobody can open it any more; copies stay.")
                : t("Whoever is in by it is out at once.")
            }
            onClick={() => press(component, "share", ["end", kind])}
          >
            {t("Take back")}
          </button>
        )}
      </span>
      <span className="ll-quiet">{t(sentence)}</span>
      {address ? (
        <div className="ll-copy">
          <input
            ref={field}
            className="ll-field"
            readOnly
            aria-label={t(title)}
            data-testid={`share-${name}`}
            value={address}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="ll-button" data-testid={`share-${name}-copy`} onClick={() => copy(address)}>
            {copied ? t("Copied") : t("Copy")}
          </button>
        </div>
      ) : (
        <button
          type="button"
          className="ll-button ll-menu-make"
          data-testid={`share-${name}-make`}
          onClick={() => press(component, "share", ["make", kind])}
        >
          {t("Make a link")}
        </button>
      )}
    </div>
  );
}
