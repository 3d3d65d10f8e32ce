import { defineConfig } from "vite";
import { AHEAD, askingAhead } from "./scripts/ahead.ts";
import { compressed } from "./scripts/compress.ts";
import { chunkName } from "./scripts/languages.ts";
import { preloadFont } from "./scripts/preload-font.ts";
import { serviceWorker } from "./scripts/service-worker.ts";
import { SHARED } from "./scripts/shared.ts";

// The oldest engines that know light-dark(), so that colour tokens ship as they are written.
const ENGINES = ["chrome123", "edge123", "firefox120", "safari17.5"];

// English, the signs beside it, and what draws them. On a slow line files of much the same size arrive together, one twice as large a trip later.
const BASE = { name: "base", test: /\/src\/i18n\/en\/words\.ts$|\/node_modules\/(lucide|preact|@preact)\// };

export default defineConfig({
  plugins: [askingAhead(), preloadFont(), serviceWorker({ entry: "src/sw/sw.ts", target: ENGINES }), compressed()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: ENGINES,
    cssTarget: ENGINES,
    // The content security policy allows no data: fonts or scripts, and no inline anything.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { output: { chunkFileNames: chunkName, codeSplitting: { groups: [AHEAD, BASE, SHARED] } } },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: process.env["WAYMARK_API"] ?? "http://127.0.0.1:8000" } },
  },
});
