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

/** The country a person is in: by their zone, else by the region of their language; nothing is asked of anyone. */
export function homeCountry(zone: string, languages: readonly string[]): string | undefined {
  const byZone = ZONES.find(([, zones]) => zones.test(zone))?.[0];
  return byZone ?? languages.map((tag) => new Intl.Locale(tag).region).find((region) => region !== undefined);
}

/** Each country once: home first, then those most likely to be needed, then the rest as they came. */
export function countriesFrom(home: string | undefined, countries: readonly string[]): string[] {
  const place = (country: string) => (country === home ? -1 : FIRST.includes(country) ? FIRST.indexOf(country) : FIRST.length);
  return [...new Set(countries)].toSorted((a, b) => place(a) - place(b));
}
