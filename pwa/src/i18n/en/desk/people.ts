import { clock, count, fullDay, number } from "../../dates.ts";

const dayOf = (moment: string) => fullDay(moment.slice(0, 10));

export const people = {
  title: "People",
  leadOwner: "Who belongs to the practice, and who is invited.",
  leadCoach: "Your clients, and whom you have invited.",
  list: "Everybody",
  clients: "Your clients",
  empty: "Nobody yet.",
  withoutCoach: "Clients without a coach",
  coach: "Coach",
  assign: "Assign",
  assignTo: (client: string) => `Coach for ${client}`,
  assigned: "Assigned.",
  noCoaches: "There is no coach in the practice yet.",
  recoveryOpen: "address change asked for",
} as const;

export const invite = {
  title: "Invite somebody",
  name: "Name",
  email: "Email",
  roles: "As",
  coach: "Whose client",
  send: "Send invitation",
  sent: (name: string) => `${name} is invited.`,
  rolesMissing: "Please choose at least one role.",
  emailInvalid: "Please enter an email address, such as name@example.com.",
  nameMissing: "A name helps them to know that it is meant for them.",
  listTitle: "Invitations",
  listEmpty: "No open invitations.",
  again: "Send again",
  againDone: "Sent again. The former link no longer works.",
  cancel: "Cancel it",
  cancelled: "Cancelled. Its link no longer works.",
  labelled: (deed: string, name: string) => `${deed}: ${name}`,
  state: (by: string, sent: string, until: string, isOpen: boolean) =>
    isOpen ? `Sent by ${by} on ${dayOf(sent)}, open until ${dayOf(until)}` : `Sent by ${by} on ${dayOf(sent)}, no longer open`,
} as const;

export const csv = {
  title: "Several at once, from a CSV file",
  help: "One client a line: name, email and, if you like, time zone. The first line names the columns.",
  file: "CSV file",
  paste: "Or paste the lines",
  example: "name,email,zone\nAna Lind,ana@example.com,Europe/Berlin",
  mode: "How they come in",
  inviteThem: "Each gets an invitation by mail",
  justAdd: "Add them now, without a mail",
  look: "Look it over",
  line: "Line",
  found: (ready: number, all: number) => `${number(ready)} of ${count(all, "line is", "lines are")} ready. Nothing has been sent or saved yet.`,
  mayInvite: (n: number) => `You may send ${count(n, "more invitation", "more invitations")} today.`,
  skip: "Leave out the lines that are not ready",
  doInvite: (n: number) => `Invite ${count(n, "client", "clients")}`,
  doAdd: (n: number) => `Add ${count(n, "client", "clients")}`,
  done: (invited: number, imported: number) =>
    invited > 0 ? `${count(invited, "invitation is", "invitations are")} on the way.` : `${count(imported, "client is", "clients are")} in.`,
  ready: "Ready",
  empty: "There are no lines in it.",
} as const;

export const person = {
  back: "People",
  roles: "Roles",
  rolesHelp: "Roles add up. Whoever coaches alone is owner and coach.",
  rolesSaved: "Saved.",
  coaches: "Coach",
  noCoach: "No coach at the moment.",
  handOver: "Hand over",
  handOverTo: (coach: string) => `Hand over from ${coach} to`,
  handedOver: "Handed over. They have been told.",
  end: "End",
  endTitle: (coach: string) => `End the coaching with ${coach}?`,
  endHelp: "It ends at once. The coach no longer sees this client, later appointments of the two are cancelled, and both are told.",
  ended: "Ended. They have been told.",
  since: (on: string) => `since ${fullDay(on)}`,
  recovery: "Lost their mailbox or device",
  recoveryHelp: "You can ask that another address signs them in. It takes effect after 72 hours; they are told at once, at both addresses and in Waymark, and can say no.",
  recoveryEmail: "New address",
  recoveryAsk: "Ask for the change",
  recoveryAsked: "Asked for. They have been told.",
  recoveryState: (email: string, at: Date) => `${email} signs them in from ${fullDay(at.toISOString().slice(0, 10))}, ${clock(at, at)}, unless they object.`,
  recoveryWithdraw: "Take it back",
  recoveryWithdrawn: "Taken back. Nothing changes.",
  remove: "Remove from the practice",
  removeHelp: (name: string) =>
    `${name} can no longer open the practice, at once. Appointments and coaching end, and they are told by mail. What was written is kept until it is erased or its time has passed.`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removed: (name: string) => `${name} no longer belongs to the practice.`,
} as const;
