/** What was taken so far, class by class, and the archive that it becomes. */
import type { Member } from "../upload/zip";

export interface Take {
  readonly id: number;
  readonly file: Blob;
  /** Where it can be seen or heard in this browser. */
  readonly url: string;
  /** The path of a sound's outline. */
  readonly wave?: string;
}

export interface Box {
  readonly id: number;
  readonly name: string;
  readonly takes: readonly Take[];
}

/** A name as a folder may have it in an archive. */
export function folder(name: string): string {
  return name
    .replace(/[/\\:\p{C}]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+/, "")
    .trim()
    .slice(0, 100);
}

/** The files of all takes, in folders of their classes; `stamp` keeps later takes apart from these. */
export function members(boxes: readonly Box[], suffix: string, stamp: string): Member[] {
  return boxes.flatMap(({ name, takes }) =>
    takes.map(({ file }, place) => ({ path: `${folder(name)}/${stamp} ${place + 1}.${suffix}`, file })),
  );
}

/** How many classes have takes, boxes of one name counted once. */
export function classes(boxes: readonly Box[]): number {
  return new Set(boxes.filter((box) => box.takes.length > 0).map((box) => folder(box.name))).size;
}

/** Whether a box with takes has no name, or one that no folder can have. */
export function nameless(boxes: readonly Box[]): boolean {
  return boxes.some((box) => box.takes.length > 0 && folder(box.name) === "");
}
