"""What a client keeps private reaches nobody else's browser: no page, no answer, no cache, no database in it."""

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import Response, expect

from tests.e2e.browser import DESK, Device
from tests.e2e.callers import Caller, agree_to_everything, new_address, open_practice, sign_in
from tests.e2e.server import Waymark

SHARED, PRIVATE, NOTE, COACHS_NOTE = "Zqsharedz", "Zqprivatez", "Zqnotez", "Zqcoachnotez"
DESK_PAGES = (
    "/triage", "/caseload", "/clients/{client}", "/clients/{client}/brief", "/clients/{client}/goals/new",
    "/goals/{goal}", "/suggestions/{goal}", "/templates", "/people", "/people/{client}", "/providers",
)  # fmt: skip
OWNERS_PAGES = (
    "/practice", "/practice/ledger", "/practice/reminders", "/practice/stalls", "/practice/chips",
    "/practice/providers",
)  # fmt: skip
_LEFT_IN_THE_BROWSER = """async () => {
  const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text());
  }
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const bytes = (text) => new TextEncoder().encode(text);
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    const all = (store) => done(db.transaction(store).objectStore(store).getAll());
    for (const store of db.objectStoreNames) {
      for (const row of await all(store)) {
        texts.push(JSON.stringify(row));
        if (row?.sealed === undefined) continue;
        const key = await done(db.transaction("keys").objectStore("keys").get(row.person));
        const place = { name: "AES-GCM", iv: row.sealed.iv, additionalData: bytes(`${row.person} ${row.path}`) };
        texts.push(new TextDecoder().decode(await crypto.subtle.decrypt(place, key, row.sealed.data)));
      }
    }
    db.close();
  }
  return texts.join(" ");
}"""


def test_what_a_client_keeps_private_reaches_no_other_browser(
    waymark: Waymark, device: Callable[..., Device]
):
    ada, bea, olga, cleo = (new_address(name) for name in ("Ada", "Bea", "Olga", "Cleo"))
    open_practice(waymark, ada, cleo)
    waymark.commands(
        *(
            ["practice", "add", person.name, person.email, "--owner", ada.email, "--role", "coach"]
            for person in (bea, olga)
        )
    )
    client, coach = sign_in(waymark, cleo), sign_in(waymark, ada)
    own_without_coaching(coach, sign_in(waymark, olga).id)
    private_goal = something_is_kept_private(client)
    written = {"text": COACHS_NOTE}
    assert coach("PUT", f"/clients/{client.id}/notes/{uuid4()}", written).status == 201
    at = {"client": client.id, "goal": private_goal}

    # The client's own device is where all of it is: this is what the search finds when there is something.
    assert held_by(device(**DESK), client, ("/today", "/goals", f"/goals/{private_goal}")) == {
        SHARED,
        PRIVATE,
        NOTE,
    }
    pages = tuple(path.format(**at) for path in DESK_PAGES + OWNERS_PAGES)
    assert held_by(device(**DESK), coach, pages) == {SHARED, COACHS_NOTE}
    assert held_by(device(**DESK), sign_in(waymark, bea), pages) == set()
    assert held_by(device(**DESK), sign_in(waymark, olga), pages) == set()


def own_without_coaching(owner: Caller, member_id: str) -> None:
    etag = owner("GET", f"/people/{member_id}").etag
    assert owner("PATCH", f"/people/{member_id}", {"roles": ["owner"]}, etag).status == 200


def something_is_kept_private(client: Caller) -> str:
    """A goal is shared without its notes, another is private; gives the id of the private one."""
    agree_to_everything(client)
    plan = {"start_on": str(client.today), "cadence": {"every": "day", "times": 1}}
    made = ""
    for title, is_private in ((SHARED, False), (PRIVATE, True)):
        body = {"client_id": client.id, "title": title, "area": "wellbeing", "kind": "habit", "plan": plan}
        made = client("POST", "/goals", {**body, "private": is_private}).body["id"]
        facts = {"goal_id": made, "happened_on": str(client.today), "outcome": "not", "note": NOTE}
        assert client("PUT", f"/check-ins/{uuid4()}", facts).status == 201
    return made


def held_by(device: Device, caller: Caller, pages: tuple[str, ...]) -> set[str]:
    """Give the canaries that came over the network, stand on a page or stay in the browser of `caller`."""
    held: list[str] = []
    answers: list[Response] = []
    device.enter(caller)
    device.be_ready_for_no_network()
    device.page.wait_for_load_state("networkidle")
    # Whatever the browser asked for, the service worker included.
    device.context.on("response", lambda response: answers.append(response))  # noqa: PLW0108 -- a bound append is refused
    for path in pages:
        device.go(path)
        told = device.page.get_by_role("heading", level=1).or_(device.page.get_by_role("alert"))
        expect(told.first).to_be_visible()
        device.page.wait_for_load_state("networkidle")
        held.append(device.page.content())
        held += [it.text() for it in answers if "/api/v1/" in it.url and it.status != 204]
        answers.clear()
    held.append(device.page.evaluate(_LEFT_IN_THE_BROWSER))
    whole = " ".join(held)
    return {canary for canary in (SHARED, PRIVATE, NOTE, COACHS_NOTE) if canary in whole}
