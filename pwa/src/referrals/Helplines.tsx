import { ExternalLink, MessageSquare, Phone } from "lucide";
import { listHelplines } from "../api/calls.ts";
import { useResource } from "../api/resource.ts";
import type { Helpline } from "../api/types.ts";
import { countryName, localDay } from "../i18n/dates.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { Skeleton } from "../ui/Loaded.tsx";
import { countriesFrom, homeCountry } from "./country.ts";

type HeadingLevel = "h2" | "h3";
/** `zone`: of the person signed in; without one, the device's own. */
type Props = { heading: HeadingLevel; zone?: string | undefined };

/** Numbers that help, the reader's own country first. The emergency numbers need no network and no server. */
export function Helplines({ heading: Heading, zone }: Props) {
  const { resource } = useResource("helplines", listHelplines);
  return (
    <div class="stack">
      {resource.state !== "ready" && <Emergency heading={Heading} />}
      {resource.state === "loading" && <Skeleton />}
      {resource.state === "failed" && <p class="quiet">{words.helplines.unavailable}</p>}
      {resource.state === "ready" && <ByCountry helplines={resource.data.items} heading={Heading} zone={zone} />}
    </div>
  );
}

/** What stands in until the list is there, and where it cannot be had. */
function Emergency({ heading: Heading }: { heading: HeadingLevel }) {
  return (
    <>
      <section class="card">
        <Heading class="minor">{words.helplines.emergency}</Heading>
        <p>{words.helplines.emergencyHelp}</p>
        <ul class="lines">
          {words.helplines.emergencyNumbers.map(({ number, where }) => (
            <li class="line row-between" key={number}>
              <span>{where}</span>
              <a class="button" href={`tel:${number}`}>
                <Icon of={Phone} /> {words.helplines.call(number)}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <p class="small quiet">
        {words.helplines.elsewhere} <a href="https://findahelpline.com">{words.helplines.elsewhereLink}</a>
      </p>
    </>
  );
}

function ByCountry({ helplines, heading: Heading, zone = deviceZone() }: Props & { helplines: readonly Helpline[] }) {
  const home = homeCountry(zone, navigator.languages);
  const countries = countriesFrom(home, helplines.map(({ country }) => country));
  const today = localDay(zone);
  const isOld = helplines.some(({ check_again_on }) => check_again_on < today);
  return (
    <>
      {isOld && <p class="card soft">{words.help.checkedLongAgo}</p>}
      {(home === undefined || !countries.includes(home)) && (
        <p class="card soft">{words.helplines.noneListed(home === undefined ? words.helplines.whereYouAre : countryName(home))}</p>
      )}
      {countries.map((country) => (
        <section class="card" key={country}>
          <Heading class="minor">{/^[A-Z]{2}$/.test(country) ? countryName(country) : words.helplines.everywhere}</Heading>
          <ul class="lines">
            {helplines
              .filter((helpline) => helpline.country === country)
              .map((helpline) => (
                <HelplineLine key={`${helpline.name} ${helpline.kind}`} helpline={helpline} />
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function HelplineLine({ helpline }: { helpline: Helpline }) {
  const { name, hours, checked_on } = helpline;
  return (
    <li class="line row-between">
      <div class="logged-words">
        <p>
          <strong>{name}</strong>
        </p>
        <p class="small quiet">
          {hours} · {words.helplines.checked(checked_on)}
        </p>
      </div>
      <HelplineLink helpline={helpline} />
    </li>
  );
}

function HelplineLink({ helpline: { kind, number, url, name } }: { helpline: Helpline }) {
  const digits = number?.match(/\+?\d[\d ]*/)?.[0].replaceAll(" ", "");
  if (kind === "web" || number === null || digits === undefined) {
    return (
      <a class="button" href={url} aria-label={`${words.helplines.visit}: ${name}`}>
        <Icon of={ExternalLink} /> {words.helplines.visit}
      </a>
    );
  }
  const isText = kind === "text";
  // Parts with plain spaces between them would change places in a line that runs from right to left.
  const shown = number.replaceAll(" ", "\u00a0");
  return (
    <a class="button" href={`${isText ? "sms" : "tel"}:${digits}`}>
      <Icon of={isText ? MessageSquare : Phone} /> {isText ? words.helplines.text(shown) : words.helplines.call(shown)}
    </a>
  );
}

function deviceZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
