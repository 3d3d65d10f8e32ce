import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { build, type Plugin } from "vite";
import { languageOf } from "./languages.ts";

/**
 * Builds the service worker after the app and hands it the list of files to precache:
 * every file of the build with a hash of its content, so that an unchanged file is never fetched again. The files of a
 * language are listed apart: a phone keeps those of the language it reads.
 */
export function serviceWorker(options: { entry: string; target: string[] }): Plugin {
  let root = "";
  let outDir = "";
  return {
    name: "waymark-service-worker",
    apply: "build",
    configResolved(config) {
      root = config.root;
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const urls = await filesOf(outDir);
      const manifest = await precacheManifest(outDir, urls.filter((url) => languageOf(url) === null));
      const languages = Object.groupBy(
        urls.filter((url) => languageOf(url) !== null).map((url) => `/${url}`),
        (url) => languageOf(url) ?? "",
      );
      await build({
        configFile: false,
        root,
        logLevel: "warn",
        publicDir: false,
        define: {
          "self.__WB_MANIFEST": JSON.stringify(manifest),
          "self.__LANGUAGES": JSON.stringify(languages),
          "process.env.NODE_ENV": '"production"',
        },
        build: {
          target: options.target,
          outDir,
          emptyOutDir: false,
          rollupOptions: {
            input: join(root, options.entry),
            output: { entryFileNames: "sw.js", codeSplitting: false },
          },
        },
      });
    },
  };
}

async function filesOf(outDir: string): Promise<string[]> {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)))
    .filter((url) => !/\.map$|^sw\.js$|^(icons|screenshots)\//.test(url))
    .toSorted();
}

async function precacheManifest(outDir: string, urls: readonly string[]) {
  return Promise.all(
    urls.map(async (url) => {
      const hash = createHash("sha256").update(await readFile(join(outDir, url))).digest("hex");
      return { url: `/${url}`, revision: hash.slice(0, 16) };
    }),
  );
}
