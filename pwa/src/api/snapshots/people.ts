import type { Page, Person } from "../types.ts";

/** GET /people, as Edith Marlowe of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "email": "aroha.ngata@demo.example",
      "has_coach": true,
      "id": "00000000-0000-7000-8000-000000000020",
      "name": "Aroha Ngata",
      "recovery": null,
      "roles": ["client"]
    },
    {
      "email": "owner@demo.example",
      "has_coach": null,
      "id": "00000000-0000-7000-8000-000000000002",
      "name": "Edith Marlowe",
      "recovery": null,
      "roles": ["owner"]
    },
    {
      "email": "coach@demo.example",
      "has_coach": null,
      "id": "00000000-0000-7000-8000-000000000006",
      "name": "Maren Holt",
      "recovery": null,
      "roles": ["coach"]
    },
    {
      "email": "nadia.karimi@demo.example",
      "has_coach": true,
      "id": "00000000-0000-7000-8000-000000000011",
      "name": "Nadia Karimi",
      "recovery": null,
      "roles": ["client"]
    },
    {
      "email": "client@demo.example",
      "has_coach": true,
      "id": "00000000-0000-7000-8000-000000000009",
      "name": "Sam Rivera",
      "recovery": null,
      "roles": ["client"]
    },
    {
      "email": "tom.lindqvist@demo.example",
      "has_coach": true,
      "id": "00000000-0000-7000-8000-000000000018",
      "name": "Tom Lindqvist",
      "recovery": null,
      "roles": ["client"]
    }
  ],
  "next": null
} satisfies Page<Person>;
