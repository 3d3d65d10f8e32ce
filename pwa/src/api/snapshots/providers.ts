import type { Page, Provider } from "../types.ts";

/** GET /providers, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {"items": [], "next": null} satisfies Page<Provider>;
