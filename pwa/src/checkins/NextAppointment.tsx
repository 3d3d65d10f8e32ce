import { CalendarDays } from "lucide";
import type { Day, Me, Today } from "../api/types.ts";
import { localDay, timeOfDay } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { linkIn, isStillToCome } from "./appointment.ts";

type Props = { appointment: Today["next_appointment"]; me: Me; today: Day };

/** When client and coach talk next, and where; nothing once it is over. */
export function NextAppointment({ appointment, me, today }: Props) {
  if (appointment === null || !isStillToCome(appointment, new Date())) return null;
  const starts = new Date(appointment.starts_at);
  const link = linkIn(appointment.place);
  const rest = [words.today.minutes(appointment.minutes), link === null && appointment.place].filter(Boolean).join(" · ");
  return (
    <section class="card soft logged">
      <Icon of={CalendarDays} />
      <div class="logged-words">
        <p>{words.today.appointment(localDay(me.zone, starts), today, timeOfDay(starts, me.zone))}</p>
        <p class="small quiet">{rest}</p>
        {link !== null && (
          <a class="small help-link" href={link.href} target="_blank" rel="noopener noreferrer">
            {words.today.joinAt(link.host)}
          </a>
        )}
      </div>
    </section>
  );
}
