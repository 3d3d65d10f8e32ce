"""Sets everything up, then runs Waymark until Ctrl-C: server, scheduler and, outside production, the mail sink."""

import argparse
import http.client
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

from _database import has_demo, prepare_database
from _setup import PYTHON, read_env_file, set_up
from _steps import ROOT, end_group, end_with_parent, interrupt_on_sigterm, stop

THREADS = 8
HIGHEST_PORT = 65535
READY_WITHIN_SECONDS = 60
STOP_WITHIN_SECONDS = 10
LOOPBACK = "127.0.0.1"
DEMO_ACCOUNTS = """\
  The demo practice has these accounts, and 24 more clients:
    client@demo.example   a client: check-ins, best on a phone-sized screen
    coach@demo.example    their coach: who needs a conversation today, and why
    owner@demo.example    the owner of the practice
"""
NO_ACCOUNTS = """\
  There is no demo practice. One of your own, in a second terminal:
    export WAYMARK_INSTANCE={instance}
    .venv/bin/flask --app wsgi practice create "My practice" --owner-name "Ada Lind" --owner-email ada@example.org
"""


def main() -> int:
    """Run `bin/start`; answers the server's own exit code."""
    arguments = _arguments()
    interrupt_on_sigterm()
    begun = time.monotonic()
    read_env_file()
    instance = Path(arguments.instance or os.environ.get("WAYMARK_INSTANCE") or ROOT / "instance").resolve()
    _choose_environment(arguments, instance)
    if arguments.production:
        _refuse_unsafe_settings()
    processes = _processes()
    _refuse_taken_port(arguments.host, arguments.port)
    print("Setting up Waymark", flush=True)
    set_up()
    prepare_database(instance, with_demo=not (arguments.empty or arguments.production))
    server = _start_server(arguments.host, arguments.port, processes)
    try:
        _wait_until_ready(server, arguments.host, arguments.port)
        print(f"  Ready after {time.monotonic() - begun:.1f} s")
        print(_welcome(arguments, instance), flush=True)
        return server.wait()
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
        return 0
    finally:
        end_group(server, STOP_WITHIN_SECONDS)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/start", description="Sets everything up and runs Waymark.")
    parser.add_argument("--port", type=int, default=8000, help="the port of the server (8000)")
    parser.add_argument("--host", default=LOOPBACK, help=f"the address it listens at ({LOOPBACK})")
    parser.add_argument("--instance", metavar="DIR", help="folder of the database, keys and mail (instance)")
    parser.add_argument("--empty", action="store_true", help="make no demo practice in a new database")
    parser.add_argument(
        "--production", action="store_true", help="refuse unsafe settings; no demo, no mail sink"
    )
    return parser.parse_args()


def _choose_environment(arguments: argparse.Namespace, instance: Path) -> None:
    os.environ["WAYMARK_INSTANCE"] = str(instance)
    if arguments.production:
        os.environ["WAYMARK_ENV"] = "production"
    elif os.environ.get("WAYMARK_ENV") == "production":
        stop("WAYMARK_ENV=production is started with bin/start --production.")
    else:
        os.environ.setdefault("WAYMARK_PUBLIC_URL", f"http://{LOOPBACK}:{arguments.port}")


def _refuse_unsafe_settings() -> None:
    config = _config()
    faults = config.production_faults(config.from_environment())
    if faults:
        listed = "\n".join(f"  - {fault}" for fault in faults)
        stop(
            f"Waymark does not start in production with these settings:\n{listed}\n.env.example explains each."
        )


def _config() -> ModuleType:
    """Load api/config.py by itself: it needs nothing installed, and the package around it does."""
    spec = importlib.util.spec_from_file_location("waymark_config", ROOT / "api" / "config.py")
    if spec is None or spec.loader is None:
        stop("api/config.py is missing.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _processes() -> int:
    """Give how many processes are to serve, and stop where they could not."""
    said = os.environ.get("WAYMARK_PROCESSES") or "1"
    if not said.isdecimal() or int(said) < 1:
        stop(f"WAYMARK_PROCESSES is a number of processes, and says {said}.")
    if int(said) > 1 and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        stop(
            "WAYMARK_PROCESSES: more than one needs PostgreSQL (DATABASE_URL); SQLite takes one writer at a time."
        )
    return int(said)


def _refuse_taken_port(host: str, port: int) -> None:
    """Stop before anything is installed when the server could not listen in the end."""
    if not 0 < port <= HIGHEST_PORT:
        stop(f"There is no port {port}: choose one from 1024 to {HIGHEST_PORT}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            stop(f"Port {port} is for administrators. Choose one from 1024 on: bin/start --port 8000")
        except OSError as error:
            stop(
                f"Port {port} at {host} cannot be used ({error.strerror}).\nMost likely another program has it, "
                f"perhaps another Waymark. End that one, or choose another port: bin/start --port {port + 1}"
            )


def _start_server(host: str, port: int, processes: int) -> "subprocess.Popen[bytes]":
    # On SQLite one process, whose threads share the writer's queue; more are for PostgreSQL (docs/deploy.md).
    command = [str(PYTHON), "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += [
        "--workers",
        str(processes),
        "--blocking-threads",
        str(THREADS),
        "--workers-kill-timeout",
        "5",
    ]
    if processes > 1:
        command += ["--respawn-failed-workers"]  # the others go on serving meanwhile
    command += ["--log-level", "error", "wsgi:app"]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 -- this program has one thread
    )


def _wait_until_ready(server: "subprocess.Popen[bytes]", host: str, port: int) -> None:
    until = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            stop(
                f"The server ended while starting (exit code {server.returncode}); what it printed stands above."
            )
        if _is_ready(host, port):
            return
        time.sleep(0.05)
    stop(f"The server was not ready within {READY_WITHIN_SECONDS} s; what it printed stands above.")


def _is_ready(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(LOOPBACK if host == "0.0.0.0" else host, port, timeout=2)  # noqa: S104
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _welcome(arguments: argparse.Namespace, instance: Path) -> str:
    if arguments.production:
        return f"\nWaymark is running for {os.environ['WAYMARK_PUBLIC_URL']}. Ctrl-C ends it.\n"
    address = f"http://{LOOPBACK}:{arguments.port}"
    accounts = DEMO_ACCOUNTS if has_demo(instance) else NO_ACCOUNTS.format(instance=instance)
    return f"""
Waymark is running at {address}

{accounts}
  There are no passwords: type the address, then the code that is mailed to it. All mail stays on this machine:
    read it at            {address}/dev/inbox
    or in the Maildir     {instance / "mail"}

  Ctrl-C ends it.
"""


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Run it again at any time: it goes on from here.")
