/** A data set made here: pictures by the camera or sounds by the microphone, class by class; or more for one there is. */
import { useState } from "react";
import { type ComponentProps, press } from "../streamlit";
import { type Progress, type Same, send, sendMore } from "../upload/send";
import { Going } from "../upload/Upload";
import { zip } from "../upload/zip";
import { t } from "../words/words";
import { Camera } from "./Camera";
import "./capture.css";
import { Microphone } from "./Microphone";
import { type Box, classes, members, nameless } from "./takes";
import { mayCapture } from "./useDevice";

type Kind = "images" | "sounds";

export interface CaptureData {
  /** The data set that gets more; null: a new one is made. */
  readonly data: string | null;
  readonly kind: Kind | null;
  /** The classes that there are. */
  readonly classes: readonly string[];
}

const MOST_BOXES = 12;
const SUFFIX: Record<Kind, string> = { images: "jpg", sounds: "wav" };

export function Capture({ data, component }: ComponentProps<CaptureData>) {
  const [kind, setKind] = useState<Kind | null>(null);
  const [pictures, setPictures] = useState<readonly Box[]>(() => begun(data.classes));
  const [sounds, setSounds] = useState<readonly Box[]>(() => begun(data.classes));
  const [boxes, setBoxes] = kind === "sounds" ? [sounds, setSounds] : [pictures, setPictures];
  const [progress, setProgress] = useState<Progress | null>(null);
  const [sentence, setSentence] = useState("");

  const keep = async () => {
    if (!kind) return;
    setSentence("");
    try {
      const stamp = new Date().toISOString().slice(0, 19).replace("T", " ").replaceAll(":", "-");
      const body = await zip(members(boxes, SUFFIX[kind], stamp), () => undefined);
      const id = data.data ?? (await send("data", body, NAMES[kind](), setProgress, keepBoth));
      if (data.data) await sendMore(data.data, body, setProgress);
      for (const { url } of boxes.flatMap((box) => box.takes)) URL.revokeObjectURL(url);
      setBoxes(begun(data.classes));
      setKind(null);
      press(component, "done", id);
    } catch (error) {
      setSentence(error instanceof Error ? error.message : String(error));
    } finally {
      setProgress(null);
    }
  };

  const enough = data.data ? 1 : 2;
  const ready = classes(boxes) >= enough && !nameless(boxes);
  const Way = kind === "images" ? Camera : Microphone;
  return (
    <div className="capture" data-testid="capture">
      <Ways data={data} kind={kind} onKind={setKind} />
      {kind && <Way boxes={boxes} onBoxes={setBoxes} />}
      {progress ? (
        <Going progress={progress} />
      ) : (
        kind && (
          <div className="capture-row">
            <button type="button" className="ll-button accent" disabled={!ready} onClick={keep}>
              {data.data ? t("Add these to the data") : t("Make data of these")}
            </button>
            {!ready && (
              <span className="capture-count">
                {enough === 2 ? t("Two classes with a name need takes.") : t("A class with a name needs takes.")}
              </span>
            )}
          </div>
        )
      )}
      {sentence && (
        <p className="capture-problem" role="alert">
          {sentence}
        </p>
      )}
    </div>
  );
}

const NAMES: Record<Kind, () => string> = {
  images: () => `${t("pictures taken here")}.zip`,
  sounds: () => `${t("sounds taken here")}.zip`,
};

// What was taken just now is nowhere else.
const keepBoth = async (_same: Same) => true;

function begun(names: readonly string[]): Box[] {
  const known = names.length > 0 ? names.slice(0, MOST_BOXES) : ["", ""];
  return known.map((name, id) => ({ id, name, takes: [] }));
}

interface WaysProps {
  readonly data: CaptureData;
  readonly kind: Kind | null;
  onKind(kind: Kind | null): void;
}

function Ways({ data, kind, onKind }: WaysProps) {
  if (!mayCapture())
    return (
      <p className="capture-hint">
        {t(
          "Pictures and sounds can be taken here only by https, or on the server's own machine: else no browser gives its camera and microphone. Take them with another program, and bring the files.",
        )}
      </p>
    );
  const offered: readonly Kind[] = data.kind ? [data.kind] : ["images", "sounds"];
  return (
    <div className="capture-row">
      <span className="capture-words">
        {data.data ? t("Take more of them here") : t("Or take them here, class by class")}
      </span>
      {offered.map((each) => (
        <button
          key={each}
          type="button"
          className="ll-button"
          aria-pressed={kind === each}
          onClick={() => onKind(kind === each ? null : each)}
        >
          {each === "images" ? t("With the camera") : t("With the microphone")}
        </button>
      ))}
    </div>
  );
}
