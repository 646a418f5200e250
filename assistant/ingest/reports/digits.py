"""Digits that were printed without separators, cut back into the cells they came from."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

Numbers = tuple[int, ...]

# Tries that one row is worth, a tenth of a second; a real row needs some thousand at most.
_LIMIT = 30_000


def splits(runs: Sequence[str], count: int, group: int = 0) -> Iterator[Numbers]:
    """Every way to read runs of digits as `count` integers without leading zeros.

    A number never crosses from one run to the next. With a group size, the last number of
    each group is the sum of those before it (I3 of table three, I4 of table four).
    """
    return (reading for reading in _tries(runs, count, group) if reading is not None)


def _tries(runs: Sequence[str], count: int, group: int) -> Iterator[Numbers | None]:
    """The same with a None for each dead end, so that effort can be counted."""
    walls = tuple(accumulate(len(run) for run in runs))
    return _walk("".join(runs), walls, count, group, ())


def _walk(
    digits: str, walls: tuple[int, ...], count: int, group: int, done: Numbers
) -> Iterator[Numbers | None]:
    at = (walls[-1] if walls else 0) - len(digits)
    ahead = tuple(wall for wall in walls if wall > at)
    left = count - len(done)
    if not left and not digits:
        yield done
    elif not digits or not len(ahead) <= left <= len(digits):
        yield None
    else:
        for size in _sizes(digits, ahead[0] - at, group, done):
            number = int(digits[:size])
            yield from _walk(digits[size:], walls, count, group, (*done, number))


def _sizes(digits: str, room: int, group: int, done: Numbers) -> Iterator[int]:
    """How many digits the next number may have."""
    if group and len(done) % group == group - 1:
        total = str(sum(done[len(done) - group + 1 :]))
        if len(total) <= room and digits.startswith(total):
            yield len(total)
    else:
        yield from range(1, 2 if digits[0] == "0" else room + 1)


def readings(runs: Sequence[str], count: int, group: int) -> tuple[Numbers, ...]:
    """The distinct readings that the identity (勾稽关系) of each group of numbers allows.

    Where none has exactly `count` numbers, one surplus zero is forgiven: web pages print
    rows of zeros by hand, and dropping any of them gives the same row. Empty where nothing
    fits, where a run holds anything but digits, and where it is so long that trying all
    would take too long.
    """
    if not all(run.isdigit() for run in runs):
        return ()
    exact = _few(_tries(runs, count, group))
    return exact or tuple(r for r in _few(_without_a_zero(runs, count)) if _holds(r, group))


def _few(tries: Iterator[Numbers | None]) -> tuple[Numbers, ...]:
    some = tuple(islice(tries, _LIMIT))
    return tuple(dict.fromkeys(r for r in some if r is not None)) if len(some) < _LIMIT else ()


def _without_a_zero(runs: Sequence[str], count: int) -> Iterator[Numbers | None]:
    for reading in _tries(runs, count + 1, 0):
        if reading is None:
            yield None
            continue
        for place, value in enumerate(reading):
            if value == 0:
                yield reading[:place] + reading[place + 1 :]


def _holds(numbers: Numbers, group: int) -> bool:
    starts = range(0, len(numbers), group)
    return all(sum(numbers[a : a + group - 1]) == numbers[a + group - 1] for a in starts)


def repeated(run: str, count: int) -> Numbers | None:
    """The reading of a run that is one number of two digits or more, `count` times.

    898989 is 89, 89, 89: that three unequal numbers print like this by chance is not credible.
    """
    size, odd = divmod(len(run), count)
    if odd or size < 2 or run[0] == "0" or run != run[:size] * count:
        return None
    return (int(run[:size]),) * count
