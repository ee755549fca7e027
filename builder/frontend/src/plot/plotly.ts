/**
 * Plotly, fetched when it is needed, and the little of it that we call. Of its builds the one with lines and bars alone:
 * the whole takes a browser four times as long, more than everything else between the press on Train and the curves.
 */
import address from "plotly.js-basic-dist-min/plotly-basic.min.js?url";
import { t } from "../words/words";

export interface Plotly {
  newPlot(element: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
  react(element: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
  extendTraces(element: HTMLElement, update: { x: number[][]; y: number[][] }, traces: number[]): Promise<unknown>;
  relayout(element: HTMLElement, layout: object): Promise<unknown>;
  purge(element: HTMLElement): void;
  Plots: { resize(element: HTMLElement): void };
}

let loading: Promise<Plotly> | null = null;

export function plotly(): Promise<Plotly> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve((window as unknown as { Plotly: Plotly }).Plotly);
    script.onerror = () => {
      loading = null;
      script.remove();
      reject(new Error(t("The plots could not be loaded. Reload the page.")));
    };
    document.head.append(script);
  });
  return loading;
}
