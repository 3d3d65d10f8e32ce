import type { NudgePreferences } from "../types.ts";

/** GET /nudge-preferences, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "at_local": "16:00",
  "channels": ["push", "email"],
  "discreet": true,
  "eased": "full",
  "follow_up": true,
  "look_back": false,
  "measured": true,
  "next_at": "2026-11-23T16:00:00.000000Z",
  "on": true,
  "practice_measures": false,
  "quiet_from": "21:30",
  "quiet_until": "08:00",
  "timing": "set",
  "usual_at": null,
  "weekdays": [0, 1, 2, 3, 4]
} satisfies NudgePreferences;
