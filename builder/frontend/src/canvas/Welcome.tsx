/** What an empty canvas, and a first visit, say to do. */
import { useStore } from "../project/store";
import { useBench } from "./context";

const DOORS = [
  { door: "data", title: "Use my data", words: "a table or pictures of your own" },
  { door: "templates", title: "Templates", words: "networks that already work" },
  { door: "empty", title: "Empty canvas", words: "start from nothing" },
] as const;

/** The three doors of a first visit, in front of a network that is ready to train. */
export function Doors() {
  const { data, component } = useBench();
  if (!data.doors) return null;
  const open = (door: string) => component.setTriggerValue("door", door);
  return (
    <section className="ll-doors" aria-label="Where to begin" data-testid="doors">
      <div className="ll-doors-text">
        <strong>This network reads handwritten digits. Press Train and watch it learn.</strong>
        <span className="ll-quiet">Or begin with something of your own:</span>
      </div>
      <div className="ll-doors-row">
        {DOORS.map(({ door, title, words }) => (
          <button key={door} type="button" className="ll-door" data-testid={`door-${door}`} onClick={() => open(door)}>
            <strong>{title}</strong>
            <span className="ll-quiet">{words}</span>
          </button>
        ))}
      </div>
      <button
        type="button"
        className="ll-close"
        aria-label="Close"
        data-testid="doors-close"
        onClick={() => open("close")}
      >
        ×
      </button>
    </section>
  );
}

/** An empty canvas says what to do first. */
export function EmptyCanvas({ find }: { find: () => void }) {
  const { project, data, component, editable } = useBench();
  const document = useStore(project.document);
  const saved = useStore(project.saved);
  if (document.nodes.size || document.notes.size || saved === "loading" || data.doors) return null;
  return (
    <section className="ll-empty" data-testid="empty">
      <h2>An empty canvas</h2>
      {editable ? (
        <>
          <ol>
            <li>
              Drag an <strong>Input</strong> here: it is where your data goes in.
            </li>
            <li>
              Add layers below it. Press <span className="ll-key">/</span>, type a name, press{" "}
              <span className="ll-key">↵</span>.
            </li>
            <li>
              End with an <strong>Output</strong>: it is what the network should say.
            </li>
          </ol>
          <div className="ll-row">
            <button type="button" className="ll-button accent" onClick={find}>
              Find a layer
            </button>
            {data.schema && (
              <button
                type="button"
                className="ll-button"
                data-testid="door-fit"
                onClick={() => component.setTriggerValue("door", "fit")}
              >
                Build a network that fits {data.schema.title}
              </button>
            )}
            <button type="button" className="ll-button" onClick={() => component.setTriggerValue("door", "templates")}>
              Templates
            </button>
          </div>
        </>
      ) : (
        <p className="ll-quiet">There is nothing in this project yet.</p>
      )}
    </section>
  );
}
