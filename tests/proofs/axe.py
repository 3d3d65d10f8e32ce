"""Every screen at 320 to 1440 px, light and dark, with axe; and doubled text, right to left, forced colours.

The walks of the browser tests, each on a demo practice as it was made. Every screen is loaded once and shown in every
way; nothing of any impact may be found by axe, nothing may be cut off or lie over something else that can be used.
"""

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.e2e.browser import DESK, LAUNCH, Device, open_device
from tests.e2e.conftest import chromium_path
from tests.e2e.pretended import FIND_WHAT_IS_CUT
from tests.e2e.server import Waymark
from tests.e2e.walks import WALKS

WIDTHS, QUICK_WIDTHS = (320, 390, 768, 1280, 1440), (390, 1440)
SCHEMES = ("light", "dark")
NARROW, WIDE = (320, 390), (1280,)
# What can be used and lies over another such thing, as far as either is in view; words that leave their button.
FIND_WHAT_COLLIDES = r"""async () => {
  for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame);
  const root = document.querySelector("dialog[open]") ?? document.body;
  const usable = "button, a[href], input:not([type=hidden]), select, textarea, summary, [role=switch], label";
  const seen = (it) => {
    let { left, top, right, bottom } = it.getBoundingClientRect();
    for (let up = it.parentElement; up !== null; up = up.parentElement) {
      if (!/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflow)) continue;
      const box = up.getBoundingClientRect();
      [left, top] = [Math.max(left, box.left), Math.max(top, box.top)];
      [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
    }
    return { it, left, top, right, bottom };
  };
  const name = (it) => `${it.tagName.toLowerCase()} "${it.ariaLabel ?? it.textContent.trim()}"`;
  const there = [...root.querySelectorAll(usable)]
    .filter((it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((it) => !it.closest(".toasts, .skip"))
    .map(seen)
    .filter((it) => it.right - it.left > 2 && it.bottom - it.top > 2);
  const found = new Set();
  const isStuck = (it) => /sticky|fixed/.test(getComputedStyle(it).position);
  const sticks = (it) => it !== null && (isStuck(it) ? it : sticks(it.parentElement));
  const isApart = (a, b) => !a.it.contains(b.it) && !b.it.contains(a.it)
    && sticks(a.it) === sticks(b.it);
  const isOver = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  there.forEach((a, i) => there.slice(i + 1).forEach((b) => {
    if (isApart(a, b) && isOver(a, b)) found.add(`${name(a.it)} lies over ${name(b.it)}`);
  }));
  for (const { it } of there.filter(({ it }) => it.matches("button, .button, .tab, select"))) {
    if (it.scrollHeight > it.clientHeight + 2 && it.clientHeight > 0) found.add(`words leave ${name(it)}`);
  }
  return [...found];
}"""
Walk = Callable[[Device], Iterator[str]]


def main(arguments: argparse.Namespace) -> bool:
    """Print what was found on each screen, if anything."""
    widths = QUICK_WIDTHS if arguments.quick else WIDTHS
    with tempfile.TemporaryDirectory(prefix="waymark-axe-") as folder:
        made = Waymark(Path(folder, "made"))
        made.flask("migrate")
        made.flask("demo")

        def walked(walk: Walk) -> list[list[str]]:
            return list(_walked(walk, made, Path(folder, walk.__name__), widths))

        with ThreadPoolExecutor(os.cpu_count()) as walkers:
            seen = [look for each in walkers.map(walked, WALKS) for look in each]
    found = [fault for look in seen for fault in look]
    for fault in found:
        print(f"  {fault}")
    print(f"looked {len(seen)} times, found {len(found)}")
    if arguments.json:
        print(json.dumps({"looked": len(seen), "found": found}))
    return not found


def _walked(walk: Walk, made: Waymark, instance: Path, widths: tuple[int, ...]) -> Iterator[list[str]]:
    """Walk through a copy of the demo in a browser of its own; give the faults of each look."""
    shutil.copytree(made.instance, instance)
    waymark = Waymark(instance)
    waymark.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(LAUNCH))
            reader = open_device(browser, waymark, **DESK, reads_for_faults=True)
            for screen in walk(reader):
                for way, faults in looks(reader, widths):
                    yield [f"{walk.__name__}, {screen}, {way}: {it}" for it in faults]
            browser.close()
    finally:
        waymark.stop()


def looks(
    reader: Device, widths: tuple[int, ...], kept: Callable[[str], object] = lambda _way: None
) -> Iterator[tuple[str, list[str]]]:
    """Show what is open in every way; give each with what is wrong there. `kept` hears of each while it is shown."""
    page = reader.page
    expect(page.locator(".skeleton:visible")).to_have_count(0)
    for width in widths:
        for scheme in SCHEMES:
            reader.show(width, scheme=scheme)
            yield f"{width} {scheme}", reader.faults()
        yield f"{width}", _badly_laid(page)
    for width in NARROW:
        reader.show(width)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        kept(f"{width} doubled")
        yield f"{width}, text doubled", _badly_laid(page)
        page.evaluate("document.documentElement.style.fontSize = ''")
    for width in (*NARROW, *WIDE):
        reader.show(width)
        page.evaluate("document.documentElement.dir = 'rtl'")
        kept(f"{width} mirrored")
        yield f"{width}, from right to left", _badly_laid(page)
        page.evaluate("document.documentElement.dir = 'ltr'")
    for scheme in SCHEMES:
        reader.show(NARROW[-1], scheme=scheme)
        page.emulate_media(forced_colors="active", color_scheme=scheme, reduced_motion="reduce")
        kept(f"forced {scheme}")
        yield f"forced colours, {scheme}", reader.faults(own_colours=False)
        page.emulate_media(forced_colors="none")
    reader.show(DESK["viewport"]["width"], DESK["viewport"]["height"])


def _badly_laid(page: Page) -> list[str]:
    cut: list[str] = page.evaluate(FIND_WHAT_IS_CUT)
    colliding: list[str] = page.evaluate(FIND_WHAT_COLLIDES)
    return cut + colliding
