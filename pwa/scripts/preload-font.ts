import type { Plugin } from "vite";

/** Asks for the font of titles together with the page, so that titles do not change under the reader's eyes. */
export function preloadFont(): Plugin {
  return {
    name: "waymark-preload-font",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => file.includes("-600-") && file.endsWith(".woff2"))
          .map((file) => ({
            tag: "link",
            attrs: { rel: "preload", href: `/${file}`, as: "font", type: "font/woff2", crossorigin: "" },
            injectTo: "head" as const,
          })),
    },
  };
}
