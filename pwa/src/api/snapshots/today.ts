import type { Today } from "../types.ts";

/** GET /today, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "asks_feelings": true,
  "due": [
    {
      "check_in": null,
      "done_this_period": 0,
      "goal": {
        "area": "productivity",
        "client_id": "00000000-0000-7000-8000-000000000009",
        "created_at": "2026-08-17T08:45:00.000000Z",
        "id": "00000000-0000-7000-8000-000000000034",
        "if_then": {
          "if": "I reach for the phone at breakfast",
          "then": "I write down the three things that matter today"
        },
        "kind": "habit",
        "milestones": [],
        "plan": {
          "cadence": {"at_most": false, "every": "day", "interval": 1, "times": 1, "weekdays": null},
          "direction": null,
          "start_on": "2026-08-17",
          "start_value": null,
          "target_on": null,
          "target_value": null,
          "unit": null
        },
        "priority": true,
        "private": false,
        "shared": {"feelings": true, "notes": false, "numbers": true, "obstacles": true},
        "status": "active",
        "status_reason": null,
        "title": "Plan the day before opening the inbox",
        "unread_replies": 0,
        "why": "Days that I choose myself leave me with energy for the people I come home to."
      },
      "last_value": null,
      "wanted_this_period": 1
    }
  ],
  "next_appointment": null,
  "next_due_on": "2026-11-24",
  "on": "2026-11-23",
  "paused": null,
  "reflection": {"due": false, "week": "2026-W47"},
  "replies": [],
  "strip": [
    {"due": 1, "excused": false, "logged": 1, "on": "2026-11-17"},
    {"due": 1, "excused": false, "logged": 1, "on": "2026-11-18"},
    {"due": 1, "excused": false, "logged": 1, "on": "2026-11-19"},
    {"due": 1, "excused": false, "logged": 1, "on": "2026-11-20"},
    {"due": 1, "excused": false, "logged": 1, "on": "2026-11-21"},
    {"due": 1, "excused": false, "logged": 1, "on": "2026-11-22"},
    {"due": 1, "excused": false, "logged": 0, "on": "2026-11-23"}
  ],
  "zone": "Europe/London"
} satisfies Today;
