"""The examples in deploy/ say only what Waymark, systemd and a container's builder understand."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
SETTING = re.compile(r"WAYMARK_[A-Z_]+|DATABASE_URL|SCHEDULER")
OWN = {"ROLE_PASSWORD"}
"""What the commands of compose.yaml itself read."""


def known_settings() -> set[str]:
    return set(
        re.findall(r'"(WAYMARK_\w+|DATABASE_URL|SCHEDULER)"', (ROOT / "api" / "config.py").read_text())
    )


def services() -> dict:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]


def test_every_setting_that_an_example_names_is_one():
    named = {
        (file.name, name)
        for file in (*DEPLOY.iterdir(), ROOT / "docs" / "deploy.md")
        for name in SETTING.findall(file.read_text())
    }
    assert {
        (file, name) for file, name in named if name not in known_settings() | {"WAYMARK_MOVE_TO"}
    } == set()
    ours = {name: service["environment"] for name, service in services().items() if "build" in service}
    assert {name for names in ours.values() for name in names} <= known_settings() | OWN


def test_only_the_worker_runs_the_timetable_and_only_one_role_owns_the_tables():
    made = services()
    ours = {name: service for name, service in made.items() if "build" in service}
    assert {name for name, service in ours.items() if service["environment"].get("SCHEDULER") != "off"} == {
        "migrate",
        "worker",
    }
    owner = made["database"]["environment"]["POSTGRES_USER"]
    assert [name for name, service in ours.items() if owner in service["environment"]["DATABASE_URL"]] == [
        "migrate"
    ]
    assert all("instance:/srv/waymark" in service["volumes"] for service in ours.values()), "keys are shared"


def test_what_the_examples_start_is_there(sqlite_stage):
    commands = [
        *re.findall(
            r"^ExecStart=/opt/waymark/(\S+)", "".join(map(_read, DEPLOY.glob("*.service"))), re.MULTILINE
        ),
        *re.findall(r'^(?:RUN|CMD \[")(bin/\w+)', _read(DEPLOY / "Dockerfile"), re.MULTILINE),
        *(
            service["command"][0]
            for service in services().values()
            if service.get("command", ["sh"])[0] != "sh"
        ),
    ]
    made_by_setup = {".venv/bin/flask"}
    assert len(commands) >= 4
    assert [name for name in commands if name not in made_by_setup and not (ROOT / name).exists()] == []
    texts = "".join(map(_read, (*DEPLOY.iterdir(), ROOT / "docs" / "deploy.md")))
    named = set(re.findall(r"flask --app wsgi ([a-z-]+)", texts))
    assert named
    assert named <= set(sqlite_stage.app.cli.commands)


def test_no_secret_and_no_data_is_copied_into_an_image():
    left_out = set(_read(DEPLOY / "Dockerfile.dockerignore").split())
    assert {"**/.env", "instance", ".git"} <= left_out


def test_the_proxy_passes_to_every_web_process():
    passed_to = re.findall(r"\b([\w-]+):8000", _read(DEPLOY / "Caddyfile"))
    assert set(passed_to) == {name for name in services() if name.startswith("web-")}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
@pytest.mark.parametrize("unit", sorted(file.name for file in DEPLOY.glob("*.service")))
def test_systemd_understands_the_units(unit, tmp_path):
    here = re.sub(r"/opt/waymark", str(tmp_path), _read(DEPLOY / unit))
    (tmp_path / unit).write_text(here)
    for program in ("bin/start", ".venv/bin/flask"):
        (tmp_path / program).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / program).symlink_to("/bin/true")
    told = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / unit], capture_output=True, text=True, check=False
    )
    ours = [line for line in told.stderr.splitlines() if unit in line]
    assert ours == []


def _read(file: Path) -> str:
    return file.read_text()
