import { lazy } from "preact-iso";
import { Unreachable } from "../api/problem.ts";
import { Trouble } from "../ui/Trouble.tsx";

/** A page whose code is fetched when it is first opened. Where that fails, it says so and offers to try again. */
export function lazyPage<T>(load: () => Promise<T>) {
  // What it says needs nothing of what the page is given.
  return lazy(() => load().catch(() => NotFetched as T));
}

/** A part that could not be fetched is not asked for again by the browser: the page starts anew, of a newer version perhaps. */
function NotFetched() {
  return <Trouble error={new Unreachable()} onRetry={() => location.reload()} />;
}
