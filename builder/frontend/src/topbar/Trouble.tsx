/** What stands below the bar while the server cannot be reached, or the project was ended: one sentence, and the ways on. */
import { useEffect, useState } from "react";
import { toJson } from "../document/write";
import { httpAddress } from "../project/address";
import type { Ended } from "../project/ended";
import type { Project } from "../project/project";
import { useStore } from "../project/store";
import { t } from "../words/words";
import type { TopBarData } from "./data";

const PATIENCE_MS = 2500;

export function Trouble({ project, data }: { project: Project; data: TopBarData }) {
  const ended = useStore(project.ended);
  const away = useStore(project.saved) === "offline";
  const long = useLong(away);
  if (ended) return <End project={project} data={data} ended={ended} />;
  if (!long) return null;
  return (
    <div className="ll-trouble" role="status" data-testid="trouble">
      {data.role === "look"
        ? t("The server cannot be reached. What you see may be old; it goes on by itself.")
        : t("The server cannot be reached. Go on working: everything is kept in this window and sent when it is back.")}
    </div>
  );
}

/** A moment without the server is none of anybody's business. */
function useLong(away: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!away) return setLong(false);
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [away]);
  return long;
}

function End({ project, data, ended }: { project: Project; data: TopBarData; ended: Ended }) {
  const [failed, setFailed] = useState("");
  const gone = ended.kind === "gone";
  const editor = data.role !== "look";

  async function ask(path: string, body?: string): Promise<string> {
    const answer = await fetch(httpAddress(path), { method: "POST", ...(body && { body }) }).catch(() => null);
    const said = (await answer?.json().catch(() => null)) as { project?: string; sentence?: string } | null;
    if (!said?.project) setFailed(said?.sentence ?? t("The server cannot be reached; try again in a moment."));
    return said?.project ?? "";
  }

  async function bringBack(): Promise<void> {
    if (await ask(`api/projects/${project.id}/restore`)) project.reconnect();
  }

  async function keepCopy(): Promise<void> {
    const made = await ask("api/projects", JSON.stringify(toJson(project.document.get())));
    if (made) window.location.assign(httpAddress(`?project=${made}`));
  }

  return (
    <div className="ll-trouble ended" role="alert" data-testid="trouble">
      <span>{failed || sentence(ended, data)}</span>
      {gone && data.owner && <Way name="bring-back" title={t("Bring it back")} run={bringBack} />}
      {gone && !data.owner && editor && <Way name="keep-copy" title={t("Keep a copy")} run={keepCopy} />}
      {!gone && <Way name="try-again" title={t("Try again")} run={project.reconnect} />}
      {editor && <Way name="save-file" title={t("Save as a file")} run={() => saveFile(project)} />}
    </div>
  );
}

function sentence({ kind, reason }: Ended, { owner, role }: TopBarData): string {
  if (kind === "refused")
    return t("The server did not take the last change: {reason} Undo it, and try again.", { reason });
  if (role === "look") return t("This project was deleted, or its link was taken back.");
  if (owner) return t("This project was deleted. All that you see is still in this window.");
  return t("This project was deleted, or its link was taken back. All that you see is still in this window.");
}

function Way({ name, title, run }: { name: string; title: string; run: () => void }) {
  return (
    <button type="button" className="ll-button" data-testid={name} onClick={run}>
      {title}
    </button>
  );
}

/** The document as it is in this window, whatever the server has. */
function saveFile(project: Project): void {
  const document = project.document.get();
  const content = JSON.stringify(toJson(document), null, 2);
  const link = window.document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  link.download = `${document.name.slice(0, 80) || "layerloom"}.layerloom.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE_MS);
}
