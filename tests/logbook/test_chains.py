"""A year's publications: unfinished chains first, those that came too late counted."""

from assistant.logbook.chains import chains_of
from assistant.models.activity import CHAIN
from assistant.storage.activity import Brief
from assistant.workdays import Workdays

SIGNED = {f"{key}_{part}": "2026-03-02" for key, *_ in CHAIN for part in ("by", "on")}


def test_what_is_unfinished_comes_first_each_in_the_order_given():
    briefs = [
        Brief("3", "2026-03-03", SIGNED),
        Brief("2", "2026-03-02", {}),
        Brief("1", "2026-03-01", SIGNED | {"sent_on": ""}),
    ]

    chains = chains_of(briefs, Workdays())

    assert (list(chains.ids), chains.unfinished) == (["2", "1", "3"], 2)


def test_what_came_after_more_than_twenty_working_days_is_counted():
    # The 20th working day after Monday 2 March is Monday 30 March.
    briefs = [
        Brief("1", "2026-03-30", {"arose_on": "2026-03-02"}),
        Brief("2", "2026-03-31", {"arose_on": "2026-03-02"}),
        Brief("3", "2026-12-31", {}),
    ]

    assert chains_of(briefs, Workdays()).late == 1
