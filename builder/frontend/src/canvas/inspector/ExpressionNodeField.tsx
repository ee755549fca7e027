/** A formula over what is wired in: the letters of the wires, the formula, and the functions that can stand in it. */
import { titleOf } from "../../catalog/blocks";
import { useStore } from "../../project/store";
import { t } from "../../words/words";
import { useBench } from "../context";
import { letterOf } from "../letters";
import type { FieldProps } from "./field";

export function ExpressionNodeField({ param, value, id, disabled, invalid, change }: FieldProps) {
  const text = typeof value === "string" ? value : "";
  return (
    <>
      <Letters />
      <textarea
        id={id}
        className="ll-field ll-formula"
        data-testid={`param-${param.name}`}
        rows={Math.min(Math.max(Math.ceil(text.length / 28), 2), 6)}
        spellCheck={false}
        autoComplete="off"
        placeholder="a + b"
        maxLength={500}
        aria-invalid={invalid}
        disabled={disabled}
        value={text}
        onChange={({ target }) => change(target.value.replaceAll("\n", " "))}
      />
      {param.choices?.length ? (
        <details className="ll-nested">
          <summary>{t("Functions")}</summary>
          <p className="ll-functions">
            {param.choices.map((name) => (
              <code key={String(name)}>{String(name)}</code>
            ))}
          </p>
          <p className="ll-quiet">
            {t("Also + − * / ** and comparisons. An axis is a number:")} <code>mean(a, axis=-1, keepdims=True)</code>.
          </p>
        </details>
      ) : null}
    </>
  );
}

/** Which letter stands for which wire of the selected node. */
function Letters() {
  const { view, level, catalog } = useBench();
  const { nodes, whole } = useStore(level);
  const [id] = useStore(view.selection).nodes;
  const sources = Object.values(nodes.get(id ?? "")?.inputs ?? {}).flat();
  if (!sources.length) return <p className="ll-quiet ll-letters">{t("Wire something in: it becomes a, b, c …")}</p>;
  return (
    <p className="ll-letters">
      {sources.map((source, at) => {
        const node = nodes.get(source.split(":", 1)[0] ?? "");
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: wires are told apart by their place.
          <span key={at}>
            <code>{letterOf(at)}</code> {node ? titleOf(node, whole, catalog) : source}
          </span>
        );
      })}
    </p>
  );
}
