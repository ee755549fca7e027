/** A picture from this computer, made smaller here and sent as PNG. */
import { type DragEvent, useState } from "react";
import { t } from "../words/words";

/** Longest side of what is sent: the model resizes it anyway. */
const LONGEST = 512;

interface PictureProps {
  /** Gets the picture as base64 of a PNG, or null when it is no picture. */
  onChange(picture: string | null): void;
}

export function Picture({ onChange }: PictureProps) {
  const [url, setUrl] = useState("");
  const [sentence, setSentence] = useState("");

  const choose = async (file: File | undefined) => {
    if (!file) return;
    try {
      const png = await shrink(file);
      setUrl(png);
      setSentence("");
      onChange(png.slice(png.indexOf(",") + 1));
    } catch {
      setUrl("");
      setSentence(t("{file} is no picture that this browser can show. Choose a PNG or JPEG.", { file: file.name }));
      onChange(null);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void choose(event.dataTransfer.files[0]);
  };

  return (
    <div className="pad-drawing">
      <label className="pad-picture" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        {url ? (
          <img src={url} alt={t("What the network is asked about")} />
        ) : (
          <span>{t("Choose or drop a picture")}</span>
        )}
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp"
          data-testid="picture-file"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </label>
      {sentence && <p className="pad-problem">{sentence}</p>}
    </div>
  );
}

async function shrink(file: File): Promise<string> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}
