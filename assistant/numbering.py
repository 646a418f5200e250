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


class Chance:
    """Random numbers that nobody guesses, asked of the system many at once.

    Asking it for each would take longer than all the rest of a number.
    """

    def __init__(self) -> None:
        self._held: list[int] = []
        # A copy of this process would draw the same ones.
        os.register_at_fork(after_in_child=self._held.clear)

    def draw(self) -> int:
        """64 random bits."""
        while True:
            try:
                return self._held.pop()
            # Another thread may have taken the last one.
            except IndexError:
                self._held.extend(struct.unpack(f"{_AT_ONCE}Q", os.urandom(8 * _AT_ONCE)))


class Numbers:
    """Gives numbers such as 261123-H7R5J2KC: the day, four letters of its time, four random ones.

    A table that is kept by them has its latest rows side by side: a row more changes one
    page of the disk, not another one each time.
    """

    def __init__(self, clock: Callable[[], datetime], chance: Chance) -> None:
        self._clock = clock
        self._chance = chance
        self._began = ""
        self._given: set[str] = set()
        self._lock = Lock()

    def new(self) -> str:
        """A number that was not given before."""
        moment = self._clock()
        seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second + moment.microsecond / 1e6
        # %y%m%d would take longer than the whole number.
        day = f"{moment.year % 100:02}{moment.month:02}{moment.day:02}"
        began = f"{day}-{_letters(int(seconds * _TICKS / _DAY_SECONDS))}"
        with self._lock:
            if began != self._began:
                self._began = began
                self._given.clear()
            while (ended := _letters(self._chance.draw() % _TICKS)) in self._given:
                pass
            self._given.add(ended)
        return began + ended


def _letters(number: int) -> str:
    first, second = divmod(number, len(_PAIRS))
    return _PAIRS[first] + _PAIRS[second]
