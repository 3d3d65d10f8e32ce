import type { GoalSupport } from "../types.ts";

/** GET /goals/{goal}/support, as Tom Lindqvist of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "changes": [
    {"code": "goal", "text": "Change the target, the pace or the date: a new plan starts a new stretch."},
    {"code": "step_size", "text": "Make the next step small enough to be done on a bad day."},
    {"code": "strategy", "text": "Go about it in another way."},
    {"code": "schedule", "text": "Choose another day or hour, one that has worked before."},
    {"code": "environment", "text": "Change the place, the people or the tools around it."},
    {"code": "extra_session", "text": "Meet once more, and use the time for this alone."}
  ],
  "hypotheses": [
    {"code": "goal", "text": "Is it still the right goal, at the right size and pace?"},
    {"code": "obstacle", "text": "Is something in the way that a change of approach could move?"},
    {"code": "load", "text": "Is there too much to carry just now?"}
  ],
  "level": "consider_support",
  "next_step": null,
  "tried": [
    {
      "by": "client",
      "id": "7dc8378c-042c-5854-82c5-60ab43e35831",
      "kind": "schedule",
      "note": "Tuesday mornings, door closed.",
      "on": "2026-10-15",
      "pace_after": 0.03,
      "pace_before": 0.03,
      "weeks_after": 6
    },
    {
      "by": "coach",
      "id": "6e3fbcc9-096b-5ce6-bb4c-9df1ca97a9aa",
      "kind": "step_size",
      "note": "One page a day.",
      "on": "2026-09-24",
      "pace_after": 0.05,
      "pace_before": 0.03,
      "weeks_after": 9
    }
  ]
} satisfies GoalSupport;
