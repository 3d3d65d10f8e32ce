import type { Page, AnsweredCheckIn } from "../types.ts";

/** GET /goals/{goal}/check-ins?limit=5, as Tom Lindqvist of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "counts": true,
      "felt": "heavy",
      "goal_id": "00000000-0000-7000-8000-000000000028",
      "happened_on": "2026-11-19",
      "id": "a27f3f78-2a6d-517d-bb7b-54d2b83b1165",
      "logged_at": "2026-11-19T20:19:00.000000Z",
      "note": null,
      "obstacles": ["self_doubt", "time"],
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
      "obstacles": ["self_doubt"],
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
      "obstacles": ["exhaustion"],
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
      "obstacles": ["self_doubt", "time"],
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
      "obstacles": ["self_doubt"],
      "outcome": null,
      "recorded_at": "2026-10-22T14:51:00.000000Z",
      "replies": [],
      "source": "app",
      "value": 32.3
    }
  ],
  "next": "WyIyMDI2LTEwLTIyIiwgIjgyZjM3MGU5LTEyNTUtNWFhOS04ZTViLTU3NjI1MWFmMmE2NCJd"
} satisfies Page<AnsweredCheckIn>;
