"""What bin/start says before it does anything: these refusals must come before a long set-up, and in plain words."""

import os
import re
import socket
import stat
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "WAYMARK_SECRET": "k" * 48,
    "WAYMARK_SMTP_HOST": "smtp.example.org",
    "WAYMARK_PUBLIC_URL": "https://waymark.example.org",
    "WAYMARK_VAPID_CONTACT": "mailto:admin@example.org",
    "WAYMARK_MAIL_FROM": "Waymark <hello@example.org>",
}


def start(*arguments, instance, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WAYMARK_")}
    return subprocess.run(
        [ROOT / "bin" / "start", "--instance", instance, *arguments],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def named(message: str) -> set[str]:
    return set(re.findall(r"^  - (WAYMARK_\w+):", message, re.MULTILINE))


def test_production_names_every_setting_that_is_missing(tmp_path):
    refused = start("--production", instance=tmp_path / "instance")
    assert refused.returncode == 1
    assert named(refused.stderr) == set(PRODUCTION)


def test_production_refuses_a_setting_that_is_there_but_unsafe(tmp_path):
    unsafe = PRODUCTION | {"WAYMARK_SECRET": "short", "WAYMARK_SMTP_HOST": "localhost"}
    refused = start("--production", instance=tmp_path / "instance", **unsafe)
    assert named(refused.stderr) == {"WAYMARK_SECRET", "WAYMARK_SMTP_HOST"}


def test_a_port_that_is_taken_is_named_with_another_to_try(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = start("--port", str(port), instance=tmp_path / "instance")
    assert refused.returncode == 1
    assert f"Port {port} at 127.0.0.1 cannot be used" in refused.stderr
    assert f"--port {port + 1}" in refused.stderr


def test_a_python_that_is_too_old_is_named_with_what_to_do(tmp_path):
    for name in ("python3", *(f"python3.{minor}" for minor in range(11, 15))):
        old = tmp_path / name
        old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
        old.chmod(old.stat().st_mode | stat.S_IXUSR)
    refused = start(instance=tmp_path / "instance", PATH=f"{tmp_path}:/usr/bin:/bin", WAYMARK_PYTHON="")
    assert refused.returncode == 1
    assert "needs Python 3.11 or newer, and found: Python 3.9.2" in refused.stderr


def test_more_than_one_process_is_refused_without_postgresql(tmp_path):
    refused = start(instance=tmp_path / "instance", WAYMARK_PROCESSES="2")
    assert refused.returncode == 1
    assert "WAYMARK_PROCESSES: more than one needs PostgreSQL" in refused.stderr
    assert "says two" in start(instance=tmp_path / "instance", WAYMARK_PROCESSES="two").stderr
