import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { meaning, type Standing } from "../src/design/combobox/keys";
import { type Combobox, useCombobox } from "../src/design/combobox/useCombobox";

const standing = (at: number, count = 20, more: Partial<Standing> = {}): Standing => ({
  at,
  count,
  empty: true,
  ...more,
});
const press = (key: string, now: Standing) => meaning({ key }, now);

describe("keys in a field with a list", () => {
  it.each([
    ["ArrowDown", 3, 4],
    ["ArrowDown", 19, 0],
    ["ArrowUp", 3, 2],
    ["ArrowUp", 0, 19],
    ["PageDown", 3, 11],
    ["PageDown", 15, 19],
    ["PageUp", 11, 3],
    ["PageUp", 3, 0],
    ["Home", 7, 0],
    ["End", 7, 19],
  ])("%s goes from option %i to %i", (key, at, to) => expect(press(key, standing(at))).toBe(to));

  it.each(["ArrowDown", "ArrowUp"])("%s comes round to where it began", (key) => {
    for (const count of [1, 2, 7]) {
      let at = 0;
      for (let times = 0; times < count; times++) at = press(key, standing(at, count)) as number;
      expect(at).toBe(0);
    }
  });

  it("takes by Enter, and leaves by Escape and Tab; a list that stays is left by Escape alone", () => {
    expect(press("Enter", standing(2))).toBe("take");
    expect(press("Escape", standing(2))).toBe("leave");
    expect(press("Tab", standing(2))).toBe("leave");
    expect(press("Tab", standing(2, 20, { stays: true }))).toBeNull();
  });

  it("leaves the keys of the text to the text", () => {
    const typed = standing(7, 20, { empty: false });
    for (const key of ["Home", "End", "ArrowLeft", "ArrowRight", "Backspace", "a"])
      expect(press(key, typed), key).toBeNull();
    for (const held of ["ctrlKey", "metaKey", "altKey", "isComposing"])
      expect(meaning({ key: "Enter", [held]: true }, typed), held).toBeNull();
  });

  it("does nothing in an empty list but leave", () => {
    for (const key of ["ArrowDown", "ArrowUp", "PageDown", "Home", "Enter"])
      expect(press(key, standing(-1, 0)), key).toBeNull();
    expect(press("Escape", standing(-1, 0))).toBe("leave");
  });
});

interface Thing {
  readonly name: string;
  readonly able: boolean;
}

/** What the hook gives for these things when it is first drawn, and what it took. */
function drawn(things: readonly Thing[]) {
  const taken: string[] = [];
  let box = null as Combobox<Thing> | null;
  function Field() {
    box = useCombobox({
      label: "Thing",
      find: () => things,
      able: ({ able }) => able,
      take: ({ name }) => taken.push(name),
      leave: () => taken.push("left"),
    });
    return createElement("input", box.field);
  }
  const markup = renderToStaticMarkup(createElement(Field));
  if (!box) throw new Error("it is drawn");
  return { box, markup, taken };
}

describe("a field with a list", () => {
  const things = [
    { name: "hidden", able: false },
    { name: "seen", able: true },
    { name: "other", able: true },
  ];

  it("tells which option is chosen: the first that can be taken", () => {
    const { box, markup } = drawn(things);
    expect(box.chosen?.name).toBe("seen");
    expect(markup).toContain(`aria-activedescendant="${box.option(1).id}"`);
    expect(markup).toContain(`aria-controls="${box.list.id}"`);
    expect(things.map((_, at) => box.option(at)["aria-selected"])).toEqual([false, true, false]);
    expect(things.map((_, at) => box.option(at)["aria-disabled"])).toEqual([true, undefined, undefined]);
  });

  it("takes what is pressed, unless that cannot be done", () => {
    const { box, taken } = drawn(things);
    for (const at of [0, 2]) box.option(at).onClick();
    expect(taken).toEqual(["other"]);
  });

  it("points to no list where nothing is found", () => {
    const { box, markup } = drawn([]);
    expect(box.chosen).toBeUndefined();
    expect(markup).toContain('aria-expanded="false"');
    expect(markup).not.toContain("aria-controls");
    expect(markup).not.toContain("aria-activedescendant");
  });
});
