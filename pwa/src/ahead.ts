import { askAhead } from "./api/ahead.ts";
import { preloadPages } from "./app/parts.ts";

// A file of its own, fetched beside the rest of the app and run before it.
askAhead(location.pathname);
preloadPages(location.pathname);
