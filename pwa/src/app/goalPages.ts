import { InsightsPage } from "../checkins/InsightsPage.tsx";
import { GoalPage } from "./GoalPage.tsx";
import { NewGoalPage } from "./NewGoalPage.tsx";

/** The pages of a goal and of patterns: fetched when one of these is first opened. */
export const goalPages = { GoalPage, InsightsPage, NewGoalPage };
