import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Beside the stylesheet there is Plotly, which is fetched when there is something to draw. */
function assetFileNames({ names }: { readonly names: readonly string[] }): string {
  return names.some((name) => name.startsWith("plotly")) ? "plotly.js" : "canvas[extname]";
}

export default defineConfig({
  plugins: [react()],
  base: "./",
  build: {
    outDir: "../../assets/canvas",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    cssCodeSplit: false,
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      input: "src/main.ts",
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "canvas.js", assetFileNames, codeSplitting: false },
    },
  },
  test: { include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"] },
});
