import { keep, recall } from "../api/kept.ts";
import type { Uuid } from "../api/types.ts";

/** What a new client reads and chooses first, in this order. */
export const STEPS = ["what", "seen", "consents", "reminders", "begin"] as const;
export type Step = (typeof STEPS)[number];
type Remembered = { step: Step; done: boolean };

const KEPT = "/welcome";

export function isStep(name: string | undefined): name is Step {
  return STEPS.some((step) => step === name);
}

/** The step before or after this one; null beyond either end. */
export function beside(step: Step, way: -1 | 1): Step | null {
  return STEPS[STEPS.indexOf(step) + way] ?? null;
}

/** Where this person stopped on this device; null when nothing was begun here, or all of it is done. */
export async function begunAt(person: Uuid): Promise<Step | null> {
  const kept = (await recall<Remembered>(person, KEPT))?.data;
  return kept === undefined || kept.done || !isStep(kept.step) ? null : kept.step;
}

export async function rememberStep(person: Uuid, step: Step, done = false): Promise<void> {
  await keep(person, KEPT, { step, done } satisfies Remembered).catch(() => undefined);
}
