/** Three doors at the first visit: own data, templates, an empty canvas. They stand where they cover nothing. */
import { press } from "../streamlit";
import { useBench } from "./context";

const DOORS = [
  { name: "data", title: "Use my data", sentence: "a table, or a folder of pictures" },
  { name: "templates", title: "Templates", sentence: "networks that are known to learn" },
  { name: "empty", title: "Empty canvas", sentence: "draw one from the first layer" },
] as const;

export function Doors() {
  const { data, component } = useBench();
  if (!data.doors) return null;
  return (
    <section className="ll-doors" aria-label="Ways to begin">
      <h3>
        Press <strong>Train</strong>, or begin with your own
      </h3>
      {DOORS.map(({ name, title, sentence }) => (
        <button key={name} type="button" className="ll-door" onClick={() => press(component, "door", name)}>
          <strong>{title}</strong>
          <span className="ll-quiet">{sentence}</span>
        </button>
      ))}
      <button type="button" className="ll-link" onClick={() => press(component, "door", "close")}>
        Close
      </button>
    </section>
  );
}
