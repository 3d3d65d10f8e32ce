import type { Triage } from "../types.ts";

/** GET /triage, as Maren Holt of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "claim": "Progress has stalled.",
      "client": {"id": "00000000-0000-7000-8000-000000000011", "name": "Nadia Karimi"},
      "evidence": "Progress on this goal has run at 2% of its planned pace since 24 September, at least 8 weeks.",
      "goal": {"id": "00000000-0000-7000-8000-00000000002c", "title": "Sixty thousand words for the book"},
      "id": "00000000-0000-7000-8000-00000000002c",
      "kind": "stalled",
      "next_step": "Go through the three hypotheses together, choose one change, and log it: what follows shows then.",
      "since_on": "2026-09-24",
      "suggestion_id": null
    },
    {
      "claim": "On path, and it feels heavy.",
      "client": {"id": "00000000-0000-7000-8000-000000000018", "name": "Tom Lindqvist"},
      "evidence": "Weeks have felt heavy: 7.4 of 10, smoothed, 15 in a row.",
      "goal": {"id": "00000000-0000-7000-8000-000000000038", "title": "Swim on Saturdays"},
      "id": "00000000-0000-7000-8000-000000000038",
      "kind": "at_a_cost",
      "next_step": "Say what you see: the goal moves, and it weighs. Ask what could be lighter.",
      "since_on": "2026-11-23",
      "suggestion_id": null
    }
  ],
  "more": 0,
  "next": null,
  "replies": []
} satisfies Triage;
