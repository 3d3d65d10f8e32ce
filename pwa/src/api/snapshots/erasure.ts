import type { Erasure } from "../types.ts";

/** GET /erasure, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {"asked_at": null, "due_at": null, "state": "none"} satisfies Erasure;
