/** What to do with a network that waits for data: the sets that fit it, each learned from at one press. */
import { useStore } from "../project/store";
import { press } from "../streamlit";
import { useBench } from "./context";

export function NextStep() {
  const { project, data, component } = useBench();
  const { data: chosen, weights } = useStore(project.document);
  if (!data.next || chosen.source !== null) return null;
  const { takes, fits } = data.next;
  return (
    <section className="ll-doors" aria-label="What comes next" data-testid="next">
      <h3>
        Next: <strong>choose data</strong> for it to learn from
      </h3>
      {weights && <p className="ll-quiet">Its weights came along: training starts from them.</p>}
      {takes && (
        <p className="ll-quiet">
          It takes {takes}. {fits.length ? "These fit, with one press:" : "No data set that is here has this shape."}
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
          <strong>Use {title}</strong>
          <span className="ll-quiet">{sentence}</span>
        </button>
      ))}
      <button
        type="button"
        className="ll-door"
        data-testid="next-data"
        onClick={() => press(component, "door", "data")}
      >
        <strong>{fits.length ? "Other data" : "Choose data"}</strong>
        <span className="ll-quiet">your own table or pictures, or another set</span>
      </button>
    </section>
  );
}
