import { CalendarCheck2, ChartNoAxesColumn, Contact, HeartHandshake, Inbox, LifeBuoy, Settings, Target, UsersRound, Building2, type IconNode } from "lucide";
import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import type { Me } from "../api/types.ts";
import { words } from "../i18n/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { Toasts } from "../ui/Toast.tsx";
import { Mark } from "./Mark.tsx";
import { OtherLanguages } from "./OtherLanguages.tsx";
import { OutboxNotice } from "./OutboxNotice.tsx";
import { UpdateBanner } from "./UpdateBanner.tsx";

type Tab = { href: string; label: string; icon: IconNode; under: string[] };

/** `tabless`: nothing else can be opened before what this page asks is done. */
type Props = { me: Me | null; wide?: boolean; tabless?: boolean; children: ComponentChildren };

/** Pages that say by themselves that Waymark is no crisis service. */
const SAY_IT_THEMSELVES = ["/helplines", "/support"];

/** What stands around every page: the name, crisis help, settings, the tabs, and what waits. */
export function Layout({ me, wide = false, tabless = false, children }: Props) {
  const { path } = useLocation();
  const tabs = me === null || tabless ? [] : tabsFor(me);
  return (
    <div class={tabs.length === 0 ? "shell no-tabs" : "shell"}>
      <a class="skip" href="#content">
        {words.app.skipToContent}
      </a>
      <div class="scroller">
        <header class="topbar">
          <a class="brand" href="/" aria-label={words.app.name}>
            <Mark /> <span class="brand-name">{words.app.name}</span>
          </a>
          <div class="topbar-links">
            {me !== null && <OutboxNotice person={me.id} />}
            <a class="topbar-link" href="/helplines" aria-current={path === "/helplines" ? "page" : undefined}>
              <Icon of={LifeBuoy} /> {words.app.helplines}
            </a>
            {me !== null && !tabless && (
              <a class="topbar-link" href="/settings" aria-label={words.app.settings} aria-current={/^\/(settings|privacy)/.test(path) ? "page" : undefined}>
                <Icon of={Settings} />
              </a>
            )}
          </div>
        </header>
        <UpdateBanner />
        <main id="content" class={wide ? "page wide" : "page"}>
          {children}
        </main>
        <footer class="foot">
          {SAY_IT_THEMSELVES.includes(path) ? null : <p>{words.app.notCrisis}</p>}
          {me === null && <OtherLanguages />}
        </footer>
      </div>
      {tabs.length > 0 && (
        <nav class="tabs" aria-label={words.app.sections}>
          <ul>
            {tabs.map(({ href, label, icon, under }) => (
              <li key={href}>
                <a class="tab" href={href} aria-current={under.some((start) => path.startsWith(start)) ? "page" : undefined}>
                  <Icon of={icon} size={22} /> {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Toasts />
    </div>
  );
}

function tabsFor({ roles }: Me): Tab[] {
  const tabs: Tab[] = [];
  if (roles.includes("client")) {
    tabs.push(
      { href: "/today", label: words.tabs.today, icon: CalendarCheck2, under: ["/today"] },
      { href: "/goals", label: words.tabs.goals, icon: Target, under: ["/goals"] },
      { href: "/insights", label: words.tabs.insights, icon: ChartNoAxesColumn, under: ["/insights"] },
      { href: "/support", label: words.tabs.support, icon: HeartHandshake, under: ["/support", "/suggestions", "/providers"] },
    );
  }
  if (roles.includes("coach")) {
    tabs.push(
      { href: "/triage", label: words.tabs.triage, icon: Inbox, under: ["/triage", ...(roles.includes("client") ? [] : ["/suggestions"])] },
      { href: "/caseload", label: words.tabs.caseload, icon: UsersRound, under: ["/caseload", "/clients"] },
    );
  }
  if (roles.includes("coach") || roles.includes("owner")) {
    tabs.push({ href: "/people", label: words.tabs.people, icon: Contact, under: ["/people"] });
  }
  if (roles.includes("owner")) {
    tabs.push({ href: "/practice", label: words.tabs.practice, icon: Building2, under: ["/practice"] });
  }
  return tabs;
}
