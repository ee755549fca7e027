/** Plotly, fetched once from the server's own copy, and the little of it that we call. */

export interface PlotlyElement extends HTMLElement {
  data?: unknown[];
}

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
    script.src = new URL("plotly.min.js", document.baseURI).href;
    script.onload = () => resolve((window as unknown as { Plotly: Plotly }).Plotly);
    script.onerror = () => {
      loading = null;
      script.remove();
      reject(new Error("The plots could not be loaded. Reload the page."));
    };
    document.head.append(script);
  });
  return loading;
}
