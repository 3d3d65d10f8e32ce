import type { Page, CaseloadRow } from "../types.ts";

/** GET /caseload, as Maren Holt of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "client": {
        "id": "00000000-0000-7000-8000-000000000018",
        "name": "Tom Lindqvist"
      },
      "level": "consider_support",
      "lane": null,
      "why": "Progress on this goal has run at 3% of its planned pace since 27 August, at least 11 weeks.",
      "sparkline": [
        0.108,
        0.0,
        0.108,
        -0.108,
        0.108,
        0.0,
        0.108,
        -0.108
      ],
      "last_check_in_on": "2026-11-21",
      "goals": 2,
      "open_suggestion": {
        "id": "00000000-0000-7000-8000-000000000048",
        "state": "offered"
      }
    },
    {
      "client": {
        "id": "00000000-0000-7000-8000-000000000011",
        "name": "Nadia Karimi"
      },
      "level": "stalled",
      "lane": null,
      "why": "Progress on this goal has run at 2% of its planned pace since 24 September, at least 8 weeks.",
      "sparkline": [
        0.0,
        0.0,
        0.067,
        0.0,
        0.0,
        0.133,
        0.0,
        0.0
      ],
      "last_check_in_on": "2026-11-19",
      "goals": 1,
      "open_suggestion": null
    },
    {
      "client": {
        "id": "00000000-0000-7000-8000-000000000009",
        "name": "Sam Rivera"
      },
      "level": "on_path",
      "lane": null,
      "why": "Moving as planned.",
      "sparkline": [
        1.0,
        0.929,
        0.857,
        1.0,
        0.929,
        1.0,
        0.929,
        0.857
      ],
      "last_check_in_on": "2026-11-22",
      "goals": 1,
      "open_suggestion": null
    },
    {
      "client": {
        "id": "00000000-0000-7000-8000-000000000020",
        "name": "Aroha Ngata"
      },
      "level": "on_path",
      "lane": "paused",
      "why": "Paused. Nothing is sent and nothing counts.",
      "sparkline": [
        1.0,
        1.0,
        1.0,
        1.0,
        1.0,
        1.0,
        1.0,
        null
      ],
      "last_check_in_on": "2026-11-12",
      "goals": 1,
      "open_suggestion": null
    }
  ],
  "next": null
} satisfies Page<CaseloadRow>;
