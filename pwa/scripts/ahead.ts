import type { Plugin, Rolldown } from "vite";

const ASKS = "/src/ahead.ts";
/** The parts that are fetched later, by the names src/app/parts.ts has for them. */
const PARTS = { goals: "/src/app/goalPages.ts", mine: "/src/app/mine.ts", triage: "/src/app/triage.ts", desk: "/src/app/coach.ts", practice: "/src/app/owner.ts" };

/** What asks for the first page's answers and files, and what that takes: a file of its own. */
export const AHEAD = { name: "ahead", test: /\/src\/(ahead|api\/ahead|app\/parts|i18n\/(choice|dates))\.ts$/ };

/** Lets the document start that file beside the app, and tells it of which files each part consists. */
export function askingAhead(): Plugin {
  let root = "";
  return {
    name: "waymark-ahead",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((it) => it.type === "chunk");
        const opening = chunks.find(({ isEntry }) => isEntry);
        const from = (module: string) => {
          const found = chunks.find(({ moduleIds }) => moduleIds.includes(root + module));
          if (found === undefined || found === opening) throw new Error(`${module} is in no file of its own`);
          return found;
        };
        const atOnce = new Set(opening && withImports(opening, bundle));
        const attrs: Record<string, string | boolean> = { id: "ahead", type: "module", async: true, crossorigin: true, src: `/${from(ASKS).fileName}` };
        for (const [part, module] of Object.entries(PARTS)) {
          attrs[`data-${part}`] = withImports(from(module), bundle).filter((file) => !atOnce.has(file)).map((file) => `/${file}`).join(" ");
        }
        return [{ tag: "script", attrs, injectTo: "head" as const }];
      },
    },
  };
}

function withImports(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle, found: string[] = []): string[] {
  if (found.includes(chunk.fileName)) return found;
  found.push(chunk.fileName);
  for (const name of chunk.imports) {
    const imported = bundle[name];
    if (imported?.type === "chunk") withImports(imported, bundle, found);
  }
  return found;
}
