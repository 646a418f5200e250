"""Numbers of records: read out by telephone, kept in the order of time, never given twice."""

import multiprocessing
import re
from datetime import datetime, timedelta

from assistant.assembly import new_id, new_secret
from assistant.numbering import ALPHABET, Chance, Numbers

NOON = datetime(2026, 11, 23, 12)


def test_a_number_names_the_day_and_has_no_letter_that_is_misheard() -> None:
    numbers = [Numbers(lambda: NOON, Chance()).new() for _ in range(50)]
    assert all(re.fullmatch(r"261123-[2-9A-HJKMNP-Z]{8}", number) for number in numbers)
    assert not set("01ILO") & set(ALPHABET)


def test_of_one_moment_no_number_is_given_twice() -> None:
    standing = Numbers(lambda: NOON, Chance())
    numbers = [standing.new() for _ in range(20_000)]
    assert len(set(numbers)) == len(numbers)
    # Who knows one does not know the next: the second half is drawn.
    assert len({number[:-4] for number in numbers}) == 1
    assert all(len({number[place] for number in numbers}) == 31 for place in range(-4, 0))


def test_later_numbers_stand_behind_earlier_ones_up_to_the_last_moment_of_the_day() -> None:
    moments = [datetime(2026, 11, 23) + timedelta(seconds=s) for s in range(0, 86_400, 97)]
    moments.append(datetime(2026, 11, 23, 23, 59, 59, 999_999))
    waiting = iter(moments)
    numbers = Numbers(lambda: next(waiting), Chance())
    given = [numbers.new() for _ in moments]
    assert given == sorted(given)
    assert {len(number) for number in given} == {15}


def test_a_copy_of_the_process_gives_other_numbers() -> None:
    new_id()
    with multiprocessing.get_context("fork").Pool(1) as copy:
        theirs = copy.apply(_several)
    assert set(_several()).isdisjoint(theirs)


def test_a_secret_has_twelve_letters_and_is_not_drawn_twice() -> None:
    secrets = [new_secret() for _ in range(2000)]
    assert all(re.fullmatch("[0-9a-f]{12}", secret) for secret in secrets)
    assert len(set(secrets)) == len(secrets)
    assert all(len({secret[place] for secret in secrets}) == 16 for place in range(12))


def _several() -> list[str]:
    return [new_id() for _ in range(100)]
