"""Runs Waymark for work on it: Flask reloads at every change, and Vite serves the app with hot modules."""

import argparse
import os
import subprocess
import time
from pathlib import Path

from _database import prepare_database
from _setup import PWA, PYTHON, node_environment, read_env_file, set_up
from _steps import ROOT, end_group, end_with_parent, interrupt_on_sigterm


def main() -> int:
    """Run `bin/dev` until Ctrl-C, or until one of the two servers has ended."""
    parser = argparse.ArgumentParser(
        prog="bin/dev", description="Runs Waymark for work on it: reloads at every change."
    )
    parser.add_argument("--port", type=int, default=8000, help="the port of Flask (8000)")
    parser.add_argument("--app-port", type=int, default=5173, help="the port of Vite (5173): open this one")
    parser.add_argument("--instance", metavar="DIR", help="folder of the database, keys and mail (instance)")
    arguments = parser.parse_args()
    interrupt_on_sigterm()
    read_env_file()
    instance = Path(arguments.instance or os.environ.get("WAYMARK_INSTANCE") or ROOT / "instance").resolve()
    os.environ["WAYMARK_INSTANCE"] = str(instance)
    os.environ.setdefault("WAYMARK_PUBLIC_URL", f"http://127.0.0.1:{arguments.port}")
    set_up(development=True)
    prepare_database(instance, with_demo=True)
    environment = node_environment() | {"WAYMARK_API": f"http://127.0.0.1:{arguments.port}"}
    commands = (
        ([PYTHON, "-m", "flask", "--app", "wsgi", "--debug", "run", "--port", str(arguments.port)], ROOT),
        (["node", "node_modules/vite/bin/vite.js", "--port", str(arguments.app_port), "--strictPort"], PWA),
    )
    servers = [
        subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=environment,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- this program has one thread
        )
        for command, folder in commands
    ]
    try:
        while all(server.poll() is None for server in servers):
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0
    finally:
        for server in servers:
            end_group(server)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
