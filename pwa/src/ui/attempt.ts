import { toast } from "./Toast.tsx";
import { troubleText } from "./Trouble.tsx";

/** Does the deed and says so; or says what went wrong. Resolves to whether it was done. */
export async function attempt(deed: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await deed();
  } catch (error) {
    toast(troubleText(error));
    return false;
  }
  if (done !== undefined) toast(done);
  return true;
}

/** The same for a deed that wants a recent sign-in: it asks for one where that is too old. */
export type AttemptRecently = typeof attempt;
