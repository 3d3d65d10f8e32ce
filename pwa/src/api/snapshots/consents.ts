import type { Consents } from "../types.ts";

/** GET /consents, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "feelings": {
    "at": "2026-08-14T08:45:00.000000Z",
    "current": {
      "language": "en",
      "text": "I agree that Waymark keeps how it felt: the feeling that I add to a check-in, and my weekly reflection (how heavy, how drained, whether a reaction was bigger than what happened). It is kept for me. My coach sees it only while I share it with them, and the owner of the practice never does merely as owner. I can take this back at any time. These answers, and everything that was concluded from them, are then deleted at once and for good.",
      "title": "Keep how it felt",
      "version": "2026-11"
    },
    "given": true,
    "is_current": true,
    "language": "en",
    "text": "I agree that Waymark keeps how it felt: the feeling that I add to a check-in, and my weekly reflection (how heavy, how drained, whether a reaction was bigger than what happened). It is kept for me. My coach sees it only while I share it with them, and the owner of the practice never does merely as owner. I can take this back at any time. These answers, and everything that was concluded from them, are then deleted at once and for good.",
    "title": "Keep how it felt",
    "version": "2026-11"
  },
  "patterns": {
    "at": "2026-08-14T08:45:00.000000Z",
    "current": {
      "language": "en",
      "text": "I agree that Waymark looks through my check-ins, and through how it felt if I keep that, for signs that a goal keeps stalling although the approach changed. It then drafts a suggestion for my coach, from what I share with them and from nothing else: that support beside coaching might help. My coach decides whether to bring it up. It is not a diagnosis, and no mail ever tells of it. I can take this back at any time. What was concluded is then deleted at once; only a wish of mine not to be asked again stays.",
      "title": "Look for patterns",
      "version": "2026-11"
    },
    "given": true,
    "is_current": true,
    "language": "en",
    "text": "I agree that Waymark looks through my check-ins, and through how it felt if I keep that, for signs that a goal keeps stalling although the approach changed. It then drafts a suggestion for my coach, from what I share with them and from nothing else: that support beside coaching might help. My coach decides whether to bring it up. It is not a diagnosis, and no mail ever tells of it. I can take this back at any time. What was concluded is then deleted at once; only a wish of mine not to be asked again stays.",
    "title": "Look for patterns",
    "version": "2026-11"
  }
} satisfies Consents;
