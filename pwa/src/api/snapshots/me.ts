import type { Me } from "../types.ts";

/** GET /me, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "address_change": null,
  "coach": {"id": "00000000-0000-7000-8000-000000000006", "name": "Maren Holt"},
  "email": "client@demo.example",
  "id": "00000000-0000-7000-8000-000000000009",
  "language": null,
  "memberships": [
    {
      "id": "00000000-0000-7000-8000-000000000009",
      "practice": {"id": "00000000-0000-7000-8000-000000000001", "name": "Harbour Coaching"},
      "roles": ["client"]
    }
  ],
  "name": "Sam Rivera",
  "passkey_first": null,
  "practice": {"id": "00000000-0000-7000-8000-000000000001", "name": "Harbour Coaching"},
  "roles": ["client"],
  "today": "2026-11-23",
  "told_of_replies": true,
  "zone": "Europe/London"
} satisfies Me;
