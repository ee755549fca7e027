/** What Python is told about the commands, as the JSON of a file. */
import { COMMANDS } from "../commands";
import { GROUPS } from "../stage";
import { keyText } from "./shortcuts";

/** `{"groups": {id: title}, "commands": [{name, title, sentence, group, keys, mac_keys}]}`, one line a command. */
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
  return `{"groups": ${JSON.stringify(GROUPS)},\n"commands": [\n${lines.join(",\n")}\n]}\n`;
}
