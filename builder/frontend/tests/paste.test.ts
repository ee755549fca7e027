import { describe, expect, it } from "vitest";
import { cells, pastedFiles } from "../src/upload/paste";

function clipboard(text: string, files: readonly File[] = []): DataTransfer {
  return { getData: () => text, files } as unknown as DataTransfer;
}

describe("cells that are pasted", () => {
  it.each(["a\tb\r\n1\t2\r\n", "a\tb\r1\t2", "a\n\n1", '"a\n\nb"\tc\n1\t2'])("are taken as they are: %j", (text) => {
    expect(cells(text)).toBe(text);
  });

  it("are no table with less than two rows", () => {
    expect(cells("")).toBeNull();
    expect(cells(" \n\t\n")).toBeNull();
    expect(cells("only one line\n")).toBeNull();
  });

  it("come before the picture that a spreadsheet puts beside them", () => {
    const picture = new File(["x"], "image.png");
    expect(pastedFiles(clipboard("a\n1", [picture]))).toEqual([]);
    expect(pastedFiles(clipboard("", [picture]))).toEqual([picture]);
  });
});
