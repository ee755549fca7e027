/** Where one gives oneself the name that others see. */
import { useState } from "react";
import { readName } from "../project/presence";
import { t } from "../words/words";

interface NameFieldProps {
  readonly name: string;
  keep(name: string): void;
  leave(): void;
}

export function NameField({ name, keep, leave }: NameFieldProps) {
  const [draft, setDraft] = useState(name);
  return (
    <form
      className="ll-afloat ll-menu small"
      aria-label={t("Your name, as others see it")}
      onSubmit={(event) => {
        event.preventDefault();
        keep(readName(draft));
      }}
    >
      <label className="ll-menu-row">
        <strong>{t("Your name, as others see it")}</strong>
        <span className="ll-copy">
          <input
            className="ll-field"
            dir="auto"
            data-testid="own-name"
            ref={(field) => field?.focus()}
            value={draft}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={({ key }) => key === "Escape" && leave()}
          />
          <button type="submit" className="ll-button">
            {t("Keep")}
          </button>
        </span>
      </label>
    </form>
  );
}
