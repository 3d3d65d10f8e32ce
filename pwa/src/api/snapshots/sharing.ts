import type { Sharing } from "../types.ts";

/** GET /sharing, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {"feelings": true, "notes": false, "numbers": true, "obstacles": true} satisfies Sharing;
