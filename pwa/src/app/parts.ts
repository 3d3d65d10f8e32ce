/** What the app fetches when the first page of it is opened. */
export type Part = "goals" | "mine" | "triage" | "desk" | "practice";

const BY_ADDRESS: readonly (readonly [begins: RegExp, part: Part])[] = [
  [/^\/(insights|goals\/.)/, "goals"],
  [/^\/(settings|privacy|welcome|invitation|objection)/, "mine"],
  [/^\/triage/, "triage"],
  [/^\/(caseload|clients|templates|people$)/, "desk"],
  [/^\/(practice|people\/)/, "practice"],
];

/** The part that the page at `path` is in; null for what is there from the start. */
export function partAt(path: string): Part | null {
  return BY_ADDRESS.find(([begins]) => begins.test(path))?.[1] ?? null;
}

/** The files of that part travel beside those that will ask for them. The build names them in the document. */
export function preloadPages(path: string): void {
  const files = document.getElementById("ahead")?.dataset[partAt(path) ?? ""] ?? "";
  for (const href of files.split(" ").filter(Boolean)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href, crossOrigin: "" }));
  }
}
