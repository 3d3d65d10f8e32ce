"""A mail server in a process of its own: what it has taken is one file a message, and nothing else is believed.

python -m tests.proofs._witness FOLDER [--faults SEED] [--slow SECONDS]: prints its port, then serves until SIGTERM.
With faults, 5 % of recipients are put off, 1 % of addresses refused for good, .5 % of messages cut off once taken.
"""

import argparse
import asyncio
import hashlib
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import Path

from aiosmtpd.smtp import SMTP

ROOT = Path(__file__).resolve().parents[2]
PUT_OFF, REFUSED, CUT = 0.05, 0.01, 0.005
REFUSAL = "550 5.1.1 No such person here"


class Sink:
    """aiosmtpd's handler: a message is taken once its file has its name."""

    def __init__(self, folder: Path, faults: int | None, slow: float) -> None:
        self._folder, self._slow, self._taken = folder, slow, 0
        self._has_faults = faults is not None
        self._random = random.Random(faults)

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 -- aiosmtpd's name
        if self._has_faults and is_refused(address):
            return REFUSAL
        if self._has_faults and self._random.random() < PUT_OFF:
            return "451 4.7.1 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Known"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 -- aiosmtpd's name
        # Slow before it takes anything: the time in which a worker that hoped is wrong.
        await asyncio.sleep(self._slow)
        self._taken += 1
        draft = self._folder / f".{self._taken}"
        draft.write_bytes(envelope.original_content)
        draft.rename(self._folder / f"{self._taken:07d}")
        if self._has_faults and self._random.random() < CUT:
            server.transport.abort()
        return "250 2.0.0 Taken"


def is_refused(address: str) -> bool:
    """Say whether the server with faults knows nobody at this address."""
    if not address.startswith("client"):
        return False
    return int(hashlib.sha256(address.encode()).hexdigest(), 16) % 1000 < REFUSED * 1000


@dataclass(frozen=True)
class Taken:
    """What the files say."""

    ids_of: dict[str, set[str]]
    """By address, the Message-IDs that came there."""
    copies: Counter
    """By Message-ID, how often it came."""

    @property
    def extra(self) -> int:
        return sum(self.copies.values()) - len(self.copies)


class Witness:
    """The server, started and ended by a proof."""

    def __init__(self, folder: Path, *, faults: int | None = None, slow: float = 0) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.proofs._witness", str(folder), "--slow", str(slow)]
        if faults is not None:
            command += ["--faults", str(faults)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.port = int(self._process.stdout.readline())

    def count(self) -> int:
        """Say how many messages have been taken."""
        return sum(1 for entry in os.scandir(self.folder) if not entry.name.startswith("."))

    def read(self, prefix: str = "client") -> Taken:
        """Read every file: messages to addresses that begin so."""
        ids_of, copies = defaultdict(set), Counter()
        for file in self.folder.glob("[0-9]*"):
            head = BytesHeaderParser().parsebytes(file.read_bytes())
            if head["To"].startswith(prefix):
                ids_of[head["To"]].add(head["Message-ID"])
                copies[head["Message-ID"]] += 1
        return Taken(dict(ids_of), copies)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._process.stdout.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--faults", type=int)
    parser.add_argument("--slow", type=float, default=0)
    asked = parser.parse_args()
    sink = Sink(asked.folder, asked.faults, asked.slow)

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(sink, hostname="localhost", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0
        )
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(serve())


if __name__ == "__main__":
    main()
