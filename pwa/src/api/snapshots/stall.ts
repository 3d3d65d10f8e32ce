import type { Stall } from "../types.ts";

/** GET /goals/{goal}/stall, as Tom Lindqvist of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
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
    {"holds": true, "sentence": "Weeks have felt heavy: 7.4 of 10, smoothed, 15 in a row.", "sign": "load"},
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
} satisfies Stall;
