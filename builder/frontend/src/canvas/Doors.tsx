/** Three doors at the first visit: own data, templates, an empty canvas. They stand where they cover nothing. */
import { press } from "../streamlit";
import { message, t } from "../words/words";
import { useBench } from "./context";

const DOORS = [
  { name: "data", title: message("Use my data"), sentence: message("a table, pictures, sounds, texts") },
  { name: "templates", title: message("Templates"), sentence: message("networks that are known to learn") },
  { name: "empty", title: message("Empty canvas"), sentence: message("draw one from the first layer") },
] as const;

export function Doors() {
  const { data, component } = useBench();
  if (!data.doors) return null;
  return (
    <section className="ll-doors" aria-label={t("Ways to begin")}>
      <h3>
        {t("Press")} <strong>{t("Train")}</strong>
        {t(", or begin with your own")}
      </h3>
      {DOORS.map(({ name, title, sentence }) => (
        <button key={name} type="button" className="ll-door" onClick={() => press(component, "door", name)}>
          <strong>{t(title)}</strong>
          <span className="ll-quiet">{t(sentence)}</span>
        </button>
      ))}
      <button type="button" className="ll-link" onClick={() => press(component, "door", "close")}>
        {t("Close")}
      </button>
    </section>
  );
}
