"""Numbers of records (编号): short enough to be read out, rising with time, never given twice."""

import os
import struct
from collections.abc import Callable
from datetime import datetime
from threading import Lock

# Without 0, 1, I, L and O, which are heard and read one for another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_PAIRS = tuple(first + second for first in ALPHABET for second in ALPHABET)
_TICKS = len(_PAIRS) ** 2
_AT_ONCE = 256
_DAY_SECONDS = 86_400


class Numbers:
    """Gives numbers such as 261123-H7R5J2KC: the day, four letters of its time, four random ones.

    A table that is kept by them has its latest rows side by side: a row more changes one
    page of the disk, not another one each time.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._began = ""
        self._given: set[str] = set()
        self._random: list[int] = []
        self._lock = Lock()
        # A copy of this process would give the same ones.
        os.register_at_fork(after_in_child=self._random.clear)

    def new(self) -> str:
        """A number that was not given before."""
        moment = self._clock()
        seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second + moment.microsecond / 1e6
        began = f"{moment:%y%m%d}-{_letters(int(seconds * _TICKS / _DAY_SECONDS))}"
        with self._lock:
            if began != self._began:
                self._began = began
                self._given.clear()
            while (ended := _letters(self._drawn() % _TICKS)) in self._given:
                pass
            self._given.add(ended)
        return began + ended

    def _drawn(self) -> int:
        """64 random bits; asked of the system many at once: asking takes longer than all the rest."""
        if not self._random:
            self._random.extend(struct.unpack(f"{_AT_ONCE}Q", os.urandom(8 * _AT_ONCE)))
        return self._random.pop()


def _letters(number: int) -> str:
    first, second = divmod(number, len(_PAIRS))
    return _PAIRS[first] + _PAIRS[second]
