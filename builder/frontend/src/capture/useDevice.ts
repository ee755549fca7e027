/** The camera or the microphone of this computer, while a page uses it. */
import { useEffect, useState } from "react";
import { t } from "../words/words";

export type Device = "camera" | "microphone";

export interface Opened {
  readonly stream: MediaStream | null;
  readonly sentence: string;
}

/** Whether this browser gives a page its camera and microphone: only by https, or on the server's own machine. */
export const mayCapture = (): boolean => window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);

export function useDevice(device: Device): Opened {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [sentence, setSentence] = useState("");
  useEffect(() => {
    let gone = false;
    let opened: MediaStream | null = null;
    const wanted = device === "camera" ? { video: { facingMode: "environment" } } : { audio: true };
    navigator.mediaDevices
      .getUserMedia(wanted)
      .then((found) => {
        opened = found;
        if (gone) end(found);
        else setStream(found);
      })
      .catch(() => !gone && setSentence(refused(device)));
    return () => {
      gone = true;
      if (opened) end(opened);
    };
  }, [device]);
  return { stream, sentence };
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function refused(device: Device): string {
  return device === "camera"
    ? t("The camera cannot be used: allow it in the browser, and see that no other program has it.")
    : t("The microphone cannot be used: allow it in the browser, and see that no other program has it.");
}
