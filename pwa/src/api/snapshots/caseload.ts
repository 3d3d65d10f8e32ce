import type { Page, CaseloadRow } from "../types.ts";

/** GET /caseload, as Maren Holt of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "client": {"id": "00000000-0000-7000-8000-000000000018", "name": "Tom Lindqvist"},
      "goals": 2,
      "lane": null,
      "last_check_in_on": "2026-11-21",
      "level": "consider_support",
      "open_suggestion": {"id": "00000000-0000-7000-8000-000000000048", "state": "offered"},
      "sparkline": [0.108, 0.0, 0.108, -0.108, 0.108, 0.0, 0.108, -0.108],
      "unread_replies": 0,
      "why": "Progress on this goal has run at 3% of its planned pace since 27 August, at least 11 weeks."
    },
    {
      "client": {"id": "00000000-0000-7000-8000-000000000011", "name": "Nadia Karimi"},
      "goals": 1,
      "lane": null,
      "last_check_in_on": "2026-11-19",
      "level": "stalled",
      "open_suggestion": null,
      "sparkline": [0.0, 0.0, 0.067, 0.0, 0.0, 0.133, 0.0, 0.0],
      "unread_replies": 0,
      "why": "Progress on this goal has run at 2% of its planned pace since 24 September, at least 8 weeks."
    },
    {
      "client": {"id": "00000000-0000-7000-8000-000000000009", "name": "Sam Rivera"},
      "goals": 1,
      "lane": null,
      "last_check_in_on": "2026-11-22",
      "level": "on_path",
      "open_suggestion": null,
      "sparkline": [1.0, 0.929, 0.857, 1.0, 0.929, 1.0, 0.929, 0.857],
      "unread_replies": 0,
      "why": "Moving as planned."
    },
    {
      "client": {"id": "00000000-0000-7000-8000-000000000020", "name": "Aroha Ngata"},
      "goals": 1,
      "lane": "paused",
      "last_check_in_on": "2026-11-12",
      "level": "on_path",
      "open_suggestion": null,
      "sparkline": [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, null],
      "unread_replies": 0,
      "why": "Paused. Nothing is sent and nothing counts."
    }
  ],
  "next": null
} satisfies Page<CaseloadRow>;
