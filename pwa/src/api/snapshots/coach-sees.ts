import type { CoachSees } from "../types.ts";

/** GET /what-my-coach-sees, as Tom Lindqvist of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "caseload": {
    "client": {"id": "00000000-0000-7000-8000-000000000018", "name": "Tom Lindqvist"},
    "goals": 2,
    "lane": null,
    "last_check_in_on": "2026-11-21",
    "level": "consider_support",
    "open_suggestion": null,
    "sparkline": [0.108, 0.0, 0.108, -0.108, 0.108, 0.0, 0.108, -0.108],
    "unread_replies": 0,
    "why": "Progress on this goal has run at 3% of its planned pace since 27 August, at least 11 weeks."
  },
  "coach": {"id": "00000000-0000-7000-8000-000000000006", "name": "Maren Holt"},
  "goals": {
    "items": [
      {
        "area": "wellbeing",
        "client_id": "00000000-0000-7000-8000-000000000018",
        "created_at": "2026-08-31T07:59:00.000000Z",
        "id": "00000000-0000-7000-8000-000000000038",
        "if_then": {"if": "the bag is not packed on Friday", "then": "I go without a towel and buy one"},
        "kind": "habit",
        "milestones": [],
        "plan": {
          "cadence": {"at_most": false, "every": "week", "interval": 1, "times": 1, "weekdays": [5]},
          "direction": null,
          "start_on": "2026-08-31",
          "start_value": null,
          "target_on": null,
          "target_value": null,
          "unit": null
        },
        "priority": false,
        "private": false,
        "shared": {"feelings": true, "notes": true, "numbers": true, "obstacles": true},
        "status": "active",
        "status_reason": null,
        "title": "Swim on Saturdays",
        "unread_replies": 0,
        "why": "It is the one hour nobody can reach me."
      },
      {
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
      }
    ],
    "next": null
  },
  "not_shown": [
    "Drafts of a suggestion: your coach decides whether to bring one up, and it is yours to read from then on.",
    "The names of two levels that would give a draft away: they read “stalled” here until a suggestion is offered.",
    "Your coach's private notes: the privacy notice says how many there are."
  ]
} satisfies CoachSees;
