// Runs `people.ts` in Node, as Vite reads it.
import { join } from "node:path";
import { runnerImport } from "vite";

const here = import.meta.dirname;
await runnerImport(join(here, "people.ts"), { root: join(here, "../.."), configFile: false, logLevel: "error" });
