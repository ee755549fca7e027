/** Sounds from the microphone: while the button of a class is held it records, then what was heard is cut into takes. */
import { useRef, useState } from "react";
import { t } from "../words/words";
import { Boxes } from "./Boxes";
import { Hold } from "./Hold";
import type { Box } from "./takes";
import { useDevice } from "./useDevice";
import { heard, outline, pieces, RATE, wav } from "./wav";

const LENGTHS = [0.5, 1, 2, 4];

interface MicrophoneProps {
  readonly boxes: readonly Box[];
  onBoxes(make: (boxes: readonly Box[]) => readonly Box[]): void;
}

export function Microphone({ boxes, onBoxes }: MicrophoneProps) {
  const { stream, sentence } = useDevice("microphone");
  const [seconds, setSeconds] = useState(1);
  const [problem, setProblem] = useState("");
  const recorder = useRef<MediaRecorder | null>(null);
  const taken = useRef(0);

  const cut = async (box: number, recorded: Blob) => {
    try {
      const takes = pieces(await heard(recorded), RATE, seconds).map((piece) => {
        const file = wav(piece, RATE);
        return { id: ++taken.current, file, url: URL.createObjectURL(file), wave: outline(piece) };
      });
      onBoxes((now) => now.map((each) => (each.id === box ? { ...each, takes: [...each.takes, ...takes] } : each)));
      setProblem("");
    } catch {
      setProblem(t("Nothing was recorded: hold the button for as long as the sound lasts."));
    }
  };
  const hold = (box: number, held: boolean) => {
    if (!held) {
      recorder.current?.stop();
      recorder.current = null;
    } else if (stream) {
      const recording = new MediaRecorder(stream);
      recording.ondataavailable = (event) => void cut(box, event.data);
      recording.start();
      recorder.current = recording;
    }
  };

  return (
    <div className="capture-way">
      <div className="capture-seen">
        <label className="capture-row">
          {t("Cut into takes of")}
          <select className="ll-field" value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
            {LENGTHS.map((length) => (
              <option key={length} value={length}>
                {t("{seconds} s", { seconds: length })}
              </option>
            ))}
          </select>
        </label>
        {(sentence || problem) && (
          <p className="capture-problem" role="alert">
            {sentence || problem}
          </p>
        )}
      </div>
      <Boxes
        boxes={boxes}
        onBoxes={onBoxes}
        taker={(box) => (
          <Hold disabled={!stream} onHeld={(held) => hold(box.id, held)}>
            {t("Hold to record")}
          </Hold>
        )}
        shown={(one) => (
          <button
            type="button"
            className="capture-sound"
            aria-label={t("Listen to this take")}
            onClick={() => void new Audio(one.url).play()}
          >
            ▶
            <svg viewBox="0 0 72 26" aria-hidden="true">
              <path d={one.wave} />
            </svg>
          </button>
        )}
      />
    </div>
  );
}
