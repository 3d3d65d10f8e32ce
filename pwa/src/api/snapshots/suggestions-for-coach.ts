import type { Page, Suggestion } from "../types.ts";

/** GET /suggestions, as Maren Holt of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "answered_at": null,
      "basis": "signs",
      "client_id": "00000000-0000-7000-8000-000000000018",
      "client_name": "Tom Lindqvist",
      "closed_at": null,
      "created_at": "2026-11-13T16:20:00.000000Z",
      "dismissal_reason": null,
      "goal_id": "00000000-0000-7000-8000-000000000028",
      "goal_title": "Finish the board pack by the tenth of each month",
      "goals_meanwhile": [],
      "id": "00000000-0000-7000-8000-000000000048",
      "offered_at": "2026-11-15T16:20:00.000000Z",
      "outcome": null,
      "outcome_shared": false,
      "reasons": [
        "Progress on this goal has run at 4% of its planned pace since 27 August, at least 9 weeks.",
        "Two changes of approach were tried (24 September: step size, 15 October: schedule).",
        "Weeks have felt heavy: 7.1 of 10, smoothed, 13 in a row.",
        "A reaction felt bigger than what happened in 4 of the last 6 answers, last in the week of 2 November.",
        "Self-doubt came up in 3 of the last 5 check-in weeks (8 October, 22 October, 29 October)."
      ],
      "response": null,
      "state": "offered",
      "text": "I have thought about our last talk, and want to put this to you in writing. We have changed the approach on this goal, and you have kept at it. Progress has still not picked up. You also told me that the weeks have felt heavy, some reactions have felt bigger than what happened and the same things keep getting in the way. When these go together, more effort or a better plan is often not what is missing.\n\nSome people find it useful to talk with a therapist beside coaching: coaching is about what to do, therapy is about what keeps getting in the way.\n\nThis is not a diagnosis, and it is your choice. Our coaching goes on either way. You can talk it over with me, look at some options, leave it for now, or tell me not to bring it up again. All of these are fine."
    }
  ],
  "next": null
} satisfies Page<Suggestion>;
