/** The language, small beside what matters more: the letters are shown, the list opens over them. */
import { press, type StreamlitComponent } from "../streamlit";
import { spoken, t } from "../words/words";
import type { Language } from "./data";

interface LanguageMenuProps {
  readonly languages: readonly Language[];
  readonly component: StreamlitComponent;
}

export function LanguageMenu({ languages, component }: LanguageMenuProps) {
  const here = spoken();
  return (
    <label className="ll-language" title={t("Language")}>
      <span aria-hidden>{here.toUpperCase()}</span>
      <select
        aria-label={t("Language")}
        data-testid="language"
        value={here}
        onChange={(event) => press(component, "language", event.target.value)}
      >
        {languages.map(({ id, title }) => (
          <option key={id} value={id} lang={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
