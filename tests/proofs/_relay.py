"""The wire between a host and its database, which can be cut: python -m tests.proofs._relay SOCKET PORT.

Cut, it takes bytes and connections and passes nothing on, as a network does that loses everything. Healed, what was
under way arrives late; or the connections are gone, as after a router that forgot them.
"""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHUNK = 65_536


class Relay:
    """A process that can be stopped in the middle of anything."""

    def __init__(self, socket_path: str) -> None:
        self._path = socket_path
        self.port = 0
        self._start()

    def cut(self) -> None:
        os.kill(self._process.pid, signal.SIGSTOP)

    def heal(self, *, forgets: bool) -> None:
        """Pass on again what waits; or drop it and every connection."""
        if forgets:
            self.stop()
            self._start()
        else:
            os.kill(self._process.pid, signal.SIGCONT)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def _start(self) -> None:
        command = [sys.executable, "-m", "tests.proofs._relay", self._path, str(self.port)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.port = int(self._process.stdout.readline())


async def _serve(socket_path: str, port: int) -> None:
    async def carry(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while some := await source.read(CHUNK):
                sink.write(some)
                await sink.drain()
        except OSError:
            pass
        finally:
            sink.close()

    async def relay(near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        try:
            far, there = await asyncio.open_unix_connection(socket_path)
        except OSError:
            back.close()
            return
        await asyncio.gather(carry(near, there), carry(far, back))

    server = await asyncio.start_server(relay, "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], int(sys.argv[2])))
