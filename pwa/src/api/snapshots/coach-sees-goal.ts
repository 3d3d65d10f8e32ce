import type { CoachSeesGoal } from "../types.ts";

/** GET /what-my-coach-sees/goals/{goal}?limit=5, as Tom Lindqvist of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "adaptations": {
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
  },
  "check_ins": {
    "items": [
      {
        "counts": true,
        "felt": "heavy",
        "goal_id": "00000000-0000-7000-8000-000000000028",
        "happened_on": "2026-11-19",
        "id": "a27f3f78-2a6d-517d-bb7b-54d2b83b1165",
        "logged_at": "2026-11-19T20:19:00.000000Z",
        "note": null,
        "obstacles": [
          "self_doubt",
          "time"
        ],
        "outcome": null,
        "recorded_at": "2026-11-19T20:19:00.000000Z",
        "replies": [],
        "source": "app",
        "value": 32.6
      },
      {
        "counts": true,
        "felt": "hard",
        "goal_id": "00000000-0000-7000-8000-000000000028",
        "happened_on": "2026-11-12",
        "id": "0b9307fd-4244-5829-8c1c-a870a829004c",
        "logged_at": "2026-11-12T15:12:00.000000Z",
        "note": null,
        "obstacles": [
          "self_doubt"
        ],
        "outcome": null,
        "recorded_at": "2026-11-12T15:12:00.000000Z",
        "replies": [],
        "source": "email",
        "value": 32.9
      },
      {
        "counts": true,
        "felt": "heavy",
        "goal_id": "00000000-0000-7000-8000-000000000028",
        "happened_on": "2026-11-05",
        "id": "845f83c7-47aa-53c6-ba5d-60ee3a5c36e4",
        "logged_at": "2026-11-05T18:05:00.000000Z",
        "note": null,
        "obstacles": [
          "exhaustion"
        ],
        "outcome": null,
        "recorded_at": "2026-11-05T18:05:00.000000Z",
        "replies": [],
        "source": "app",
        "value": 32.6
      },
      {
        "counts": true,
        "felt": "hard",
        "goal_id": "00000000-0000-7000-8000-000000000028",
        "happened_on": "2026-10-29",
        "id": "f9cd205b-dd55-56ff-a588-5cbb1d0fcb01",
        "logged_at": "2026-10-29T17:58:00.000000Z",
        "note": null,
        "obstacles": [
          "self_doubt",
          "time"
        ],
        "outcome": null,
        "recorded_at": "2026-10-29T17:58:00.000000Z",
        "replies": [],
        "source": "app",
        "value": 32.6
      },
      {
        "counts": true,
        "felt": "heavy",
        "goal_id": "00000000-0000-7000-8000-000000000028",
        "happened_on": "2026-10-22",
        "id": "82f370e9-1255-5aa9-8e5b-576251af2a64",
        "logged_at": "2026-10-22T14:51:00.000000Z",
        "note": null,
        "obstacles": [
          "self_doubt"
        ],
        "outcome": null,
        "recorded_at": "2026-10-22T14:51:00.000000Z",
        "replies": [],
        "source": "app",
        "value": 32.3
      }
    ],
    "next": "WyIyMDI2LTEwLTIyIiwgIjgyZjM3MGU5LTEyNTUtNWFhOS04ZTViLTU3NjI1MWFmMmE2NCJd"
  },
  "coach": {
    "id": "00000000-0000-7000-8000-000000000006",
    "name": "Maren Holt"
  },
  "goal": {
    "area": "performance",
    "client_id": "00000000-0000-7000-8000-000000000018",
    "created_at": "2026-05-25T07:21:00.000000Z",
    "id": "00000000-0000-7000-8000-000000000028",
    "if_then": {
      "if": "a figure is missing",
      "then": "I leave a gap, name it, and send the rest"
    },
    "kind": "metric",
    "milestones": [],
    "plan": {
      "cadence": {
        "at_most": false,
        "every": "week",
        "interval": 1,
        "times": 1,
        "weekdays": null
      },
      "direction": "up",
      "start_on": "2026-05-25",
      "start_value": 0.0,
      "target_on": "2027-02-01",
      "target_value": 100.0,
      "unit": "%"
    },
    "priority": false,
    "private": false,
    "shared": {
      "feelings": true,
      "notes": true,
      "numbers": true,
      "obstacles": true
    },
    "status": "active",
    "status_reason": null,
    "title": "Finish the board pack by the tenth of each month",
    "unread_replies": 0,
    "why": "I want the board to talk about the year, not about last month."
  },
  "not_shown": [
    "Drafts of a suggestion: your coach decides whether to bring one up, and it is yours to read from then on.",
    "The names of two levels that would give a draft away: they read “stalled” here until a suggestion is offered.",
    "Your coach's private notes: the privacy notice says how many there are."
  ],
  "progress": {
    "adherence": {
      "kept": 11,
      "of": 12,
      "unit": "weeks"
    },
    "as_of": "2026-11-23",
    "calendar": [
      {
        "on": "2026-09-07",
        "state": "none"
      },
      {
        "on": "2026-09-08",
        "state": "none"
      },
      {
        "on": "2026-09-09",
        "state": "none"
      },
      {
        "on": "2026-09-10",
        "state": "done"
      },
      {
        "on": "2026-09-11",
        "state": "none"
      },
      {
        "on": "2026-09-12",
        "state": "excused"
      },
      {
        "on": "2026-09-13",
        "state": "excused"
      },
      {
        "on": "2026-09-14",
        "state": "excused"
      },
      {
        "on": "2026-09-15",
        "state": "excused"
      },
      {
        "on": "2026-09-16",
        "state": "excused"
      },
      {
        "on": "2026-09-17",
        "state": "excused"
      },
      {
        "on": "2026-09-18",
        "state": "excused"
      },
      {
        "on": "2026-09-19",
        "state": "none"
      },
      {
        "on": "2026-09-20",
        "state": "none"
      },
      {
        "on": "2026-09-21",
        "state": "none"
      },
      {
        "on": "2026-09-22",
        "state": "none"
      },
      {
        "on": "2026-09-23",
        "state": "none"
      },
      {
        "on": "2026-09-24",
        "state": "done"
      },
      {
        "on": "2026-09-25",
        "state": "none"
      },
      {
        "on": "2026-09-26",
        "state": "none"
      },
      {
        "on": "2026-09-27",
        "state": "none"
      },
      {
        "on": "2026-09-28",
        "state": "none"
      },
      {
        "on": "2026-09-29",
        "state": "none"
      },
      {
        "on": "2026-09-30",
        "state": "none"
      },
      {
        "on": "2026-10-01",
        "state": "done"
      },
      {
        "on": "2026-10-02",
        "state": "none"
      },
      {
        "on": "2026-10-03",
        "state": "none"
      },
      {
        "on": "2026-10-04",
        "state": "none"
      },
      {
        "on": "2026-10-05",
        "state": "none"
      },
      {
        "on": "2026-10-06",
        "state": "none"
      },
      {
        "on": "2026-10-07",
        "state": "none"
      },
      {
        "on": "2026-10-08",
        "state": "done"
      },
      {
        "on": "2026-10-09",
        "state": "none"
      },
      {
        "on": "2026-10-10",
        "state": "none"
      },
      {
        "on": "2026-10-11",
        "state": "none"
      },
      {
        "on": "2026-10-12",
        "state": "none"
      },
      {
        "on": "2026-10-13",
        "state": "none"
      },
      {
        "on": "2026-10-14",
        "state": "none"
      },
      {
        "on": "2026-10-15",
        "state": "done"
      },
      {
        "on": "2026-10-16",
        "state": "none"
      },
      {
        "on": "2026-10-17",
        "state": "none"
      },
      {
        "on": "2026-10-18",
        "state": "none"
      },
      {
        "on": "2026-10-19",
        "state": "none"
      },
      {
        "on": "2026-10-20",
        "state": "none"
      },
      {
        "on": "2026-10-21",
        "state": "none"
      },
      {
        "on": "2026-10-22",
        "state": "done"
      },
      {
        "on": "2026-10-23",
        "state": "none"
      },
      {
        "on": "2026-10-24",
        "state": "none"
      },
      {
        "on": "2026-10-25",
        "state": "none"
      },
      {
        "on": "2026-10-26",
        "state": "none"
      },
      {
        "on": "2026-10-27",
        "state": "none"
      },
      {
        "on": "2026-10-28",
        "state": "none"
      },
      {
        "on": "2026-10-29",
        "state": "done"
      },
      {
        "on": "2026-10-30",
        "state": "none"
      },
      {
        "on": "2026-10-31",
        "state": "none"
      },
      {
        "on": "2026-11-01",
        "state": "none"
      },
      {
        "on": "2026-11-02",
        "state": "none"
      },
      {
        "on": "2026-11-03",
        "state": "none"
      },
      {
        "on": "2026-11-04",
        "state": "none"
      },
      {
        "on": "2026-11-05",
        "state": "done"
      },
      {
        "on": "2026-11-06",
        "state": "none"
      },
      {
        "on": "2026-11-07",
        "state": "none"
      },
      {
        "on": "2026-11-08",
        "state": "none"
      },
      {
        "on": "2026-11-09",
        "state": "none"
      },
      {
        "on": "2026-11-10",
        "state": "none"
      },
      {
        "on": "2026-11-11",
        "state": "none"
      },
      {
        "on": "2026-11-12",
        "state": "done"
      },
      {
        "on": "2026-11-13",
        "state": "none"
      },
      {
        "on": "2026-11-14",
        "state": "none"
      },
      {
        "on": "2026-11-15",
        "state": "none"
      },
      {
        "on": "2026-11-16",
        "state": "none"
      },
      {
        "on": "2026-11-17",
        "state": "none"
      },
      {
        "on": "2026-11-18",
        "state": "none"
      },
      {
        "on": "2026-11-19",
        "state": "done"
      },
      {
        "on": "2026-11-20",
        "state": "none"
      },
      {
        "on": "2026-11-21",
        "state": "none"
      },
      {
        "on": "2026-11-22",
        "state": "none"
      },
      {
        "on": "2026-11-23",
        "state": "none"
      }
    ],
    "excused": [
      {
        "from_on": "2026-09-12",
        "until_on": "2026-09-18"
      }
    ],
    "goal_id": "00000000-0000-7000-8000-000000000028",
    "kind": "metric",
    "plan": [
      {
        "on": "2026-05-25",
        "planned_weeks": 0.0,
        "value": 0.0
      },
      {
        "on": "2026-09-11",
        "planned_weeks": 15.571,
        "value": 43.253968
      },
      {
        "on": "2026-09-18",
        "planned_weeks": 15.571,
        "value": 43.253968
      },
      {
        "on": "2027-02-08",
        "planned_weeks": 36.0,
        "value": 100.0
      }
    ],
    "planned_weeks": 25.0,
    "points": [
      {
        "on": "2026-05-28",
        "planned_weeks": 0.432,
        "value": 1.2
      },
      {
        "on": "2026-06-04",
        "planned_weeks": 1.332,
        "value": 3.7
      },
      {
        "on": "2026-06-11",
        "planned_weeks": 2.412,
        "value": 6.7
      },
      {
        "on": "2026-06-18",
        "planned_weeks": 3.42,
        "value": 9.5
      },
      {
        "on": "2026-06-25",
        "planned_weeks": 4.32,
        "value": 12.0
      },
      {
        "on": "2026-07-02",
        "planned_weeks": 5.436,
        "value": 15.1
      },
      {
        "on": "2026-07-09",
        "planned_weeks": 6.444,
        "value": 17.9
      },
      {
        "on": "2026-07-16",
        "planned_weeks": 7.344,
        "value": 20.4
      },
      {
        "on": "2026-07-23",
        "planned_weeks": 8.424,
        "value": 23.4
      },
      {
        "on": "2026-07-30",
        "planned_weeks": 9.432,
        "value": 26.2
      },
      {
        "on": "2026-08-06",
        "planned_weeks": 10.332,
        "value": 28.7
      },
      {
        "on": "2026-08-13",
        "planned_weeks": 11.412,
        "value": 31.7
      },
      {
        "on": "2026-08-20",
        "planned_weeks": 11.52,
        "value": 32.0
      },
      {
        "on": "2026-08-27",
        "planned_weeks": 11.412,
        "value": 31.7
      },
      {
        "on": "2026-09-03",
        "planned_weeks": 11.52,
        "value": 32.0
      },
      {
        "on": "2026-09-10",
        "planned_weeks": 11.52,
        "value": 32.0
      },
      {
        "on": "2026-09-24",
        "planned_weeks": 11.52,
        "value": 32.0
      },
      {
        "on": "2026-10-01",
        "planned_weeks": 11.628,
        "value": 32.3
      },
      {
        "on": "2026-10-08",
        "planned_weeks": 11.628,
        "value": 32.3
      },
      {
        "on": "2026-10-15",
        "planned_weeks": 11.736,
        "value": 32.6
      },
      {
        "on": "2026-10-22",
        "planned_weeks": 11.628,
        "value": 32.3
      },
      {
        "on": "2026-10-29",
        "planned_weeks": 11.736,
        "value": 32.6
      },
      {
        "on": "2026-11-05",
        "planned_weeks": 11.736,
        "value": 32.6
      },
      {
        "on": "2026-11-12",
        "planned_weeks": 11.844,
        "value": 32.9
      },
      {
        "on": "2026-11-19",
        "planned_weeks": 11.736,
        "value": 32.6
      }
    ],
    "replans": [],
    "shared": true,
    "strength": 0.9688,
    "unit": "%"
  },
  "stall": {
    "at_least_weeks": 11,
    "clears_when": "Half the planned pace or more over 4 check-in weeks, seen at two check-in weeks in a row, would clear this; so would reaching the target.",
    "lane": null,
    "level": "consider_support",
    "missing": [],
    "params_version": "steady-2",
    "signs": [
      {
        "holds": true,
        "sentence": "Over the last 6 check-in weeks, from 15 October to 19 November, progress ran at 0% of its planned pace.",
        "sign": "stalled_now"
      },
      {
        "holds": true,
        "sentence": "Progress on this goal has run at 3% of its planned pace since 27 August, at least 11 weeks.",
        "sign": "stalled"
      },
      {
        "holds": true,
        "sentence": "Two changes of approach were tried (24 September: step size, 15 October: schedule).",
        "sign": "tried"
      },
      {
        "holds": true,
        "sentence": "Weeks have felt heavy: 7.4 of 10, smoothed, 15 in a row.",
        "sign": "load"
      },
      {
        "holds": true,
        "sentence": "A reaction felt bigger than what happened in 4 of the last 6 answers, last in the week of 16 November.",
        "sign": "bigger"
      },
      {
        "holds": true,
        "sentence": "Self-doubt came up in 4 of the last 5 check-in weeks (22 October, 29 October, 12 November, 19 November).",
        "sign": "repeat"
      },
      {
        "holds": true,
        "sentence": "There are 25 check-in weeks over 168 days, 8 of 8 expected in the last 56.",
        "sign": "enough_data"
      }
    ],
    "since_on": "2026-08-27"
  }
} satisfies CoachSeesGoal;
