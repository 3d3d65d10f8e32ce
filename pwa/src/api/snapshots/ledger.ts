import type { Ledger } from "../types.ts";

/** GET /ledger, as Edith Marlowe of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {"clients": 4, "enough": false, "open": [], "suggestions": null, "verdicts": null} satisfies Ledger;
