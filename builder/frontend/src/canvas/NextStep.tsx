/** What to do with a network that waits for data: the sets that fit it, each learned from at one press. */
import { useStore } from "../project/store";
import { press } from "../streamlit";
import { t } from "../words/words";
import { useBench } from "./context";

export function NextStep() {
  const { project, data, component } = useBench();
  const { data: chosen, weights } = useStore(project.document);
  if (!data.next || chosen.source !== null) return null;
  const { takes, fits } = data.next;
  return (
    <section className="ll-doors" aria-label={t("What comes next")} data-testid="next">
      <h3>
        {t("Next:")} <strong>{t("choose data")}</strong> {t("for it to learn from")}
      </h3>
      {weights && <p className="ll-quiet">{t("Its weights came along: training starts from them.")}</p>}
      {takes && (
        <p className="ll-quiet">
          {t("It takes")} {takes}.{" "}
          {fits.length ? t("These fit, with one press:") : t("No data set that is here has this shape.")}
        </p>
      )}
      {fits.map(({ id, title, sentence }) => (
        <button
          key={id}
          type="button"
          className="ll-door"
          data-testid={`next-${id}`}
          onClick={() => press(component, "door", `use:${id}`)}
        >
          <strong>
            {t("Use")} {title}
          </strong>
          <span className="ll-quiet">{sentence}</span>
        </button>
      ))}
      <button
        type="button"
        className="ll-door"
        data-testid="next-data"
        onClick={() => press(component, "door", "data")}
      >
        <strong>{fits.length ? t("Other data") : t("Choose data")}</strong>
        <span className="ll-quiet">{t("your own table or pictures, or another set")}</span>
      </button>
    </section>
  );
}
