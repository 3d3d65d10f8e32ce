import { askAhead } from "./api/ahead.ts";
import { preloadPages } from "./app/parts.ts";
import { tagFor, wantedHere } from "./i18n/choice.ts";

// A file of its own, fetched beside the rest of the app and run before it.
askAhead(location.pathname);
preloadPages(location.pathname);
// The first date written in a language takes a phone longer than all that follow: it has the time while the app travels.
setTimeout(() => new Intl.DateTimeFormat(tagFor(wantedHere(), navigator.languages), { timeZone: "UTC", weekday: "long", month: "long" }).format());
