export const twoVersions = {
  title: "Somebody changed this while you were writing",
  mine: "Yours",
  theirs: "Theirs",
  keepMine: "Keep mine",
  takeTheirs: "Take theirs",
  empty: "empty",
} as const;
