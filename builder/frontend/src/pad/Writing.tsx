/** A text to write or paste, asked about while it is written. */
import { useState } from "react";
import { t } from "../words/words";

interface WritingProps {
  readonly feature: string;
  /** Gets the text, or null while there is none. */
  onChange(text: string | null): void;
}

export function Writing({ feature, onChange }: WritingProps) {
  const [text, setText] = useState("");
  const change = (next: string) => {
    setText(next);
    onChange(next.trim() ? next : null);
  };
  return (
    <div className="pad-writing">
      <textarea
        className="pad-text"
        aria-label={feature}
        data-testid="pad-text"
        placeholder={t("Write or paste a text …")}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <div className="pad-tools">
        <button type="button" className="pad-button" disabled={!text} onClick={() => change("")}>
          {t("Clear")}
        </button>
      </div>
    </div>
  );
}
