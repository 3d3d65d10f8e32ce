import type { Page, Helpline } from "../types.ts";

/** GET /helplines, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "US",
      "hours": "24 hours, every day",
      "kind": "call",
      "name": "988 Lifeline",
      "number": "988",
      "url": "https://988lifeline.org"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "US",
      "hours": "24 hours, every day",
      "kind": "text",
      "name": "988 Lifeline",
      "number": "988",
      "url": "https://988lifeline.org"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "US",
      "hours": "24 hours, every day",
      "kind": "call",
      "name": "Emergency",
      "number": "911",
      "url": "https://www.911.gov"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "GB",
      "hours": "24 hours, every day, free",
      "kind": "call",
      "name": "Samaritans",
      "number": "116 123",
      "url": "https://www.samaritans.org"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "GB",
      "hours": "24 hours, every day",
      "kind": "call",
      "name": "NHS 111, option 2 (England)",
      "number": "111",
      "url": "https://111.nhs.uk"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "GB",
      "hours": "24 hours, every day",
      "kind": "text",
      "name": "Shout: text SHOUT to",
      "number": "85258",
      "url": "https://giveusashout.org"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "GB",
      "hours": "24 hours, every day",
      "kind": "call",
      "name": "Emergency",
      "number": "999",
      "url": "https://www.nhs.uk"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "IE",
      "hours": "24 hours, every day, free",
      "kind": "call",
      "name": "Samaritans",
      "number": "116 123",
      "url": "https://www.samaritans.org"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "IE",
      "hours": "24 hours, every day",
      "kind": "call",
      "name": "Emergency",
      "number": "112",
      "url": "https://www.112.ie"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "*",
      "hours": "24 hours, every day",
      "kind": "call",
      "name": "Emergency in most of Europe",
      "number": "112",
      "url": "https://findahelpline.com"
    },
    {
      "check_again_on": "2027-05-21",
      "checked_on": "2026-11-22",
      "country": "*",
      "hours": "as listed there",
      "kind": "web",
      "name": "Find a helpline near you",
      "number": null,
      "url": "https://findahelpline.com"
    }
  ],
  "next": null
} satisfies Page<Helpline>;
