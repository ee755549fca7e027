/** What was dropped or chosen, as files with their path inside the folder. */
import type { Member } from "./zip";

/** Files of an `<input>`: of a folder each carries its relative path. */
export function chosen(list: FileList | null): Member[] {
  return [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })).filter(visible);
}

/** Files of a drop, folders opened. */
export async function dropped(transfer: DataTransfer): Promise<Member[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const members: Member[] = [];
  for (const entry of entries) await collect(entry, members);
  return members.filter(visible);
}

async function collect(entry: FileSystemEntry, members: Member[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    members.push({ path: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a hundred entries at a time, and none at the end.
  for (;;) {
    const found = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (found.length === 0) return;
    for (const inner of found) await collect(inner, members);
  }
}

function visible(member: Member): boolean {
  return !member.path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");
}
