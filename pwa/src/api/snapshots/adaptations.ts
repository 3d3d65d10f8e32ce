import type { Page, Adaptation } from "../types.ts";

/** GET /goals/{goal}/adaptations, as Tom Lindqvist of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "by": "client",
      "id": "7dc8378c-042c-5854-82c5-60ab43e35831",
      "kind": "schedule",
      "note": "Tuesday mornings, door closed.",
      "on": "2026-10-15"
    },
    {
      "by": "coach",
      "id": "6e3fbcc9-096b-5ce6-bb4c-9df1ca97a9aa",
      "kind": "step_size",
      "note": "One page a day.",
      "on": "2026-09-24"
    }
  ],
  "next": null
} satisfies Page<Adaptation>;
