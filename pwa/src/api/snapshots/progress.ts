import type { Progress } from "../types.ts";

/** GET /goals/{goal}/progress, as Tom Lindqvist of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
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
} satisfies Progress;
