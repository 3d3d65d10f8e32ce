import type { StallSettings } from "../types.ts";

/** GET /stall-settings, as Edith Marlowe of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {"earlier": false, "params_version": "steady-2"} satisfies StallSettings;
