import type { GoalPages } from "../../goalPages.ts";

export const twoVersions: GoalPages["twoVersions"] = {
  title: "Jemand hat dies geändert, während Sie schrieben",
  mine: "Ihre Fassung",
  theirs: "Andere Fassung",
  keepMine: "Meine behalten",
  takeTheirs: "Andere übernehmen",
  empty: "leer",
};
