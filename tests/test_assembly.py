"""The parts that everything is put together from."""

import multiprocessing
import re

from assistant.assembly import new_id


def test_numbers_name_the_day_can_be_read_out_and_never_repeat() -> None:
    numbers = [new_id() for _ in range(5000)]
    assert len(set(numbers)) == len(numbers)
    # Without 0, 1, I and O, which are heard and read one for another.
    assert all(re.fullmatch(r"\d{6}-[2-9A-HJ-NP-Z]{8}", number) for number in numbers)
    for place in range(7, 15):
        assert len({number[place] for number in numbers}) == 31


def test_a_copy_of_the_process_gives_out_other_numbers() -> None:
    new_id()
    with multiprocessing.get_context("fork").Pool(1) as copy:
        theirs = copy.apply(_several)
    assert set(_several()).isdisjoint(theirs)


def _several() -> list[str]:
    return [new_id() for _ in range(100)]
