/** What somebody looks for; an empty word or `false` asks for nothing. */
export type Wish = { specialty: string; region: string; remote: boolean; accepting: boolean };

type Listed = { specialties: string[]; region: string; remote: boolean; accepting: boolean };

/** Those who fit every wish, in the order they came; words are compared without regard to case. */
export function findProviders<T extends Listed>(providers: readonly T[], wish: Wish): T[] {
  return providers.filter(
    ({ specialties, region, remote, accepting }) =>
      (wish.specialty === "" || specialties.some((it) => isSame(it, wish.specialty))) &&
      (wish.region === "" || isSame(region, wish.region)) &&
      (!wish.remote || remote) &&
      (!wish.accepting || accepting),
  );
}

/** Each name once, sorted; of names that differ in case only, the first. */
export function namesOf(names: readonly string[]): string[] {
  const once = new Map(names.filter((name) => name !== "").map((name) => [name.toLowerCase(), name] as const).toReversed());
  return [...once.values()].toSorted((a, b) => a.localeCompare(b));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
