import type { PrivacyNotice } from "../types.ts";

/** GET /privacy-notice, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "coach_notes": {
    "kept_by": [],
    "rule": "A coach can keep private notes on you. In the app nobody but the coach who wrote them reads them: not you, not another coach, not the owner. They are about you, so you have a right to a copy: your export contains them. They are erased with everything else of yours. Once that coach works with you no more, they cannot open them either."
  },
  "not_claimed": [
    "Waymark is not a medical device. It diagnoses nothing and scores nobody.",
    "Nobody watches Waymark in a crisis. Helplines are on the help page.",
    "Waymark has no HIPAA certificate, and does not claim to be fit for medical records."
  ]
} satisfies PrivacyNotice;
