/** What Streamlit hands to a v2 component each time its data or the theme changes. */
export interface StreamlitComponent<Data = unknown> {
  readonly name: string;
  readonly key: string;
  readonly data: Data;
  readonly parentElement: ShadowRoot | HTMLElement;
  /** Keeps a value in the session and reruns the enclosing fragment. */
  setStateValue(name: string, value: unknown): void;
  /** Fires once and reruns the enclosing fragment. */
  setTriggerValue(name: string, value: unknown): void;
}

/** What every component of the bundle is rendered with. */
export interface ComponentProps<Data> {
  readonly data: Data;
  readonly component: StreamlitComponent<Data>;
}
