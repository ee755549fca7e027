/** Pictures from the camera: while the button of a class is held, they gather under it. */
import { useEffect, useRef } from "react";
import { t } from "../words/words";
import { Boxes } from "./Boxes";
import { Hold } from "./Hold";
import type { Box } from "./takes";
import { useDevice } from "./useDevice";

const SIDE = 224;
const EVERY_MS = 140;

interface CameraProps {
  readonly boxes: readonly Box[];
  onBoxes(make: (boxes: readonly Box[]) => readonly Box[]): void;
}

export function Camera({ boxes, onBoxes }: CameraProps) {
  const { stream, sentence } = useDevice("camera");
  const video = useRef<HTMLVideoElement>(null);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  const taken = useRef(0);

  useEffect(() => {
    if (video.current && stream) video.current.srcObject = stream;
    return () => clearInterval(timer.current);
  }, [stream]);

  const take = async (box: number) => {
    const file = video.current && (await picture(video.current));
    if (!file) return;
    const one = { id: ++taken.current, file, url: URL.createObjectURL(file) };
    onBoxes((now) => now.map((each) => (each.id === box ? { ...each, takes: [...each.takes, one] } : each)));
  };
  const hold = (box: number, held: boolean) => {
    clearInterval(timer.current);
    if (!held) return;
    void take(box);
    timer.current = setInterval(() => void take(box), EVERY_MS);
  };

  return (
    <div className="capture-way">
      <div className="capture-seen">
        <video ref={video} autoPlay muted playsInline aria-label={t("What the camera sees")} />
        {sentence && (
          <p className="capture-problem" role="alert">
            {sentence}
          </p>
        )}
      </div>
      <Boxes
        boxes={boxes}
        onBoxes={onBoxes}
        taker={(box) => (
          <Hold disabled={!stream} onHeld={(held) => hold(box.id, held)}>
            {t("Hold to take pictures")}
          </Hold>
        )}
        shown={(one) => <img src={one.url} alt="" />}
      />
    </div>
  );
}

/** What the camera sees now: the square in its middle, as JPEG. */
async function picture(video: HTMLVideoElement): Promise<Blob | null> {
  const side = Math.min(video.videoWidth, video.videoHeight);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const context = canvas.getContext("2d");
  if (!side || !context) return null;
  const [left, top] = [(video.videoWidth - side) / 2, (video.videoHeight - side) / 2];
  context.drawImage(video, left, top, side, side, 0, 0, SIDE, SIDE);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
}
