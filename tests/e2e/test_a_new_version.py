"""A new version of the app arrives while an old one is open: told, never forced, and nothing that waits is lost."""

import gzip
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import HABIT, check_ins_of, new_address, open_practice, sign_in, with_a_daily_habit
from tests.e2e.server import ROOT, Waymark

NEW = "New version ready"
WHICH = "document.documentElement.dataset.build ?? 'A'"
Devices = Callable[..., Device]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A copy of the built app, which a test may build anew."""
    return shutil.copytree(ROOT / "pwa" / "dist", tmp_path / "dist")


@pytest.fixture
def waymark(
    tmp_path: Path, built: Path, demo_instance: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Waymark]:
    """A server of the copy."""
    (tmp_path / "from_a_copy.py").write_text(
        f"from pathlib import Path\nfrom api import frontend\nfrontend.DIST = Path({str(built)!r})\n"
        "from wsgi import app\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    instance = shutil.copytree(demo_instance, tmp_path / "instance")
    waymark = Waymark(instance, app="from_a_copy:app")
    try:
        waymark.start()
        yield waymark
    finally:
        waymark.stop()


def build_anew(dist: Path) -> None:
    """Do what a build does whose code has changed: other names in assets/, another page and worker, packed last."""
    for packed in [*dist.rglob("*.br"), *dist.rglob("*.gz")]:
        packed.unlink()
    [old] = (dist / "assets").glob("index-*.js")
    new = old.with_name("index-ANOTHER0.js")
    new.write_text(old.read_text() + "\ndocument.documentElement.dataset.build = 'B';\n")
    old.unlink()
    worker = dist / "sw.js"
    texts = {file: file.read_text() for file in [*dist.glob("assets/*.js"), dist / "index.html", worker]}
    texts[worker] = re.sub(r"(/index\.html`,revision:`)\w+", r"\g<1>0123456789abcdef", texts[worker])
    worker.unlink()
    for file, text in texts.items():
        file.write_text(text.replace(old.name, new.name))
    worker.with_name("sw.js.gz").write_bytes(gzip.compress(worker.read_bytes()))


def come_back(page: Page) -> None:
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def an_hour_passes(page: Page) -> None:
    page.clock.fast_forward("01:00:01")


@pytest.mark.parametrize("notice", [come_back, an_hour_passes])
def test_a_new_version_is_told_of_and_waits_for_a_tap_with_all_that_waits_in_place(
    waymark: Waymark, built: Path, device: Devices, notice: Callable[[Page], None]
):
    ada, cleo = new_address("Ada"), new_address("Cleo")
    open_practice(waymark, ada, cleo)
    client = with_a_daily_habit(sign_in(waymark, cleo), HABIT)
    phone = device(**PHONE)
    page = phone.page
    page.clock.install()
    phone.enter(client)
    phone.be_ready_for_no_network()
    assert page.evaluate(WHICH) == "A"
    phone.context.route("**/api/v1/check-ins/*", lambda route: route.abort())
    page.get_by_role("button", name=f"Done: {HABIT}").tap()
    sheet = page.get_by_role("dialog", name="Saved: Done, today.")
    expect(sheet.get_by_text("Saved on this phone")).to_be_visible()

    build_anew(built)
    notice(page)
    banner = page.get_by_role("status").filter(has_text=NEW)
    expect(banner).to_be_attached()
    # Under a sheet it can be neither reached nor carried out.
    expect(sheet).to_be_visible()
    banner.get_by_role("button").dispatch_event("click")
    expect(sheet).to_be_visible()
    assert page.evaluate(WHICH) == "A"

    sheet.get_by_role("button", name="Close").last.tap()
    banner.get_by_role("button", name="Refresh").tap()
    page.wait_for_function(f"() => ({WHICH}) === 'B'")
    expect(page.get_by_role("button", name="1 waiting")).to_be_visible()
    expect(page.get_by_text(NEW)).to_have_count(0)

    phone.context.unroute_all()
    expect(page.get_by_role("button", name="1 waiting")).to_be_hidden(timeout=70_000)
    assert [row["outcome"] for row in check_ins_of(client)] == ["done"]


def test_a_server_serves_what_was_built_while_it_runs(waymark: Waymark, built: Path, device: Devices):
    phone = device(**PHONE)
    phone.context.add_init_script("delete Navigator.prototype.serviceWorker")
    phone.go("/sign-in")
    expect(phone.page.get_by_label("Email")).to_be_visible()
    build_anew(built)
    phone.page.reload()
    expect(phone.page.get_by_label("Email")).to_be_visible()
    assert phone.page.evaluate(WHICH) == "B"
