/** Sending a body to the server with progress, and waiting for the job that reads it. */
import { progressText } from "../format";
import { httpAddress } from "../project/address";
import { type Carried, fixed, t, told } from "../words/words";

export interface Progress {
  readonly sentence: string;
  /** 0 to 1, or null while it cannot be said. */
  readonly share: number | null;
  /** The first pictures, while the others are read. */
  readonly seen?: readonly string[];
}

interface Job extends Carried {
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly progress?: number | null;
  readonly sentence?: string;
  readonly result?: unknown;
  readonly seen?: readonly string[];
}

const POLL_MS = 300;

export type Brings = "data" | "project";

const ROUTES: Record<Brings, string> = { data: "api/data", project: "api/projects" };

/** A data set that was brought before as the very same file. */
export interface Same {
  readonly data: string;
  readonly title: string;
}

interface Answer {
  readonly same?: Same;
  /** The job that reads it, where that takes time. */
  readonly job?: string;
  readonly data?: string;
  readonly project?: string;
}

/**
 * Upload `body` as `name`; returns the id of the new data set or project. Raises an `Error` with a sentence.
 * Of a file that is here already `keepBoth` is asked; if not, the id is that of the data set that is here.
 */
export async function send(
  brings: Brings,
  body: Blob,
  name: string,
  tell: (progress: Progress) => void,
  keepBoth: (same: Same) => Promise<boolean>,
): Promise<string> {
  const answer = await post(`${ROUTES[brings]}?name=${encodeURIComponent(name)}`, body, tell);
  const made = answer[brings] ?? "";
  if (answer.same && !(await keepBoth(answer.same))) {
    await fetch(httpAddress(`api/data/${encodeURIComponent(made)}`), { method: "DELETE" });
    return answer.same.data;
  }
  if (!answer.job) return made;
  await ended(answer.job, tell);
  return made || (await project(answer.job));
}

/** What the server reads in a model of Keras, given as JSON: the text of a project. Raises an `Error` with a sentence. */
export async function readModel(text: string): Promise<string> {
  const tell = () => undefined;
  const { job } = await post(`${ROUTES.project}?name=model.json`, new Blob([text]), tell);
  const result = job ? await ended(job, tell) : undefined;
  const { document: read } = (result ?? {}) as { readonly document?: unknown };
  if (!read) throw new Error(t("This model could not be opened."));
  return JSON.stringify(read);
}

/** Ask the server for something that takes a job, and wait for what it gives. Raises an `Error` with a sentence. */
export async function asked(path: string, tell: (sentence: string) => void): Promise<unknown> {
  const response = await fetch(httpAddress(path), { method: "POST" });
  const body = (await response.json().catch(() => ({}))) as Carried & { job?: string; sentence?: string };
  if (!body.job) throw new Error(told(body, "sentence") || t("The server did not take this up. Try again."));
  return ended(body.job, ({ sentence, share }) => tell(`${sentence} ${progressText(share)}`.trim()));
}

/** Add files to a data set that is here. Raises an `Error` with a sentence. */
export async function sendMore(data: string, body: Blob, tell: (progress: Progress) => void): Promise<void> {
  const { job } = await post(`api/data/${encodeURIComponent(data)}/more`, body, tell);
  if (job) await ended(job, tell);
}

/** Waits until a job has ended well, and returns what it gives. Raises an `Error` with a sentence. */
async function ended(id: string, tell: (progress: Progress) => void): Promise<unknown> {
  for (;;) {
    const job = await state(id);
    if (job.state === "done") return job.result;
    if (job.state === "failed") throw new Error(told(job, "sentence") || t("This file could not be read."));
    tell({ sentence: told(job, "sentence") || t("Reading it"), share: job.progress ?? null, seen: job.seen ?? [] });
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
}

function post(path: string, body: Blob, tell: (progress: Progress) => void): Promise<Answer> {
  const url = httpAddress(path);
  return new Promise((resolve, reject) => {
    // fetch() tells nothing about how much of a body has been sent.
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.responseType = "json";
    request.upload.onprogress = (event) =>
      tell({
        sentence: t("Uploading {loaded} of {total}", {
          loaded: megabytes(event.loaded),
          total: megabytes(event.total),
        }),
        share: event.loaded / event.total,
      });
    request.onerror = () => reject(new Error(t("The connection broke during the upload. Try again.")));
    request.onload = () => {
      if (request.status < 300 && request.response) resolve(request.response);
      else reject(new Error(told(request.response ?? {}, "sentence") || t("The server did not take this file.")));
    };
    request.send(body);
  });
}

/** Makes a project of the model that a job has read. */
async function project(job: string): Promise<string> {
  const response = await fetch(httpAddress(`api/models/${encodeURIComponent(job)}`), { method: "POST" });
  const body = (await response.json().catch(() => ({}))) as Carried & { project?: string; sentence?: string };
  if (!body.project) throw new Error(told(body, "sentence") || t("This model could not be opened."));
  return body.project;
}

async function state(job: string): Promise<Job> {
  const response = await fetch(httpAddress(`api/jobs/${encodeURIComponent(job)}`));
  const body = (await response.json().catch(() => ({}))) as Job;
  return response.ok ? body : { ...body, state: "failed" };
}

function megabytes(bytes: number): string {
  return bytes < 1e5 ? `${Math.ceil(bytes / 1e3)} kB` : `${fixed(bytes / 1e6, 1)} MB`;
}
