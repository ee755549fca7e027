/** The classes that can be given, each with its key, and a field for one that is not there yet. */
import { type FormEvent, useState } from "react";
import { t } from "../words/words";

interface LabelsProps {
  readonly names: readonly string[];
  readonly disabled: boolean;
  onGiven(name: string): void;
}

const KEYS = 9;

export function Labels({ names, disabled, onGiven }: LabelsProps) {
  const [typed, setTyped] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = typed.trim();
    if (!name || disabled) return;
    onGiven(name);
    setTyped("");
  };
  return (
    <div className="samples-labels">
      {names.map((name, place) => (
        <button key={name} type="button" className="ll-button" disabled={disabled} onClick={() => onGiven(name)}>
          {place < KEYS && <kbd className="ll-key">{place + 1}</kbd>} {name}
        </button>
      ))}
      <form onSubmit={submit}>
        <input
          className="ll-field"
          value={typed}
          maxLength={100}
          placeholder={t("New class")}
          aria-label={t("New class")}
          data-testid="new-class"
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="ll-button" disabled={disabled || !typed.trim()}>
          {t("Give")}
        </button>
      </form>
    </div>
  );
}
