import type { ObstacleChips } from "../types.ts";

/** GET /obstacle-chips, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "chips": [
    {"code": "time", "kind": "time", "state": "shown", "words": null},
    {"code": "next_step", "kind": "next_step", "state": "shown", "words": null},
    {"code": "skills", "kind": "skills", "state": "shown", "words": null},
    {"code": "people", "kind": "people", "state": "shown", "words": null},
    {"code": "unwell", "kind": "unwell", "state": "shown", "words": null},
    {"code": "money", "kind": "money", "state": "shown", "words": null},
    {"code": "exhaustion", "kind": "exhaustion", "state": "shown", "words": null},
    {"code": "perfectionism", "kind": "perfectionism", "state": "shown", "words": null},
    {"code": "worry", "kind": "worry", "state": "shown", "words": null},
    {"code": "self_doubt", "kind": "self_doubt", "state": "shown", "words": null},
    {"code": "avoidance", "kind": "avoidance", "state": "shown", "words": null},
    {"code": "connection", "kind": "connection", "state": "shown", "words": null},
    {"code": "other", "kind": "other", "state": "shown", "words": null}
  ]
} satisfies ObstacleChips;
