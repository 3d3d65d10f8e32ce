import { getDay, getToday, listMyGoals } from "../api/calls.ts";
import { isAway, type Answer } from "../api/client.ts";
import { recall } from "../api/kept.ts";
import type { Day, Goal, Me, Page, Today } from "../api/types.ts";
import { localDay } from "../i18n/dates.ts";
import { carriedOver } from "./logged.ts";

/** The plan of today, or of another day; away from the server, what the phone remembers of the week. */
export async function loadDay(me: Me, on: Day | null): Promise<Answer<Today>> {
  if (on === null) {
    const answer = await getToday(me.id);
    const today = localDay(me.zone);
    if (answer.asOf === null) {
      // The week's goals stay on the phone too, for a morning without a network.
      void listMyGoals(me.id).catch(() => undefined);
      return answer;
    }
    return answer.data.on === today ? answer : { ...answer, data: carriedOver(answer.data, await keptGoals(me, answer.data), today) };
  }
  try {
    return await getDay(on);
  } catch (error) {
    const kept = await recall<Today>(me.id, "/today");
    if (kept === null || !isAway(error)) throw error;
    return { ...kept, data: carriedOver(kept.data, await keptGoals(me, kept.data), on) };
  }
}

async function keptGoals(me: Me, today: Today): Promise<Goal[]> {
  const kept = await recall<Page<Goal>>(me.id, "/goals");
  return kept?.data.items ?? today.due.map(({ goal }) => goal);
}
