import { TriagePage } from "../caseload/TriagePage.tsx";

/** What a coach opens first, apart from the rest of the desk. */
export const triage = { TriagePage };
