/** Which samples are looked for: of a class, or with a text in a cell. */
import { useEffect, useState } from "react";
import { t } from "../words/words";
import type { Labels } from "./ask";

export interface Sought {
  /** "": the first one. */
  readonly column: string;
  /** null: any; "": none. */
  readonly class: string | null;
  readonly text: string;
  readonly start: number;
}

interface FilterProps {
  readonly sought: Sought;
  readonly column: Labels | undefined;
  readonly columns: readonly Labels[];
  onSought(sought: Sought): void;
}

const ANY = "any";
const TYPING_MS = 350;

export function Filter({ sought, column, columns, onSought }: FilterProps) {
  const [typed, setTyped] = useState(sought.text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is looked for once no more is typed.
  useEffect(() => {
    const timer = setTimeout(() => typed !== sought.text && onSought({ ...sought, text: typed, start: 0 }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const choose = (value: string) =>
    onSought({ ...sought, column: column?.name ?? "", class: value === ANY ? null : value.slice(1), start: 0 });
  return (
    <div className="samples-filter">
      {columns.length > 1 && (
        <select
          className="ll-field"
          aria-label={t("Column of classes")}
          value={column?.name}
          onChange={(event) => onSought({ ...sought, column: event.target.value, class: null, start: 0 })}
        >
          {columns.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
      {column && (
        <select
          className="ll-field"
          aria-label={t("Class")}
          data-testid="samples-class"
          value={sought.class === null ? ANY : `=${sought.class}`}
          onChange={(event) => choose(event.target.value)}
        >
          <option value={ANY}>{t("All classes")}</option>
          {column.missing > 0 && <option value="=">{t("Without a label ({count})", { count: column.missing })}</option>}
          {column.classes.map(([name, count]) => (
            <option key={name} value={`=${name}`}>
              {t("{name} ({count})", { name, count })}
            </option>
          ))}
        </select>
      )}
      <input
        className="ll-field"
        type="search"
        value={typed}
        placeholder={t("Search in the cells")}
        aria-label={t("Search in the cells")}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
