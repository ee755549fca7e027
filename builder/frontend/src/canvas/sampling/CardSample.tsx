/** What the sample has become here, beside the card. */

import { shareText } from "../../format";
import { useStore } from "../../project/store";
import { useBench } from "../context";
import { reportKey } from "../place";
import type { Said } from "./trace";
import { described, Values } from "./Values";

export function CardSample({ id }: { id: string }) {
  const { view } = useBench();
  const { trace } = useStore(view.tracing);
  const place = useStore(view.place);
  const here = trace?.nodes[reportKey(place, id)];
  const [shown] = here?.outputs ?? [];
  if (!trace || !shown) return null;
  const said = place.path.length ? undefined : trace.answers[id];
  const strange = (shown.strange ?? 0) > 0;
  return (
    <div
      className={strange ? "ll-card-sample strange" : "ll-card-sample"}
      title={described(shown)}
      data-testid={`sample-${id}`}
    >
      {said?.label ? <Answer said={said} /> : <Values shown={shown} className="ll-sample-values" />}
    </div>
  );
}

/** The likeliest class, and how likely. */
function Answer({ said }: { said: Said }) {
  const { label = "", classes = [], probabilities = [] } = said;
  return (
    <span className="ll-sample-answer">
      <strong>{label}</strong>
      <small>{shareText(probabilities[classes.indexOf(label)] ?? 0)}</small>
    </span>
  );
}
