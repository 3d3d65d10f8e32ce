
export const suggestion = {
  title: "A thought from your coach",
  about: (goal: string) => `About ${goal}`,
  noticed: "What we noticed",
  yourChoice: "This is not a diagnosis, and it is your choice.",
  goesOn: "Coaching goes on either way.",
  choices: {
    talk: "Talk with my coach",
    see_options: "See options",
    not_now: "Not now",
    dont_suggest: "Don't suggest again",
    have_support: "I have support",
  },
  answered: (choice: string) => `Your answer: ${choice}.`,
  change: "Change my answer",
  after: {
    talk: "Your coach will see that you would like to talk.",
    see_options: "Your coach will see that you would like to know more.",
    not_now: "That is fine. It will not come up for a while.",
    dont_suggest: "That is fine. It will not come up again unless you ask.",
    have_support: "Good to know. Your coach will see it.",
  },
  gone: "There is nothing open here now.",
  options: "Your coach can help you find a therapist who fits. If things feel too much right now, crisis help is there at any time.",
} as const;
