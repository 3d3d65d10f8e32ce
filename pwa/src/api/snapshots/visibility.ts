import type { Sight } from "../types.ts";

/** GET /visibility, as Sam Rivera of the demo is answered. Written by tests/api/test_snapshots.py. */
export default {
  "items": [
    {
      "client": "always",
      "coach": "always",
      "owner": "never",
      "thing": "goals",
      "words": "A goal with its words, plan, steps and status: you and your coach."
    },
    {
      "client": "always",
      "coach": "never",
      "owner": "never",
      "thing": "private_goals",
      "words": "A goal you keep to yourself: you alone. For your coach it does not exist."
    },
    {
      "client": "always",
      "coach": "if_shared",
      "owner": "never",
      "thing": "numbers",
      "words": "Whether it was done, numbers, days of check-ins, steps reached: you, and your coach unless you say no."
    },
    {
      "client": "always",
      "coach": "if_shared",
      "owner": "never",
      "thing": "feelings",
      "words": "How it felt, and your weekly reflection, if you keep them: you, and your coach only if you say so."
    },
    {
      "client": "always",
      "coach": "if_shared",
      "owner": "never",
      "thing": "obstacles",
      "words": "What got in the way: you, and your coach only if you say so."
    },
    {
      "client": "always",
      "coach": "if_shared",
      "owner": "never",
      "thing": "notes",
      "words": "Your notes, and your reasons for a pause: you, and your coach only if you say so."
    },
    {
      "client": "always",
      "coach": "always",
      "owner": "never",
      "thing": "replies",
      "words": "What you and your coach answer each other on a check-in: both of you."
    },
    {
      "client": "always",
      "coach": "always",
      "owner": "never",
      "thing": "pauses",
      "words": "That a goal rests just now: you and your coach, so that nobody waits for you."
    },
    {
      "client": "always",
      "coach": "always",
      "owner": "never",
      "thing": "changes",
      "words": "Changes of approach that one of you logged: both of you. A note of yours on one counts as a note."
    },
    {
      "client": "always",
      "coach": "if_shared",
      "owner": "never",
      "thing": "standing",
      "words": "How a goal stands and why: each of you, from what that reader may see."
    },
    {
      "client": "once_offered",
      "coach": "always",
      "owner": "never",
      "thing": "suggestions",
      "words": "A suggestion of support beside coaching: your coach, and you once it is offered. No mail tells of it."
    },
    {
      "client": "always",
      "coach": "always",
      "owner": "never",
      "thing": "appointments",
      "words": "When you meet: you and your coach."
    },
    {
      "client": "never",
      "coach": "its_author",
      "owner": "never",
      "thing": "coach_notes",
      "words": "A coach's private notes on you: only the coach who wrote them. Your export contains them."
    },
    {
      "client": "always",
      "coach": "never",
      "owner": "never",
      "thing": "reminders",
      "words": "When you are reminded, and what became of each reminder: you alone."
    },
    {
      "client": "always",
      "coach": "never",
      "owner": "never",
      "thing": "sharing",
      "words": "What you share and agreed to: you alone. What is off reads “nothing shared” to your coach."
    },
    {
      "client": "always",
      "coach": "never",
      "owner": "never",
      "thing": "access_log",
      "words": "Who read what of yours, and when: you alone."
    },
    {
      "client": "always",
      "coach": "always",
      "owner": "always",
      "thing": "name_and_address",
      "words": "Your name and email address: you, your coach and the owner of the practice."
    }
  ]
} satisfies { items: Sight[] };
