/** A box for each class: its name, what takes for it, and what was taken. */
import type { ReactNode } from "react";
import { counted, t } from "../words/words";
import type { Box, Take } from "./takes";

interface BoxesProps {
  readonly boxes: readonly Box[];
  onBoxes(make: (boxes: readonly Box[]) => readonly Box[]): void;
  /** What takes for a class. */
  taker(box: Box): ReactNode;
  /** How a take is shown. */
  shown(take: Take): ReactNode;
}

const SHOWN = 16;

export function Boxes({ boxes, onBoxes, taker, shown }: BoxesProps) {
  const put = (changed: Box) => onBoxes((now) => now.map((box) => (box.id === changed.id ? changed : box)));
  return (
    <div className="capture-boxes">
      {boxes.map((box, place) => (
        <section key={box.id} className="capture-box" data-testid={`class-box-${place}`}>
          <div className="capture-row">
            <input
              className="ll-field"
              value={box.name}
              maxLength={100}
              aria-label={t("Name of class {number}", { number: place + 1 })}
              placeholder={t("Name of class {number}", { number: place + 1 })}
              onChange={(event) => put({ ...box, name: event.target.value })}
            />
            {boxes.length > 1 && (
              <button
                type="button"
                className="ll-tool"
                aria-label={t("Remove this class")}
                onClick={() => onBoxes((now) => now.filter((each) => each.id !== box.id))}
              >
                ×
              </button>
            )}
          </div>
          <div className="capture-row">
            {taker(box)}
            <span className="capture-count">{counted(box.takes.length, "{count} take", "{count} takes")}</span>
          </div>
          <div className="capture-takes">
            {box.takes.slice(-SHOWN).map((take) => (
              <span key={take.id} className="capture-take">
                {shown(take)}
                <button
                  type="button"
                  aria-label={t("Remove this take")}
                  onClick={() => put({ ...box, takes: box.takes.filter((each) => each.id !== take.id) })}
                >
                  ×
                </button>
              </span>
            ))}
          </div>
        </section>
      ))}
      <button
        type="button"
        className="ll-button capture-add"
        onClick={() =>
          onBoxes((now) => [...now, { id: Math.max(0, ...now.map((box) => box.id)) + 1, name: "", takes: [] }])
        }
      >
        {t("Another class")}
      </button>
    </div>
  );
}
