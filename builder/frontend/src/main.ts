/** The bundle's entry: puts one of our components into the element that Streamlit gives it. */
import { type ComponentType, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import "./design/tokens.css";
import "./design/controls.css";
import { Canvas } from "./canvas/Canvas";
import { isDark } from "./design/theme";
import { Pad } from "./pad/Pad";
import { Plot } from "./plot/Plot";
import { Samples } from "./samples/Samples";
import type { ComponentProps, StreamlitComponent } from "./streamlit";
import { TopBar } from "./topbar/TopBar";
import { Upload } from "./upload/Upload";
import { learn, spoken } from "./words/words";

// biome-ignore lint/suspicious/noExplicitAny: each component states the type of its own data; Streamlit cannot.
const COMPONENTS: Record<string, ComponentType<ComponentProps<any>>> = {
  topbar: TopBar,
  canvas: Canvas,
  plot: Plot,
  pad: Pad,
  upload: Upload,
  samples: Samples,
};

interface Mounted {
  readonly root: Root;
  readonly element: HTMLElement;
  calls: number;
}

const mounted = new WeakMap<Node, Mounted>();

/** Render the component `name` with its newest data; returns what removes it again. */
export default function mount(name: string, component: StreamlitComponent): () => void {
  const parent = component.parentElement;
  const here = mounted.get(parent) ?? create(name, parent);
  const call = ++here.calls;
  here.element.dataset.theme = isDark(here.element) ? "dark" : "light";
  const kind = COMPONENTS[name];
  if (!kind) throw new Error(`The bundle has no component "${name}".`);
  // A new key: what is drawn in one language is drawn anew in the next.
  const draw = () => here.root.render(createElement(kind, { key: spoken(), data: component.data, component }));
  const { words } = component;
  if (words.language === spoken()) draw();
  else learn(words).then(() => here.calls === call && draw());
  // Streamlit also runs the clean-up of a call that a newer call has overtaken: only the newest may unmount.
  return () => setTimeout(() => here.calls === call && remove(parent, here));
}

function create(name: string, parent: Node): Mounted {
  const element = document.createElement("div");
  element.className = `layerloom layerloom-${name}`;
  element.hidden = true;
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = import.meta.url.replace(/canvas\.js/, "canvas.css");
  style.onload = style.onerror = () => {
    element.hidden = false;
  };
  // Seen from outside, a key pressed in a field of ours was pressed on no field: Streamlit would take "r" for "rerun".
  for (const press of ["keydown", "keypress", "keyup"])
    element.addEventListener(press, (event) => event.stopPropagation());
  parent.appendChild(style);
  parent.appendChild(element);
  const made = { root: createRoot(element), element, calls: 0 };
  mounted.set(parent, made);
  return made;
}

function remove(parent: Node, here: Mounted): void {
  here.root.unmount();
  here.element.previousSibling?.remove();
  here.element.remove();
  mounted.delete(parent);
}
