import type { CheckInFacts, Goal, Uuid } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { record } from "../outbox/outbox.ts";
import { toast } from "../ui/Toast.tsx";

/** A check-in before its first tap. */
export function blank(goal: Uuid, on: string): CheckInFacts {
  return {
    goal_id: goal,
    happened_on: on,
    recorded_at: "",
    outcome: null,
    value: null,
    felt: null,
    obstacles: [],
    note: null,
    source: "app",
  };
}

/** The check-in as it is now, durable on this phone; null, with a word to the person, if the phone could not keep it. */
export async function saveCheckIn(id: Uuid, facts: CheckInFacts): Promise<CheckInFacts | null> {
  const dated: CheckInFacts = { ...facts, recorded_at: new Date().toISOString(), source: "app" };
  const isSaved = await keepOrSay(record({ method: "PUT", path: `/check-ins/${id}`, body: dated }));
  return isSaved ? dated : null;
}

export async function undoCheckIn(id: Uuid): Promise<void> {
  const isSaved = await keepOrSay(record({ method: "DELETE", path: `/check-ins/${id}`, body: null }));
  if (isSaved) toast(words.checkIn.undone);
}

export async function keepOrSay(saving: Promise<void>): Promise<boolean> {
  try {
    await saving;
    return true;
  } catch {
    toast(words.checkIn.couldNotSave);
    return false;
  }
}

/** The number to start from: the last one, or where the plan starts. */
export function firstValue(goal: Goal, lastValue: number | null): number {
  return lastValue ?? goal.plan.start_value ?? 0;
}
