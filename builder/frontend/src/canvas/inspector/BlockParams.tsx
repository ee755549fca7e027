/** The parameters of a block: add, rename, set what they are where nothing is said, take away. */
import { useState } from "react";
import { paramOf } from "../../catalog/blocks";
import { moveParam, removeParam, renameParam, setParam, usesOfParam } from "../../document/params";
import { PARAM } from "../../document/read";
import type { Block } from "../../document/types";
import { useStore } from "../../project/store";
import { counted, t } from "../../words/words";
import { useBench } from "../context";
import { fieldOf } from "./ParamForm";

interface BlockParamsProps {
  readonly id: string;
  readonly definition: Block;
}

export function BlockParams({ id, definition }: BlockParamsProps) {
  const { editable } = useBench();
  const names = Object.keys(definition.params);
  return (
    <section className="ll-block-params" aria-label={t("Parameters")}>
      <h3>{t("Parameters")}</h3>
      <p className="ll-quiet ll-small">
        {names.length
          ? t("Each use of the block can give them other values. These stand where it gives none.")
          : t(
              "A parameter is a setting that each use of the block can have otherwise. Select a layer and press fx at a setting, or add one here.",
            )}
      </p>
      {names.map((name) => (
        <ParamRow key={name} id={id} definition={definition} name={name} />
      ))}
      {editable && <NewParam id={id} definition={definition} />}
    </section>
  );
}

function ParamRow({ id, definition, name }: BlockParamsProps & { name: string }) {
  const { project, catalog, editable } = useBench();
  const document = useStore(project.document);
  const param = paramOf(id, name, document, catalog);
  const Field = fieldOf(param);
  const uses = usesOfParam(document, id, name);
  const known = definition.params[name] ?? { default: null, help: "" };
  return (
    <div className="ll-block-param" data-testid={`block-param-${name}`}>
      <div className="ll-block-param-head">
        <NameField
          name={name}
          taken={Object.keys(definition.params)}
          done={(next) => project.edit(renameParam(document, id, name, next))}
        />
        <span className="ll-unit">
          {uses ? counted(uses, "{count} setting", "{count} settings") : t("not used yet")}
        </span>
        {editable && <Mover id={id} definition={definition} name={name} />}
        {editable && (
          <button
            type="button"
            className="ll-plain ll-reset"
            data-testid={`block-param-${name}-remove`}
            title={uses ? t("Take it away; its value is written where it was used") : t("Take it away")}
            aria-label={t("Take {name} away", { name })}
            onClick={() => project.edit(removeParam(document, id, name))}
          >
            ×
          </button>
        )}
      </div>
      <Field
        param={param}
        value={known.default}
        id={`${id}-${name}-default`}
        disabled={!editable}
        invalid={false}
        change={(value) => project.edit([setParam(id, name, { ...known, default: value })], `${id}.${name}`)}
      />
    </div>
  );
}

/** Puts a parameter earlier or later; the key that was pressed keeps the focus. */
function Mover({ id, definition, name }: BlockParamsProps & { name: string }) {
  const { project } = useBench();
  const names = Object.keys(definition.params);
  if (names.length < 2) return null;

  function move(by: 1 | -1, button: HTMLElement): void {
    project.edit(moveParam(project.document.get(), id, name, by));
    requestAnimationFrame(() => button.focus());
  }

  return (
    <>
      <button
        type="button"
        className="ll-plain ll-reset"
        data-testid={`block-param-${name}-up`}
        disabled={names[0] === name}
        title={t("Put it earlier")}
        aria-label={t("Put {name} earlier", { name })}
        onClick={({ currentTarget }) => move(-1, currentTarget)}
      >
        ↑
      </button>
      <button
        type="button"
        className="ll-plain ll-reset"
        data-testid={`block-param-${name}-down`}
        disabled={names.at(-1) === name}
        title={t("Put it later")}
        aria-label={t("Put {name} later", { name })}
        onClick={({ currentTarget }) => move(1, currentTarget)}
      >
        ↓
      </button>
    </>
  );
}

interface NameFieldProps {
  readonly name: string;
  readonly taken: readonly string[];
  readonly done: (name: string) => void;
}

/** A name that is changed at the end of typing, where it can be one. */
function NameField({ name, taken, done }: NameFieldProps) {
  const { editable } = useBench();
  const [draft, setDraft] = useState<string | null>(null);
  const sentence = draft === null ? null : refusal(draft, name, taken);

  function finish(): void {
    if (draft !== null && !sentence && draft !== name) done(draft);
    setDraft(null);
  }

  return (
    <span className="ll-param-name">
      <input
        className="ll-bare"
        aria-label={t("Name of the parameter")}
        data-testid={`block-param-${name}-name`}
        aria-invalid={sentence !== null}
        title={sentence ?? t("Change its name; it changes wherever it is used")}
        spellCheck={false}
        disabled={!editable}
        value={draft ?? name}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") setDraft(null);
        }}
      />
    </span>
  );
}

function NewParam({ id, definition }: BlockParamsProps) {
  const { project } = useBench();
  const [name, setName] = useState("");
  const sentence = name === "" ? null : refusal(name, "", Object.keys(definition.params));

  function add(): void {
    if (!name || sentence) return;
    project.edit([setParam(id, name, { default: 1, help: "" })]);
    setName("");
  }

  return (
    <form
      className="ll-new-param"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <input
        className="ll-field"
        aria-label={t("Name of a new parameter")}
        data-testid="block-param-new"
        aria-invalid={sentence !== null}
        placeholder={t("name, such as filters")}
        spellCheck={false}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <button type="submit" className="ll-button" data-testid="block-param-add" disabled={!name || sentence !== null}>
        {t("Add")}
      </button>
      {sentence && <p className="ll-sentence">{sentence}</p>}
    </form>
  );
}

function refusal(name: string, before: string, taken: readonly string[]): string | null {
  if (name === before) return null;
  if (taken.includes(name)) return t("There is a parameter “{name}” already.", { name });
  if (name === "i") return t("i is the number of the repetition already.");
  return PARAM.test(name)
    ? null
    : t("A name has small letters, digits and _, begins with a letter, and has at most 32.");
}
