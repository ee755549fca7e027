/** Bringing a table, a ZIP or a folder of pictures: dropped or chosen, sent with progress, told to the page when read. */
import { type ChangeEvent, type DragEvent, useRef, useState } from "react";
import { type ComponentProps, press } from "../streamlit";
import { chosen, dropped } from "./files";
import { type Brings, type Progress, type Same, send, sendMore } from "./send";
import "./upload.css";
import { counted, t } from "../words/words";
import { Paste } from "./Paste";
import { cells, pastedFiles, usePasted } from "./paste";
import { type Member, zip } from "./zip";

export interface UploadData {
  readonly title: string;
  readonly hint: string;
  /** What it brings: a data set, as a file or a folder, more files for one (`to`), or a project file. */
  readonly brings: Brings | "more";
  readonly to?: string;
}

export function Upload({ data, component }: ComponentProps<UploadData>) {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [sentence, setSentence] = useState("");
  const [over, setOver] = useState(false);
  const [pasting, setPasting] = useState(false);
  const [same, setSame] = useState<Question | null>(null);
  const keepBoth = (known: Same) =>
    new Promise<boolean>((answer) => {
      setSame({ title: known.title, answer });
    }).finally(() => setSame(null));

  const take = async (members: readonly Member[]) => {
    if (members.length === 0 || progress) return;
    setSentence("");
    try {
      if (data.brings === "more") {
        await sendMore(data.to ?? "", await packed(members, setProgress), setProgress);
        press(component, "done", data.to);
        return;
      }
      const { body, name } = await pack(members, setProgress);
      press(component, "done", await send(data.brings, body, name, setProgress, keepBoth));
    } catch (error) {
      setSentence(error instanceof Error ? error.message : String(error));
    } finally {
      setProgress(null);
    }
  };
  const called = data.brings === "more" ? "more" : "upload";
  const paste = (text: string) => {
    setPasting(false);
    return take([{ path: t("pasted cells"), file: new Blob([text]) }]);
  };
  usePasted((clipboard) => {
    const table = cells(clipboard.getData("text/plain"));
    if (table !== null) paste(table);
    else take(pastedFiles(clipboard).map((file) => ({ path: file.name, file })));
  }, data.brings === "data");
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    await take(await dropped(event.dataTransfer));
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut for the buttons inside.
    <div
      className={over ? "upload upload-over" : "upload"}
      data-testid="upload"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {same ? (
        <Known {...same} />
      ) : progress ? (
        <Going progress={progress} />
      ) : (
        <>
          <div className="upload-words">
            <b>{data.title}</b>
            <span>{data.hint}</span>
          </div>
          <Choose label={t("Choose a file")} called={called} folder={false} onChosen={take} />
          {data.brings !== "project" && <Choose label={t("Choose a folder")} called={called} folder onChosen={take} />}
          {data.brings === "data" && (
            <button
              type="button"
              className="upload-button"
              aria-expanded={pasting}
              onClick={() => setPasting(!pasting)}
            >
              {t("Paste cells")}
            </button>
          )}
          {pasting && <Paste onTaken={paste} onClosed={() => setPasting(false)} />}
        </>
      )}
      {sentence && (
        <p className="upload-problem" role="alert">
          {sentence}
        </p>
      )}
    </div>
  );
}

/** One file goes as it is; a folder, or several files, as one ZIP. */
async function pack(members: readonly Member[], tell: (progress: Progress) => void) {
  const [only] = members;
  if (members.length === 1 && only && !only.path.includes("/")) return { body: only.file, name: only.path };
  const body = await packed(members, tell);
  return { body, name: `${only?.path.includes("/") ? only.path.split("/")[0] : "files"}.zip` };
}

function packed(members: readonly Member[], tell: (progress: Progress) => void): Promise<Blob> {
  return zip(members, (share) =>
    tell({ sentence: counted(members.length, "Packing {count} file", "Packing {count} files"), share }),
  );
}

interface Question {
  readonly title: string;
  answer(keepBoth: boolean): void;
}

function Known({ title, answer }: Question) {
  return (
    <div className="upload-known" role="alert">
      <span>{t("This file is already here as “{title}”.", { title })}</span>
      {/* biome-ignore lint/a11y/noAutofocus: it is what is asked now. */}
      <button type="button" className="upload-button" autoFocus onClick={() => answer(false)}>
        {t("Open it")}
      </button>
      <button type="button" className="upload-button" onClick={() => answer(true)}>
        {t("Keep both")}
      </button>
    </div>
  );
}

export function Going({ progress }: { progress: Progress }) {
  return (
    <div className="upload-going" role="status">
      <span>{progress.sentence}</span>
      <div className={progress.share === null ? "ll-track upload-unknown" : "ll-track"}>
        <i style={{ width: `${100 * (progress.share ?? 0.3)}%` }} />
      </div>
      <Seen pictures={progress.seen ?? []} />
    </div>
  );
}

/** The first pictures of many, while the others are read. */
function Seen({ pictures }: { pictures: readonly string[] }) {
  if (pictures.length === 0) return null;
  return (
    <div className="upload-seen" data-testid="upload-seen">
      {pictures.map((address) => (
        <img key={address} src={address} alt="" />
      ))}
    </div>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly called: string;
  readonly folder: boolean;
  onChosen(members: readonly Member[]): void;
}

function Choose({ label, called, folder, onChosen }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    onChosen(chosen(event.target.files));
    event.target.value = "";
  };
  return (
    <>
      <button type="button" className="upload-button" onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        hidden
        type="file"
        multiple={!folder}
        data-testid={`${called}-${folder ? "folder" : "file"}`}
        onChange={change}
        {...(folder ? { webkitdirectory: "" } : {})}
      />
    </>
  );
}
