/** All samples of a data set: found, selected, given another class, removed; or labelled one after the other. */
import { useState } from "react";
import { type ComponentProps, press } from "../streamlit";
import { t } from "../words/words";
import type { Asked } from "./ask";
import { Gallery } from "./Gallery";
import { OneByOne } from "./OneByOne";
import "./samples.css";

export interface SamplesData {
  readonly data: string;
  /** Only these, which a network got wrong, with what it said. */
  readonly mistakes: { readonly rows: readonly number[]; readonly said: Readonly<Record<string, string>> } | null;
  /** How many samples there are on a page. */
  readonly count: number;
  /** Whether nothing, or not everything, has a label yet. */
  readonly unlabelled: boolean;
}

export function Samples({ data, component }: ComponentProps<SamplesData>) {
  const [single, setSingle] = useState(data.unlabelled && !data.mistakes);
  const changed = (count: number) => press(component, "changed", count);
  const asked: Asked = data.mistakes ? { rows: data.mistakes.rows } : {};
  const View = single ? OneByOne : Gallery;
  return (
    <div className="samples" data-testid="samples">
      <div className="samples-ways ll-segments" role="radiogroup" aria-label={t("How samples are shown")}>
        {[false, true].map((way) => (
          // biome-ignore lint/a11y/useSemanticElements: two buttons side by side, as everywhere in the app.
          <button
            key={String(way)}
            type="button"
            role="radio"
            aria-checked={single === way}
            onClick={() => setSingle(way)}
          >
            {way ? t("One by one") : t("Gallery")}
          </button>
        ))}
      </div>
      <View data={data.data} asked={asked} count={data.count} said={data.mistakes?.said ?? {}} changed={changed} />
    </div>
  );
}

export interface ViewProps {
  readonly data: string;
  readonly asked: Asked;
  readonly count: number;
  readonly said: Readonly<Record<string, string>>;
  changed(count: number): void;
}
