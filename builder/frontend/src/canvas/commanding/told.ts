/** What Python is told about the commands, as the JSON of a file. */
import { COMMANDS } from "../commands";
import { GROUPS } from "../stage";
import { POINTER } from "./pointer";
import { keyText } from "./shortcuts";

/** `{"groups": {id: title}, "pointer": [[pressed, sentence]], "commands": [{name, title, sentence, group, keys, mac_keys}]}`. */
export function commandFile(): string {
  const lines = COMMANDS.map(({ name, title, sentence, group, keys }) =>
    JSON.stringify({
      name,
      title,
      sentence,
      group,
      keys: keys.map((key) => keyText(key, false)),
      mac_keys: keys.map((key) => keyText(key, true)),
    }),
  );
  return `{"groups": ${JSON.stringify(GROUPS)},\n"pointer": ${JSON.stringify(POINTER)},\n"commands": [\n${lines.join(",\n")}\n]}\n`;
}
