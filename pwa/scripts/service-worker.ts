import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { build, type Plugin } from "vite";

/**
 * Builds the service worker after the app and hands it the list of files to precache:
 * every file of the build with a hash of its content, so that an unchanged file is never fetched again.
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
      const manifest = await precacheManifest(outDir);
      await build({
        configFile: false,
        root,
        logLevel: "warn",
        publicDir: false,
        define: {
          "self.__WB_MANIFEST": JSON.stringify(manifest),
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

async function precacheManifest(outDir: string) {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  const urls = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)))
    .filter((url) => !/\.map$|^sw\.js$|^icons\//.test(url));
  return Promise.all(
    urls.toSorted().map(async (url) => {
      const hash = createHash("sha256").update(await readFile(join(outDir, url))).digest("hex");
      return { url: `/${url}`, revision: hash.slice(0, 16) };
    }),
  );
}
