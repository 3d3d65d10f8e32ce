import type { Goal } from "../types.ts";

/** GET /goals/{goal}, as Tom Lindqvist of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "area": "performance",
  "client_id": "00000000-0000-7000-8000-000000000018",
  "created_at": "2026-05-25T07:21:00.000000Z",
  "id": "00000000-0000-7000-8000-000000000028",
  "if_then": {"if": "a figure is missing", "then": "I leave a gap, name it, and send the rest"},
  "kind": "metric",
  "milestones": [],
  "plan": {
    "cadence": {"at_most": false, "every": "week", "interval": 1, "times": 1, "weekdays": null},
    "direction": "up",
    "start_on": "2026-05-25",
    "start_value": 0.0,
    "target_on": "2027-02-01",
    "target_value": 100.0,
    "unit": "%"
  },
  "priority": false,
  "private": false,
  "shared": {"feelings": true, "notes": true, "numbers": true, "obstacles": true},
  "status": "active",
  "status_reason": null,
  "title": "Finish the board pack by the tenth of each month",
  "unread_replies": 0,
  "why": "I want the board to talk about the year, not about last month."
} satisfies Goal;
