"""A caseload of 500 clients in Chromium on a processor slowed four times: it is scrolled without a long task.

A real server and a real browser. A long task is what the browser itself calls one (over 50 ms, Long Tasks API). A
page with nothing on it is scrolled as far before and after, as slowed: what a busy machine keeps from that one, it
keeps from any page.
"""

import argparse
import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.caseload import _a_coach
from benchmarks.stall import GOALS_EACH, _app, _fill
from tests.e2e.browser import DESK, LAUNCH
from tests.e2e.conftest import chromium_path
from tests.e2e.server import Waymark

CLIENTS, QUICK_CLIENTS = 500, 100
SLOWER = 4
LEAST_FRAMES = 55
LEAST_OF_EMPTY = 0.9
"""The share of an empty page's frames, where the machine itself has no 60 to give."""
PIXELS_A_SECOND = 3000
_WATCH = """() => {
  const isWatched = window.seen !== undefined;
  window.seen = { tasks: [], frames: [] };
  if (isWatched) return;
  new PerformanceObserver((list) => list.getEntries().forEach((it) => seen.tasks.push(it.duration)))
    .observe({ type: "longtask" });
  const note = (at) => { seen.frames.push(at); requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""


def main(arguments: argparse.Namespace) -> bool:
    """Print the frames a second and the long tasks while the table is scrolled from its first line to its last."""
    clients = QUICK_CLIENTS if arguments.quick else CLIENTS
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        _fill(Path(folder), clients * GOALS_EACH, arguments.seed or 1)
        name, _, token = _a_coach(_app(Path(folder))).partition("=")
        waymark = Waymark(Path(folder))
        waymark.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(LAUNCH))
                context = browser.new_context(**DESK)
                context.add_cookies([{"name": name, "value": token, "url": waymark.url}])
                figures = _scrolled(context.new_page(), waymark.url, clients)
                browser.close()
        finally:
            waymark.stop()
    share = figures["frames"] / figures["empty"]["frames"]
    print(
        f"{clients} clients, {SLOWER} x slower: {figures['frames']:.0f} frames a second (at least {LEAST_FRAMES}), "
        f"the longest of 20 took {figures['slowest_ms']:.0f} ms; {figures['long_tasks']} long tasks (none), "
        f"the longest {figures['longest_ms']:.0f} ms"
    )
    print(
        f"an empty page: {figures['empty']['frames']:.0f} frames a second, the longest of 20 "
        f"{figures['empty']['slowest_ms']:.0f} ms, {figures['empty']['long_tasks']} long tasks; "
        f"the caseload has {share:.2f} of that (at least {LEAST_OF_EMPTY})"
    )
    if arguments.json:
        print(json.dumps(figures))
    is_smooth = figures["frames"] >= LEAST_FRAMES or share >= LEAST_OF_EMPTY
    return figures["long_tasks"] <= figures["empty"]["long_tasks"] and is_smooth


def _scrolled(page: Page, url: str, clients: int) -> dict[str, Any]:
    page.goto(f"{url}/caseload")
    expect(page.get_by_role("row").nth(1)).to_be_visible(timeout=60_000)
    # The list is whole once it says how many of it are worth a look.
    expect(page.get_by_text("worth a look today", exact=False)).to_be_visible(timeout=60_000)
    empty = page.context.new_page()
    empty.set_content(f"<body style='height: {clients * 80}px'>")
    before = _figures(empty, clients * 80)
    page.bring_to_front()
    figures = _figures(page, clients * 80)
    last = page.locator(".caseload tbody tr").last
    expect(last).to_be_in_viewport()
    expect(last).to_have_attribute("aria-rowindex", str(clients + 1))
    empty.bring_to_front()
    empty.evaluate("() => scrollTo(0, 0)")
    after = _figures(empty, clients * 80)
    return figures | {"empty": max(before, after, key=lambda it: it["frames"])}


def _figures(page: Page, pixels: int) -> dict[str, Any]:
    """Scroll the page as far as it goes, and so many pixels at the most."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(_WATCH)
    for _ in range(pixels // PIXELS_A_SECOND + 1):
        gesture = {"x": 600, "y": 600, "yDistance": -PIXELS_A_SECOND, "speed": PIXELS_A_SECOND}
        devtools.send("Input.synthesizeScrollGesture", gesture)
        if page.evaluate("() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1"):
            break
    seen = page.evaluate("() => seen")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    gaps = [later - earlier for earlier, later in zip(seen["frames"], seen["frames"][1:], strict=False)]
    return {
        "frames": 1000 * len(gaps) / sum(gaps),
        "slowest_ms": statistics.quantiles(gaps, n=20)[-1],
        "long_tasks": len(seen["tasks"]),
        "longest_ms": max(seen["tasks"], default=0),
    }
