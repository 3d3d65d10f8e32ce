import type { Page, Skip } from "../types.ts";

/** GET /skips, as Tom Lindqvist of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "from_on": "2026-09-12",
      "goal_id": null,
      "id": "fb7e61cd-97f4-5eaa-be2e-c909923c6bda",
      "reason": "A week at the coast",
      "until_on": "2026-09-18"
    }
  ],
  "next": null
} satisfies Page<Skip>;
