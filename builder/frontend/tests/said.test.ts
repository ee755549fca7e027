import { afterEach, describe, expect, it } from "vitest";
import vectors from "../../../tests/words/numbers.json";
import { counted, number, speak, t, told } from "../src/words/words";

const GERMAN = {
  "{node} needs {count} inputs.": "„{node}“ braucht {count} Eingänge.",
  "{count} problem": "{count} Problem",
  "{count} problems": "{count} Probleme",
  "{node}, {why}": "{node}: {why}",
};

afterEach(() => speak("en"));

describe("messages", () => {
  it("are their own English", () => {
    expect(t("{node} needs {count} inputs.", { node: "add", count: 1797 })).toBe("add needs 1,797 inputs.");
    expect(t("nothing {unknown} is lost")).toBe("nothing {unknown} is lost");
  });

  it("are said in the language of the person", () => {
    speak("de", GERMAN);
    expect(t("{node} needs {count} inputs.", { node: "add", count: 1797 })).toBe("„add“ braucht 1.797 Eingänge.");
    expect(t("not in the catalogue")).toBe("not in the catalogue");
  });

  it("count", () => {
    speak("de", GERMAN);
    expect(counted(1, "{count} problem", "{count} problems")).toBe("1 Problem");
    expect(counted(0, "{count} problem", "{count} problems")).toBe("0 Probleme");
  });

  it("come from Python with their values, also one inside another", () => {
    speak("de", GERMAN);
    const why = { text: "{node} needs {count} inputs.", values: { node: "b", count: 2 } };
    const said = { sentence: { text: "{node}, {why}", values: { node: "a", why } } };
    expect(told({ sentence: "English", said }, "sentence")).toBe("a: „b“ braucht 2 Eingänge.");
    expect(told({ sentence: "{count} problem" }, "sentence")).toBe("{count} Problem");
    expect(told({}, "sentence")).toBe("");
  });

  it("stand in brackets in the language of tests", () => {
    speak("xx");
    expect(t("Undo")).toBe("⟦Undo⟧");
  });
});

describe("numbers", () => {
  it.each(vectors as [number, string, string][])("writes %d as %s and %s", (value, english, german) => {
    expect(number(value)).toBe(english);
    speak("de");
    expect(number(value)).toBe(german);
  });
});
