import type { Page, Device } from "../types.ts";

/** GET /sessions, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "current": true,
      "device": "",
      "id": "00000000-0000-7000-8000-000000000059",
      "practice": "Harbour Coaching",
      "signed_in_at": "2026-11-23T06:30:00.000000Z",
      "signed_in_with": "code",
      "used_at": "2026-11-23T06:30:00.000000Z"
    }
  ],
  "next": null
} satisfies Page<Device>;
