/** A picture from this computer, sent as it is: what is made smaller here would not be what an exported model sees. */
import { type DragEvent, useState } from "react";
import { t } from "../words/words";
import { content, isTiff, MOST_BYTES, preview } from "./file";

interface PictureProps {
  /** Gets the picture's file as base64, or null when it is no picture. */
  onChange(picture: string | null): void;
}

export function Picture({ onChange }: PictureProps) {
  const [url, setUrl] = useState("");
  const [name, setName] = useState("");
  const [sentence, setSentence] = useState("");

  const refuse = (said: string) => {
    setUrl("");
    setName("");
    setSentence(said);
    onChange(null);
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MOST_BYTES)
      return refuse(t("{file} is larger than 20 MB. Choose a smaller one.", { file: file.name }));
    try {
      // No browser shows a TIFF; the server reads it.
      setUrl((await isTiff(file)) ? "" : await preview(file));
      setName(file.name);
      setSentence("");
      onChange(await content(file));
    } catch {
      refuse(t("{file} is no picture that this browser can show. Choose a PNG or JPEG.", { file: file.name }));
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
          <span>{name || t("Choose or drop a picture")}</span>
        )}
        <input
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif,image/bmp,image/tiff,.tif,.tiff"
          data-testid="picture-file"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
      </label>
      {sentence && <p className="pad-problem">{sentence}</p>}
    </div>
  );
}
