import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import type { Plugin } from "vite";

const WORKER = "sw.js";
const TEXT = /\.(js|css|svg|webmanifest)$/;

/** Lays a `.br` and a `.gz` beside every text of the build: the server hands out the one that a browser takes. */
export function compressed(): Plugin {
  let outDir = "";
  return {
    name: "waymark-compressed",
    apply: "build",
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: "post",
      // After the service worker is built, which lists the files of the build.
      sequential: true,
      async handler() {
        const names = await readdir(outDir, { recursive: true });
        const others = names.filter((name) => TEXT.test(name) && name !== WORKER);
        await Promise.all(others.map((name) => compress(join(outDir, name))));
        // A server that runs takes this one for the sign that all is there: api/frontend.py.
        await compress(join(outDir, WORKER));
      },
    },
  };
}

async function compress(file: string): Promise<void> {
  const text = await readFile(file);
  await writeFile(`${file}.br`, await promisify(brotliCompress)(text));
  await writeFile(`${file}.gz`, await promisify(gzip)(text, { level: 9 }));
}
