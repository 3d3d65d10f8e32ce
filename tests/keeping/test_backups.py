"""What the commands of backing up and restoring refuse, and that they leave everything as it was."""

import pytest

from tests.factories import a_goal
from tests.keeping.conftest import CANARY


@pytest.fixture
def backup(app, circle, tmp_path):
    a_goal(circle.client, title=CANARY)
    result = app.test_cli_runner().invoke(args=["backup", "--to", str(tmp_path)])
    assert result.exit_code == 0, result.output
    [file] = tmp_path.glob("waymark-*")
    return file


def test_a_backup_is_nobody_elses_to_read_and_holds_no_word_in_clear(app, circle, backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    assert CANARY.encode() not in backup.read_bytes()
    assert [file.name for file in backup.parent.iterdir()] == [backup.name], "a trial leaves nothing behind"


def test_a_damaged_file_is_refused_and_nothing_changes(app, circle, backup):
    damaged = backup.with_name("waymark-20260101T000000Z" + backup.suffix)
    damaged.write_bytes(backup.read_bytes()[:-3000])
    refused = app.test_cli_runner().invoke(args=["restore", str(damaged)])
    assert refused.exit_code == 1
    assert [goal["title"] for goal in circle.client.get("/goals").json["items"]] == [CANARY]
