"""Languages that nobody speaks: a build of the app that speaks them, and finding in it what has an English name."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route

from tests.e2e.browser import Device
from tests.e2e.server import ROOT

LONGER = "en-XA"
MIRRORED = "ar-XB"
PWA = ROOT / "pwa"
MARKS = "[\u202a-\u202e]*"
ACCENTED = dict(zip("aeiouyAEIOUY", "åéîøüÿÅÉÎØÜŸ", strict=True))
SHOWN_AS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
}
# What is cut off, spills over, or lies beside the screen, left out what is meant to scroll and what only reads aloud.
FIND_WHAT_IS_CUT = r"""async () => {
  for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
  const found = new Set();
  const seen = new Set();
  const page = document.documentElement;
  const name = (it) => `${it.tagName.toLowerCase()}.${it.getAttribute("class") ?? ""} "${it.textContent.trim()}"`;
  const scrolls = (it) => /auto|scroll/.test(getComputedStyle(it).overflowX) && it.scrollWidth > it.clientWidth;
  const isMeantToScroll = (it) => it !== null && (scrolls(it) && it !== page || isMeantToScroll(it.parentElement));
  const isSeen = (it) => it.checkVisibility({ visibilityProperty: true })
    && !it.closest("option, title, desc, .hidden");
  if (page.scrollWidth > innerWidth) found.add(`the page is ${page.scrollWidth} px wide`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const it = text.parentElement;
    if (text.data.trim() === "" || !isSeen(it) || isMeantToScroll(it)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const { left, right } of range.getClientRects()) {
      const isBeside = left < -0.5 || right > page.clientWidth + 0.5;
      if (right - left > 0.5 && isBeside) found.add(`beside the screen: ${name(it)}`);
    }
    for (const each of [it, it.closest(":not(:where(span, strong, em, a, b, i, text, g))")]) {
      if (seen.has(each) || each instanceof SVGElement) continue;
      seen.add(each);
      const { clientWidth, scrollWidth } = each;
      const spills = clientWidth > 1 && scrollWidth > clientWidth + 1;
      if (spills) found.add(`${scrollWidth} in ${clientWidth} px: ${name(each)}`);
    }
  }
  return [...found];
}"""


def build(to: Path) -> Path:
    """Build the app with these languages in it."""
    node = Path(sys.executable).with_name("node")
    vite = PWA / "node_modules" / "vite" / "bin" / "vite.js"
    subprocess.run(
        [str(node), str(vite), "build", "--mode", "pseudo", "--outDir", str(to), "--emptyOutDir"],
        cwd=PWA,
        check=True,
        capture_output=True,
    )
    return to


def pretend(device: Device, built: Path, language: str) -> None:
    """From now on this browser gets the app from `built`, and reads it in `language`."""
    # The worker would bring the app that was built for everybody.
    device.context.add_init_script("delete Navigator.prototype.serviceWorker")
    device.context.add_init_script(f"localStorage.setItem('waymark-pretended', '{language}')")

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(device.waymark.url).partition("?")[0]
        if path.startswith("/assets/"):
            file = built / path.removeprefix("/")
            route.fulfill(path=file, content_type=SHOWN_AS.get(file.suffix))
        elif route.request.resource_type == "document":
            route.fulfill(response=route.fetch(), body=(built / "index.html").read_text())
        else:
            route.continue_()

    device.context.route("**/*", answer)


def find_by_english_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a test asks for by its English name be found under its pretended one, or under either."""
    for kind in (Page, Locator):
        for name in ("get_by_text", "get_by_label"):
            monkeypatch.setattr(kind, name, _by_words(getattr(kind, name)))
        monkeypatch.setattr(kind, "get_by_role", _by_role(kind.get_by_role))


def _by_words(find: Callable[..., Locator]) -> Callable[..., Locator]:
    def found(self: Any, words: Any, *, exact: bool = False) -> Locator:
        return find(self, _either(words, exact=exact))

    return found


def _by_role(find: Callable[..., Locator]) -> Callable[..., Locator]:
    def found(self: Any, role: Any, *, name: Any = None, exact: bool = False, **more: Any) -> Locator:
        return find(self, role, name=_either(name, exact=exact), **more)

    return found


def _either(words: Any, *, exact: bool) -> Any:
    if not isinstance(words, str):
        return words
    letters = MARKS.join(_letter(letter) for letter in words)
    return re.compile(f"^{MARKS}{letters}{MARKS}$" if exact else letters)


def _letter(letter: str) -> str:
    if letter not in ACCENTED:
        return re.escape(letter).replace("/", r"\/")
    accented = ACCENTED[letter]
    return f"(?:{letter}|{accented * 2})"
