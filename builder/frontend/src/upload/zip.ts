/** A ZIP without compression, made in the browser, so that a folder travels as one body. Format: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. */
import { t } from "../words/words";

export interface Member {
  /** Path inside the archive, with `/`. */
  readonly path: string;
  readonly file: Blob;
}

const LIMIT = 0xffff_ffff;
const UTF8 = 0x0800;

/** Raises an `Error` with a sentence when the files are too large for one archive. */
export async function zip(members: readonly Member[], progress: (share: number) => void): Promise<Blob> {
  const size = members.reduce((sum, member) => sum + member.file.size, 0);
  if (size > LIMIT || members.length > 0xffff)
    throw new Error(t("This folder is too large. Take fewer or smaller files."));
  const content: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let offset = 0;
  let bytes = 0;
  for (const [i, member] of members.entries()) {
    const name = new TextEncoder().encode(member.path);
    const check = crc32(new Uint8Array(await member.file.arrayBuffer()));
    content.push(localHeader(name, check, member.file.size), name, member.file);
    directory.push(directoryEntry(name, check, member.file.size, offset), name);
    offset += 30 + name.length + member.file.size;
    bytes += 46 + name.length;
    progress((i + 1) / members.length);
  }
  return new Blob([...content, ...directory, ending(members.length, bytes, offset)], { type: "application/zip" });
}

function localHeader(name: Uint8Array, check: number, size: number): ArrayBuffer {
  return fields([[4, 0x04034b50], ...shared(name, check, size)]);
}

function directoryEntry(name: Uint8Array, check: number, size: number, offset: number): ArrayBuffer {
  return fields([[4, 0x02014b50], [2, 20], ...shared(name, check, size), [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]);
}

type Field = readonly [bytes: 2 | 4, value: number];

/** Version needed, flags, method 0, time, date (1 January 1980), CRC-32, sizes, name length, extra length. */
function shared(name: Uint8Array, check: number, size: number): Field[] {
  return [
    [2, 20],
    [2, UTF8],
    [2, 0],
    [2, 0],
    [2, 0x21],
    [4, check],
    [4, size],
    [4, size],
    [2, name.length],
    [2, 0],
  ];
}

function ending(count: number, bytes: number, offset: number): ArrayBuffer {
  return fields([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, bytes],
    [4, offset],
    [2, 0],
  ]);
}

function fields(list: readonly Field[]): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(list.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of list) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return view.buffer;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(bytes: Uint8Array): number {
  let value = LIMIT;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ LIMIT) >>> 0;
}
