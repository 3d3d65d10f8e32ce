"""Every screen in words two fifths longer and from right to left; German, chosen and kept."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.browser import Device
from tests.e2e.pretended import FIND_WHAT_IS_CUT, LONGER, MIRRORED, build, find_by_english_names, pretend
from tests.e2e.server import Waymark
from tests.e2e.test_screens import WALKS, Walk

Devices = Callable[..., Device]


@pytest.fixture
def waymark(tmp_path: Path, demo_instance: Path) -> Iterator[Waymark]:
    """A demo practice for one walk alone: some of what a walk does can be done once."""
    instance = tmp_path / "instance"
    shutil.copytree(demo_instance, instance)
    waymark = Waymark(instance)
    try:
        waymark.start()
        yield waymark
    finally:
        waymark.stop()


@pytest.fixture(scope="session")
def pretended_app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("pretended") / "dist")


@pytest.mark.parametrize(("language", "width"), [(LONGER, 320), (MIRRORED, 390)], ids=["longer", "mirrored"])
@pytest.mark.parametrize("walk", WALKS, ids=[walk.__name__ for walk in WALKS])
def test_no_screen_cuts_longer_words_or_words_from_right_to_left(
    waymark: Waymark,
    device: Devices,
    pretended_app: Path,
    monkeypatch: pytest.MonkeyPatch,
    walk: Walk,
    language: str,
    width: int,
):
    phone = device(viewport={"width": width, "height": 844})
    pretend(phone, pretended_app, language)
    find_by_english_names(monkeypatch)
    found = []
    for screen in walk(phone):
        said = phone.page.evaluate("document.documentElement.lang + ' ' + document.documentElement.dir")
        assert said == f"{language} {'rtl' if language == MIRRORED else 'ltr'}"
        found += [f"{screen}: {it}" for it in phone.page.evaluate(FIND_WHAT_IS_CUT)]
    assert not found, "\n".join(found)
