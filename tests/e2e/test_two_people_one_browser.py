"""A browser that two people share: the second sees nothing of the first, and sends nothing for them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import PHONE, Device
from tests.e2e.callers import (
    Address,
    Caller,
    check_ins_of,
    new_address,
    open_practice,
    sign_in,
    with_a_daily_habit,
)
from tests.e2e.server import Waymark

FIRST_HABIT, SECOND_HABIT = "Ring one old client", "Read ten pages"
WHAT_THE_BROWSER_KEEPS = """async () => {
  const kept = {};
  for (const { name, version } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      indexedDB.open(name, version).onsuccess = (event) => done(event.target.result);
    });
    for (const store of db.objectStoreNames) {
      const keys = db.transaction(store).objectStore(store).getAllKeys();
      kept[store] = await new Promise((done) => { keys.onsuccess = () => done(keys.result.flat()); });
    }
    db.close();
  }
  const urls = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
  }
  return { kept, urls, local: { ...localStorage }, session: { ...sessionStorage } };
}"""
Devices = Callable[..., Device]


@pytest.fixture
def two(waymark: Waymark) -> tuple[tuple[Address, Caller], tuple[Address, Caller]]:
    """Two clients of one coach, each with a habit of their own."""
    addresses = new_address("Fay"), new_address("Sol")
    open_practice(waymark, new_address("Ada"), *addresses)
    first, second = (sign_in(waymark, it) for it in addresses)
    with_a_daily_habit(first, FIRST_HABIT)
    with_a_daily_habit(second, SECOND_HABIT)
    return (addresses[0], first), (addresses[1], second)


def test_signing_out_leaves_nothing_of_the_person_in_the_browser(
    waymark: Waymark, two: tuple[tuple[Address, Caller], tuple[Address, Caller]], device: Devices
):
    (fay, first), (sol, second) = two
    phone = device(**PHONE)
    page = phone.page
    phone.go("/")
    phone.sign_in(fay)
    expect(page.get_by_role("button", name=f"Done: {FIRST_HABIT}")).to_be_visible()
    phone.be_ready_for_no_network()
    for name in ("Goals", "Insights", "Support", "Settings"):
        page.get_by_role("link", name=name).tap()
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    assert first.id in str(page.evaluate(WHAT_THE_BROWSER_KEEPS))

    page.get_by_role("button", name="Sign out").tap()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()

    left = page.evaluate(WHAT_THE_BROWSER_KEEPS)
    assert [keys for keys in left["kept"].values() if keys] == []
    assert [path for path in left["urls"] if path.startswith("/api/")] in ([], ["/api/v1/helplines"])
    assert left["local"] == left["session"] == {}
    assert phone.context.cookies() == []

    phone.go("/goals")
    phone.sign_in(sol)
    page.get_by_role("link", name="Today").tap()
    expect(page.get_by_role("button", name=f"Done: {SECOND_HABIT}")).to_be_visible()
    with waymark.stopped():
        for name in ("Today", "Goals"):
            page.get_by_role("link", name=name).tap()
            expect(page.get_by_text(SECOND_HABIT).first).to_be_visible()
            expect(page.get_by_text(FIRST_HABIT)).to_have_count(0)
    assert second.id in str(page.evaluate(WHAT_THE_BROWSER_KEEPS))


def test_what_waits_for_one_person_is_never_sent_under_the_name_of_another(
    two: tuple[tuple[Address, Caller], tuple[Address, Caller]], device: Devices
):
    (_, first), (_, second) = two
    phone = device(**PHONE)
    page = phone.page
    phone.enter(first)
    expect(page.get_by_role("button", name=f"Done: {FIRST_HABIT}")).to_be_visible()
    phone.be_ready_for_no_network()
    phone.context.set_offline(True)
    page.get_by_role("button", name=f"Done: {FIRST_HABIT}").tap()
    page.get_by_role("button", name="Close").last.tap()
    expect(page.get_by_role("button", name="1 waiting")).to_be_visible()

    # The session has ended without a sign-out, as it does after some weeks.
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    page.reload()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    with page.expect_response("**/api/v1/today"):
        phone.enter(second)
    expect(page.get_by_role("button", name=f"Done: {SECOND_HABIT}")).to_be_visible()
    expect(page.get_by_role("button", name="1 waiting")).to_be_hidden()
    assert page.get_by_text(FIRST_HABIT).count() == 0
    page.get_by_role("button", name=f"Done: {SECOND_HABIT}").tap()
    expect(page.get_by_role("dialog").get_by_text("Synced")).to_be_visible()
    assert check_ins_of(first) == []
    assert len(check_ins_of(second)) == 1

    phone.context.clear_cookies()
    phone.enter(first)
    expect(page.get_by_role("region", name=FIRST_HABIT).get_by_text("Done", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="1 waiting")).to_be_hidden()
    assert len(check_ins_of(first)) == 1
    assert len(check_ins_of(second)) == 1
