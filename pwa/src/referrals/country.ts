/** The zones of the countries that Waymark's practices are in; every other zone says nothing. */
const ZONES: readonly (readonly [country: string, zones: RegExp])[] = [
  ["GB", /^(GB|Europe\/(London|Belfast))$/],
  ["IE", /^(Eire|Europe\/Dublin)$/],
  [
    "US",
    /^(US\/|Pacific\/Honolulu$|America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Juneau|Louisville|Indianapolis|(Indiana|Kentucky|North_Dakota)\/))/,
  ],
];
const FIRST = ZONES.map(([country]) => country);

/** The country a person is in: by their zone, else by the region of a language that lies in it; nothing is asked of anyone. */
export function homeCountry(zone: string, languages: readonly string[]): string | undefined {
  const byZone = ZONES.find(([, zones]) => zones.test(zone))?.[0];
  return byZone ?? languages.map((tag) => new Intl.Locale(tag).region).find((region) => region !== undefined && mayLieIn(zone, region));
}

/** Whoever reads British English in Berlin is not in Britain. Where the zone or the browser says nothing, it may be so. */
function mayLieIn(zone: string, region: string): boolean {
  const locale: Intl.Locale & { getTimeZones?: () => string[] } = new Intl.Locale("und", { region });
  const zones = locale.getTimeZones?.();
  return zones === undefined || !zone.includes("/") || zone.startsWith("Etc/") || zones.includes(zone);
}

/** What is listed for every country. */
export const EVERYWHERE = "*";

/** Each country once: home first, or what holds everywhere where home has none; then those most likely to be needed, then the rest as they came. */
export function countriesFrom(home: string | undefined, countries: readonly string[]): string[] {
  const first = home !== undefined && countries.includes(home) ? home : EVERYWHERE;
  const place = (country: string) => (country === first ? -1 : FIRST.includes(country) ? FIRST.indexOf(country) : FIRST.length);
  return [...new Set(countries)].toSorted((a, b) => place(a) - place(b));
}
