/** The bundle's entry: puts one of our components into the element that Streamlit gives it. */
import { type ComponentType, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import "./design/tokens.css";
import "./design/controls.css";
import { Canvas } from "./canvas/Canvas";
import { isDark } from "./design/theme";
import type { ComponentProps, StreamlitComponent } from "./streamlit";
import { TopBar } from "./topbar/TopBar";
import { learn, spoken } from "./words/words";

// biome-ignore lint/suspicious/noExplicitAny: each component states the type of its own data; Streamlit cannot.
type Kind = ComponentType<ComponentProps<any>>;

/** What is there at once, on every page. */
const FIRST: Readonly<Record<string, Kind>> = { topbar: TopBar, canvas: Canvas };

interface Mounted {
  readonly root: Root;
  readonly element: HTMLElement;
  calls: number;
  kind?: Kind;
}

const mounted = new WeakMap<Node, Mounted>();

/** Render the component `name` with its newest data; returns what removes it again. */
export default function mount(name: string, component: StreamlitComponent): () => void {
  const parent = component.parentElement;
  const here = mounted.get(parent) ?? create(name, parent);
  const call = ++here.calls;
  here.element.dataset.theme = isDark(here.element) ? "dark" : "light";
  const { words } = component;
  // A new key: what is drawn in one language is drawn anew in the next.
  const draw = (kind: Kind) =>
    here.root.render(createElement(kind, { key: spoken(), data: component.data, component }));
  const kind = here.kind ?? FIRST[name];
  if (kind && words.language === spoken()) draw(kind);
  else
    Promise.all([kind ?? later(name), learn(words)]).then(([kind]) => {
      here.kind = kind;
      if (here.calls === call) draw(kind);
    });
  // Streamlit also runs the clean-up of a call that a newer call has overtaken: only the newest may unmount.
  return () => setTimeout(() => here.calls === call && remove(parent, here));
}

async function later(name: string): Promise<Kind> {
  const { LATER } = await import("./later");
  const kind = LATER[name];
  if (!kind) throw new Error(`The bundle has no component "${name}".`);
  return kind;
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
  const made: Mounted = { root: createRoot(element), element, calls: 0 };
  mounted.set(parent, made);
  return made;
}

function remove(parent: Node, here: Mounted): void {
  here.root.unmount();
  here.element.previousSibling?.remove();
  here.element.remove();
  mounted.delete(parent);
}
