"""Figures of the real-name chain, feedback, channels, checks and lists."""

import pytest

from assistant.models.activity import CHAIN, Activity
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.figures import figures_of
from assistant.reporting.tables import tables_of
from assistant.reporting.work_figures import missing_steps

YEAR = 2026
NOTHING_LISTED = CatalogueCounts()
SIGNED = {
    name: value
    for key, _, _ in CHAIN
    for name, value in ((f"{key}_by", "周某"), (f"{key}_on", "2026-03-01"))
}


@pytest.fixture
def value(log):
    def of(key, *entries, catalogue=NOTHING_LISTED):
        return figures_of(log(*entries), catalogue, None, YEAR)[key].value

    return of


def fact(channel, category, day, quantity):
    return Activity("channel_fact", day, quantity, channel, category)


def test_a_publication_counts_as_chained_only_when_all_four_steps_are_signed(value):
    whole = Activity("publication", "2026-03-01", 3, "site", "通知公告", detail=SIGNED)
    without = {name: text for name, text in SIGNED.items() if name != "reviewed_on"}
    broken = Activity("publication", "2026-03-01", 2, "site", "通知公告", detail=without)
    assert value("publications_chained", whole, broken) == 3
    assert value("publications_unchained", whole, broken) == 2
    assert (missing_steps(whole), missing_steps(broken)) == ((), ("审核",))


def test_what_was_published_after_more_than_20_working_days_is_late(value):
    def published(arose_on, quantity):
        detail = {"arose_on": arose_on} if arose_on else {}
        return Activity("publication", "2026-03-31", quantity, "site", "通知公告", detail=detail)

    # Weekdays only: 20 working days before Tuesday 31 March is Tuesday 3 March.
    in_time, late = published("2026-03-03", 5), published("2026-03-02", 2)
    assert value("publications_late", published("", 9)) is None
    assert value("publications_late", in_time, late, published("", 9)) == 2


def test_a_total_of_the_log_wins_over_the_catalogue(value):
    logged = Activity("item_list", "2026-06-30", 108, category="immediate")
    later = Activity("item_list", "2026-12-31", 110, category="immediate")
    counts = CatalogueCounts(immediate=7, online=9)
    assert value("list_immediate", logged, later, catalogue=counts) == 110
    assert value("list_online", logged, later, catalogue=counts) == 9


def test_changes_of_the_catalogue_come_from_its_versions(value):
    counts = CatalogueCounts(added=3, changed=12)
    assert value("items_added", catalogue=counts) == 3
    assert value("items_changed", catalogue=counts) == 12
    assert value("items_changed") is None


def test_visits_are_summed_and_followers_are_the_last_total(value):
    rows = (
        fact("site", "visits", "2026-01-31", 100),
        fact("site", "visits", "2026-02-28", 50),
        fact("wechat", "followers", "2026-01-31", 900),
        fact("wechat", "followers", "2026-12-31", 1200),
    )
    assert value("site_visits", *rows) == 150
    assert value("wechat_followers", *rows) == 1200
    assert value("wechat_reads", *rows) is None


def test_feedback_is_counted_by_channel_and_by_whether_it_was_answered(value):
    rows = [
        Activity("feedback", "2026-05-01", n, channel, "建议", detail={"answered": done})
        for n, channel, done in ((2, "box", "1"), (3, "wechat", "0"))
    ]
    assert value("feedback_total", *rows) == 5
    assert value("feedback_answered", *rows) == 2
    assert value("feedback_wechat", *rows) == 3


def test_procurement_is_counted_in_projects_and_wan(value):
    row = Activity("procurement", "2026-05-01", 2, detail={"amount": "125000"})
    assert value("procurements", row) == 2
    assert str(value("procurement_wan", row)) == "12.5"


def test_findings_are_unknown_until_an_inspection_tells_them(value):
    silent = Activity("inspection", "2026-05-01", category="自查", title="栏目自查")
    telling = Activity("inspection", "2026-06-01", category="自查", detail={"found": "0"})
    assert value("inspection_findings", silent) is None
    assert value("inspection_findings", silent, telling) == 0
    assert value("inspections", silent, telling) == 2


def test_rules_have_a_row_of_their_own_in_table_two(log):
    rows = log(
        Activity("rule", "2026-05-01", 1, category="made"),
        Activity("rule", "2025-05-01", 4, category="valid"),
        Activity("document", "2026-05-01", 2, category="made"),
    )
    table = tables_of(rows, YEAR).art20["art20_1"]
    assert {c: cell.raw for c, cell in table["规章"].items()} == {
        "made": "1",
        "repealed": "0",
        "valid": "5",
    }
    assert table["行政规范性文件"]["made"].raw == "2"
