import type { Words } from "./words/words";

/** What Streamlit hands to a v2 component each time its data or the theme changes. */
export interface StreamlitComponent<Data = unknown> {
  readonly name: string;
  readonly key: string;
  readonly data: Data;
  readonly parentElement: ShadowRoot | HTMLElement;
  /** Keeps a value in the session and reruns the enclosing fragment. */
  setStateValue(name: string, value: unknown): void;
  /** Names the session that `data` comes from. */
  readonly session: string;
  /** The person's language. */
  readonly words: Words;
}

let newest = 0;

/**
 * Tell Python that something was pressed. It is a state that stays until the next press, numbered so that Python acts on
 * it once: Streamlit's triggers are lost when a newer one, or a change of the page, overtakes them.
 */
export function press(component: StreamlitComponent, name: string, value: unknown): void {
  newest = Math.max(newest + 1, Date.now());
  component.setStateValue(name, [component.session, newest, value]);
}

/** What every component of the bundle is rendered with. */
export interface ComponentProps<Data> {
  readonly data: Data;
  readonly component: StreamlitComponent<Data>;
}
