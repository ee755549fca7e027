/** What the sample has become in the node that is selected, large, with figures. */

import { shareText } from "../../format";
import { useStore } from "../../project/store";
import { number, t } from "../../words/words";
import { useBench } from "../context";
import { reportKey } from "../place";
import type { Shown } from "./trace";
import { described, Values } from "./Values";

export function SamplePanel({ id }: { id: string }) {
  const { view } = useBench();
  const { trace } = useStore(view.tracing);
  const place = useStore(view.place);
  const here = trace?.nodes[reportKey(place, id)];
  if (!here) return null;
  const all = here.attention ? [...here.outputs, here.attention] : here.outputs;
  return (
    <section className="ll-sample-panel" aria-label={t("This sample")} data-testid="sample-panel">
      <h3>{t("This sample")}</h3>
      {all.map((shown, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place of an output is what it is
        <Output key={at} shown={shown} />
      ))}
    </section>
  );
}

function Output({ shown }: { shown: Shown }) {
  return (
    <figure>
      <Values shown={shown} className="ll-sample-large" />
      <figcaption>
        {described(shown)}
        {typeof shown.mean === "number" ? ` · ${t("mean {mean}", { mean: number(shown.mean) })}` : ""}
        {shown.zeros ? ` · ${t("{share} zeros", { share: shareText(shown.zeros) })}` : ""}
        {shown.strange ? <strong> · {t("{count} are no numbers", { count: shown.strange })}</strong> : null}
      </figcaption>
    </figure>
  );
}
