import { getDay, getToday, listMyGoals, listMyUnread } from "../api/calls.ts";
import { learnChips } from "../api/chips.ts";
import { isAway, type Answer } from "../api/client.ts";
import { keep, recall } from "../api/kept.ts";
import type { Day, Goal, Me, Page, Today } from "../api/types.ts";
import { localDay, weekdayIndex } from "../i18n/dates.ts";
import { carriedOver } from "./logged.ts";

/** A day before today that this phone has never been told about, while the server cannot be asked. */
export class NotOnPhone extends Error {
  override readonly name = "NotOnPhone";
}

/**
 * The plan of today, or of another day. Away from the server, today is drawn from what the phone remembers of the week;
 * another day is shown only as the server once told it, since a tap on a guess would overrule what is logged there.
 */
export async function loadDay(me: Me, on: Day | null): Promise<Answer<Today>> {
  return on === null ? loadToday(me) : loadOther(me, on);
}

async function loadToday(me: Me): Promise<Answer<Today>> {
  // The week's goals stay on the phone too, for a morning without a network. Asked along: the day does not wait for them.
  void listMyGoals(me.id).catch(() => undefined);
  const answer = await getToday(me.id);
  const today = localDay(me.zone);
  if (answer.asOf === null) {
    keepDay(me, answer.data);
    // What a tap on a waiting reply opens.
    for (const { goal } of answer.data.replies) void listMyUnread(me.id, goal.id).catch(() => undefined);
    void learnChips(me.id).catch(() => undefined);
    return answer;
  }
  return answer.data.on === today ? answer : { ...answer, data: carriedOver(answer.data, await keptGoals(me, answer.data), today) };
}

async function loadOther(me: Me, on: Day): Promise<Answer<Today>> {
  try {
    const answer = await getDay(on);
    keepDay(me, answer.data);
    return answer;
  } catch (error) {
    if (!isAway(error)) throw error;
    for (const path of [placeOf(on), "/today"]) {
      const kept = await recall<Today>(me.id, path);
      if (kept?.data.on === on) return kept;
    }
    throw new NotOnPhone();
  }
}

function keepDay(me: Me, day: Today): void {
  void keep(me.id, placeOf(day.on), day).catch(() => undefined);
}

/** One place a weekday: the phone keeps a week and no more. */
function placeOf(on: Day): string {
  return `/today/${weekdayIndex(on)}`;
}

async function keptGoals(me: Me, today: Today): Promise<Goal[]> {
  const kept = await recall<Page<Goal>>(me.id, "/goals");
  return kept?.data.items ?? today.due.map(({ goal }) => goal);
}
