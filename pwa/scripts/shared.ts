import { resolve } from "node:path";
import type { Rolldown } from "vite";

type Graph = { getModuleInfo: (module: string) => Rolldown.ModuleInfo | null };

const SOURCE = resolve(import.meta.dirname, "../src");

/**
 * What both the opening and pages fetched later are made of, in one file; and all that triage adds to it, in another.
 * Left alone, the bundler makes a small file of each set of modules that the same pages share: one trip more for each.
 */
export const SHARED = {
  name(module: string, graph: Graph): string | null {
    const opening = withImports([`${SOURCE}/main.tsx`], graph);
    if (!opening.has(module)) return withImports([`${SOURCE}/app/triage.ts`], graph).has(module) ? "triage" : null;
    const later = [...opening].flatMap((it) => graph.getModuleInfo(it)?.dynamicallyImportedIds ?? []);
    return withImports(later, graph).has(module) ? "shared" : null;
  },
};

function withImports(modules: readonly string[], graph: Graph): Set<string> {
  const found = new Set(modules);
  for (const module of found) for (const imported of graph.getModuleInfo(module)?.importedIds ?? []) found.add(imported);
  return found;
}
