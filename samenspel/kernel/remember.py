"""A small memory of one process: an answer asked a thousand times a second is read once in a few seconds.

Only for public data (programme, prices, counts): what is remembered here is the same for every asker. Nothing is taken or
sold on a remembered answer; the commands look again.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")

_all: list["Memory[object]"] = []


class Memory(Generic[Value]):
    """Answers by key, each for `ttl_s` seconds, at most `size` of them: the one not used for longest goes first."""

    def __init__(self, *, ttl_s: float, size: int) -> None:
        self.ttl_s = ttl_s
        self.size = size
        self._kept: OrderedDict[Hashable, tuple[float, Value]] = OrderedDict()
        self._lock = Lock()
        _all.append(self)  # type: ignore[arg-type]

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The remembered answer, else what `make` says now. Two threads may both make it; that costs time, never truth."""
        kept = self.peek(key)
        if kept is not None:
            return kept
        value = make()
        self.keep(key, value)
        return value

    def peek(self, key: Hashable) -> Value | None:
        """The remembered answer, or None."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or monotonic() >= kept[0]:
                return None
            self._kept.move_to_end(key)
            return kept[1]

    def keep(self, key: Hashable, value: Value) -> None:
        """Remember this from now on."""
        with self._lock:
            self._kept[key] = (monotonic() + self.ttl_s, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self.size:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()


def forget_everything() -> None:
    """Empty every memory of this process: after a load, and between tests."""
    for memory in _all:
        memory.forget()
