"""Turns: those who wait for one thing get it in the order in which they came."""

from collections import deque
from threading import Lock


class Turns:
    """One thing that one thread at a time may have."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    def __len__(self) -> int:
        """Give how many wait."""
        return len(self._waiting)

    def take(self, most_seconds: float) -> bool:
        """Wait for a turn, so long at the most. Says whether there is one now, which `give_back` has to end."""
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=most_seconds):
            return True
        with self._lock:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        # It was handed over while the time ran out.
        return True

    def give_back(self) -> None:
        """The next in line has a turn."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
