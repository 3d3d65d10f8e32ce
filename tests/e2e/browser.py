"""A Chromium in which people use Waymark, and in which everything that should not happen is noted."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from tests.e2e.callers import Address, Caller
from tests.e2e.server import ROOT, Waymark

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
_NOTE_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
    noteViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))"""
# A promise: the page's policy lets no text be evaluated again and again.
_BE_CONTROLLED = """async () => {
  const { serviceWorker } = navigator;
  await serviceWorker.ready;
  if (serviceWorker.controller === null) {
    await new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
  }
}"""
# What was read is put away behind the screen that shows it: nobody leaves within the moment that takes, but a test.
_HAVE_PUT_AWAY = """async () => {
  const count = () => new Promise((done, fail) => {
    const opening = indexedDB.open("waymark");
    opening.onerror = fail;
    opening.onsuccess = () => {
      const asked = opening.result.transaction("kept").objectStore("kept").count();
      asked.onerror = fail;
      asked.onsuccess = () => { opening.result.close(); done(asked.result); };
    };
  });
  // Counted again and again, as a test's clock may stand still.
  for (let before = -1, same = 0; same < 200;) {
    const now = await count();
    [before, same] = [now, now === before ? same + 1 : 0];
  }
}"""
_FIND_FAULTS = """async (rules) => (await axe.run(document, { resultTypes: ["violations"], rules })).violations.map(
    ({ id, impact, nodes }) => ({ id, impact, where: nodes.map((it) => `${it.target} ${it.failureSummary}`) }))"""


@dataclass
class Noted:
    """What happened in a browser that should not have."""

    violations: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)
    strange_requests: list[str] = field(default_factory=list)
    failed_loads: list[str] = field(default_factory=list)
    """Answers of 400 and up, and requests without an answer: expected while the server is away."""


@dataclass(frozen=True)
class Device:
    """A fresh browser profile of one person, with one page open."""

    waymark: Waymark
    context: BrowserContext
    page: Page
    noted: Noted
    language: str

    def go(self, path: str) -> None:
        """Open an address of the app by typing it."""
        self.page.goto(self.waymark.url + path)

    def sign_in(self, address: Address) -> None:
        """Sign in on the screens, with the code that is mailed."""
        page = self.page
        page.get_by_label("Email").fill(address.email)
        code = self.waymark.code_for(address.email, page.get_by_role("button", name="Send me a code").click)
        page.get_by_label("6-digit code").fill(code)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("navigation", name="Sections")).to_be_visible()

    def enter(
        self, caller: Caller, path: str = "/", sections: str = "Sections", *, is_settled: bool = True
    ) -> None:
        """Go on with the session that `caller` has, as if they had signed in here.

        is_settled: whether the person reads this device's language already; people of the demo have many devices.
        """
        if is_settled:
            caller("PATCH", "/me", {"language": self.language})
        name, _, value = caller.cookie.partition("=")
        self.context.add_cookies([{"name": name, "value": value, "url": self.waymark.url}])
        self.go(path)
        expect(self.page.get_by_role("navigation", name=sections)).to_be_visible()

    def be_ready_for_no_network(self) -> None:
        """The service worker has what it needs and answers for this page, and what was read is on the phone."""
        self.page.evaluate(_BE_CONTROLLED)
        self.page.evaluate(_HAVE_PUT_AWAY)

    def show(self, width: int, height: int = 844, scheme: Any = "light") -> None:
        """Give the page this size and colour scheme."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    def faults(self, *, own_colours: bool = True) -> list[str]:
        """Give what on this screen is an obstacle to people with assistive technology.

        own_colours: whether the colours are ours, rather than those that a reader has forced.
        """
        found = self.page.evaluate(_FIND_FAULTS, {"color-contrast": {"enabled": own_colours}})
        return [f"{it['id']}, {it['impact']}: {it['where']}" for it in found]


def open_device(
    browser: Browser, waymark: Waymark, *, reads_for_faults: bool = False, **options: Any
) -> Device:
    """Give a fresh profile with one empty page."""
    noted = Noted()
    options = {"locale": "en-GB"} | options
    context = browser.new_context(**options)
    context.set_default_timeout(15_000)
    context.expose_binding("noteViolation", lambda _source, what: noted.violations.append(what))
    context.add_init_script(_NOTE_VIOLATIONS)
    if reads_for_faults:
        context.add_init_script(path=Path(AXE))
    context.on("console", lambda message: _note_console(noted, message))
    context.on("weberror", lambda error: noted.page_errors.append(str(error.error)))
    context.on("request", lambda request: _note_request(noted, waymark, request))
    return Device(waymark, context, context.new_page(), noted, options["locale"][:2])


def _note_console(noted: Noted, message: ConsoleMessage) -> None:
    if message.type not in {"error", "warning", "assert"}:
        return
    said = f"{message.text} ({message.location.get('url', '')})"
    if message.text.startswith("Failed to load resource"):
        noted.failed_loads.append(said)
    else:
        noted.console_errors.append(said)


def _note_request(noted: Noted, waymark: Waymark, request: Request) -> None:
    if not request.url.startswith((f"{waymark.url}/", "data:")):
        noted.strange_requests.append(request.url)
