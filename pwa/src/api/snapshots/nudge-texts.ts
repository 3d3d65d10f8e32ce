import type { NudgeText } from "../types.ts";

/** GET /nudge-texts?language={language}, as Edith Marlowe of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "default": "{goal}, {time}. How did it go?",
      "kind": "first",
      "own": false,
      "placeholders": ["goal", "time", "day"],
      "text": "{goal}, {time}. How did it go?",
      "warnings": []
    },
    {
      "default": "Still open: {goal}. Done, partly, not this time, all useful.",
      "kind": "second",
      "own": false,
      "placeholders": ["goal", "time", "day"],
      "text": "Still open: {goal}. Done, partly, not this time, all useful.",
      "warnings": []
    },
    {
      "default": "{goal}, if there is room for it today. Not this time is an answer too.",
      "kind": "soft",
      "own": false,
      "placeholders": ["goal", "time", "day"],
      "text": "{goal}, if there is room for it today. Not this time is an answer too.",
      "warnings": []
    },
    {
      "default": "{days} without a check-in. That is information, not a verdict. Pick up today, make it smaller, or pause?",
      "kind": "lapse",
      "own": false,
      "placeholders": ["days", "goal", "day"],
      "text": "{days} without a check-in. That is information, not a verdict. Pick up today, make it smaller, or pause?",
      "warnings": []
    },
    {
      "default": "We’ve moved these to weekly. Change that any time.",
      "kind": "easing_weekly",
      "own": false,
      "placeholders": [],
      "text": "We’ve moved these to weekly. Change that any time.",
      "warnings": []
    },
    {
      "default": "We’ve moved these to monthly. Change that any time.",
      "kind": "easing_monthly",
      "own": false,
      "placeholders": [],
      "text": "We’ve moved these to monthly. Change that any time.",
      "warnings": []
    },
    {
      "default": "Coming up: {milestone}, {due}.",
      "kind": "milestone_soon",
      "own": false,
      "placeholders": ["milestone", "due"],
      "text": "Coming up: {milestone}, {due}.",
      "warnings": []
    },
    {
      "default": "{milestone}: reached. What made it work? One line, for later.",
      "kind": "milestone_reached",
      "own": false,
      "placeholders": ["milestone"],
      "text": "{milestone}: reached. What made it work? One line, for later.",
      "warnings": []
    }
  ],
  "language": "en"
} satisfies { language: string; items: NudgeText[] };
