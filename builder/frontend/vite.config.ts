import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { type Plugin, runnerImport } from "vite";
import { defineConfig } from "vitest/config";

/** Beside the stylesheet there is Plotly, which is fetched when there is something to draw. */
function assetFileNames({ names }: { readonly names: readonly string[] }): string {
  return names.some((name) => name.startsWith("plotly")) ? "plotly.js" : "canvas[extname]";
}

/** What is said about the commands, for the help page: Python reads `commands.json`. */
function commandFile(): Plugin {
  return {
    name: "command-file",
    async generateBundle() {
      const { module } = await runnerImport<typeof import("./src/canvas/commanding/told")>(
        "./src/canvas/commanding/told.ts",
      );
      this.emitFile({ type: "asset", fileName: "commands.json", source: module.commandFile() });
    },
  };
}

export default defineConfig({
  plugins: [react(), commandFile()],
  base: "./",
  resolve: { alias: { "d3-color": fileURLToPath(new URL("src/design/noColours.ts", import.meta.url)) } },
  build: {
    outDir: "../../assets/canvas",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    cssCodeSplit: false,
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      input: "src/main.ts",
      // What both files need stays in the first one, which gives it to the second.
      preserveEntrySignatures: "allow-extension",
      output: { entryFileNames: "canvas.js", chunkFileNames: "[name].js", assetFileNames },
    },
  },
  test: { include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"] },
});
