import { useStore } from "../project/store";
import { press } from "../streamlit";
import { t } from "../words/words";
import { useActions } from "./actions";
import { useBench } from "./context";

/** An empty canvas says what to do first. */
export function EmptyCanvas() {
  const { run } = useActions();
  const { project, data, component, editable } = useBench();
  const document = useStore(project.document);
  const saved = useStore(project.saved);
  if (document.nodes.size || document.notes.size || saved === "loading") return null;
  return (
    <section className="ll-empty" data-testid="empty">
      <h2>{t("An empty canvas")}</h2>
      {editable ? (
        <>
          <ol>
            <li>
              {t("Drag an")} <strong>Input</strong> {t("here: it is where your data goes in.")}
            </li>
            <li>
              {t("Add layers below it. Press")} <span className="ll-key">/</span>
              {t(", type a name, press")} <span className="ll-key">↵</span>.
            </li>
            <li>
              {t("End with an")} <strong>Output</strong>
              {t(": it is what the network should say.")}
            </li>
          </ol>
          <div className="ll-row">
            <button type="button" className="ll-button accent" onClick={() => run("add")}>
              {t("Find a layer")}
            </button>
            <button
              type="button"
              className="ll-button"
              data-testid="door-fit"
              onClick={() => press(component, "door", "fit")}
            >
              {data.schema ? t("Build a network that fits {schema}", { schema: data.schema.title }) : t("Choose data")}
            </button>
            <button type="button" className="ll-button" onClick={() => press(component, "door", "templates")}>
              {t("Templates")}
            </button>
          </div>
        </>
      ) : (
        <p className="ll-quiet">{t("There is nothing in this project yet.")}</p>
      )}
    </section>
  );
}
