"""Figures of a year: values, rows behind them, last year's values."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.ingest.reports.reader import read_report
from assistant.models.activity import Activity
from assistant.models.log_words import CATEGORIES, CHANNELS
from assistant.models.metrics import METRICS
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.definitions import DEFINITIONS
from assistant.reporting.figures import figures_of
from assistant.reporting.keys import (
    APPLICANT_KEYS,
    CATEGORY_KEYS,
    CHANNEL_KEYS,
    RESULT_KEYS,
    TICKET_KEYS,
)

NO_CATALOGUE = CatalogueCounts()
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REPORT_2019 = SHARED / "data" / "reports" / "langao-2019.txt"


def ticket(on_time: str, n: int = 1, category: str = "咨询", day: str = "2026-05-01"):
    return Activity("ticket", day, n, category=category, detail={"on_time": on_time})


def request(received: str, result: str = "", closed: str = "", who: str = "natural"):
    detail = {"applicant": who, "result": result, "closed_on": closed}
    return Activity("request", received, detail={k: v for k, v in detail.items() if v})


def values(entries, *keys, catalogue=NO_CATALOGUE, last=None):
    figures = figures_of(entries, catalogue, last, 2026)
    return {key: figures[key].value for key in keys}


def test_every_definition_gives_one_figure_that_says_what_it_means():
    figures = figures_of([], NO_CATALOGUE, None, 2026)
    assert len(figures) == len(DEFINITIONS)
    assert all(f.label and f.unit and f.meaning and f.counted for f in figures.values())


def test_every_channel_and_category_of_the_log_has_its_figure():
    figures = figures_of([], NO_CATALOGUE, None, 2026)
    assert set(CHANNEL_KEYS) == set(CHANNELS)
    assert set(CATEGORY_KEYS) == {category for category, _ in CATEGORIES}
    for keys in (CHANNEL_KEYS, CATEGORY_KEYS, TICKET_KEYS, APPLICANT_KEYS, RESULT_KEYS):
        assert set(keys.values()) <= set(figures)


def test_publications_are_counted_in_total_by_channel_and_by_category(log):
    entries = log(
        Activity("publication", "2026-01-01", 144, "site", "工作动态"),
        Activity("publication", "2026-12-31", 107, "wechat", "政策解读"),
        Activity("publication", "2026-07-01", 5, "carrier pigeon", "闲谈"),
        Activity("publication", "2025-12-31", 999, "site", "工作动态"),
    )
    assert values(
        entries,
        "publications_total",
        "publications_site",
        "publications_wechat",
        "publications_other",
        "news",
        "interpretations",
        "publications_uncategorised",
    ) == {
        "publications_total": 256,
        "publications_site": 144,
        "publications_wechat": 107,
        "publications_other": 5,
        "news": 144,
        "interpretations": 107,
        "publications_uncategorised": 5,
    }


def test_a_figure_names_the_rows_behind_it(log):
    entries = log(ticket("1"), Activity("permit", "2026-02-01", 3), ticket("0"))
    figures = figures_of(entries, NO_CATALOGUE, None, 2026)
    assert figures["tickets_handled"].rows == ("a-0", "a-2")
    assert figures["permits_handled"].rows == ("a-1",)
    assert figures["penalties"].rows == ()


def test_the_on_time_rate_is_the_share_of_tickets_and_unknown_without_any(log):
    entries = log(ticket("1", 430), ticket("0", 4), Activity("ticket", "2026-05-01", 9))
    assert values(entries, "tickets_on_time_rate", "tickets_handled", "tickets_unsorted") == {
        "tickets_on_time_rate": Decimal("99.1"),
        "tickets_handled": 443,
        "tickets_unsorted": 9,
    }
    assert values([], "tickets_on_time_rate", "tickets_handled") == {
        "tickets_on_time_rate": None,
        "tickets_handled": 0,
    }


def test_charges_are_told_in_wan_yuan_and_information_fees_in_yuan(log):
    entries = log(
        Activity("charge", "2026-05-01", 880, title="政府信息公开信息处理费"),
        Activity("charge", "2026-05-02", 120, title="工本费"),
    )
    assert values(entries, "fees_wan", "fee_amount", "fee_count") == {
        "fees_wan": Decimal("0.1"),
        "fee_amount": 880,
        "fee_count": 1,
    }


def test_requests_are_counted_by_how_they_came_and_how_they_ended(log):
    entries = log(
        request("2025-12-20", "denied_query", "2026-01-05"),
        request("2026-02-01", "denied_secret", "2026-02-20", "company"),
        request("2026-12-20", who="company"),
    )
    expected = {
        "requests_received": 2,
        "requests_carried_over": 1,
        "requests_answered": 2,
        "requests_carried_forward": 1,
        "requests_denied": 2,
        "requests_granted": 0,
        "requests_from_company": 2,
        "requests_from_natural": 0,
    }
    assert values(entries, *expected) == expected


def test_disputes_are_counted_as_reviews_and_lawsuits(log):
    entries = log(
        Activity("dispute", "2026-02-01", 2, category="review", detail={"result": "upheld"}),
        Activity("dispute", "2026-02-01", category="suit_direct", detail={"result": "other"}),
        Activity("dispute", "2025-02-01", category="review", detail={"result": "pending"}),
        Activity("dispute", "2025-02-01", category="review", detail={"result": "upheld"}),
    )
    assert values(entries, "reviews", "lawsuits") == {"reviews": 3, "lawsuits": 1}


def test_people_at_trainings_are_unknown_where_no_entry_tells_them(log):
    told = Activity("training", "2026-05-01", 2, title="条例", detail={"people": "60"})
    untold = Activity("training", "2026-06-01", title="保密")
    assert values(log(told, untold), "trainings", "trained_people") == {
        "trainings": 3,
        "trained_people": 60,
    }
    assert values(log(untold), "trained_people") == {"trained_people": None}


def test_documents_in_force_are_unknown_where_only_changes_are_logged(log, last_report, cell):
    made = Activity("document", "2026-03-01", 2, category="made")
    total = Activity("document", "2026-12-31", 9, category="valid")
    before = last_report(art20={"art20_1": {"行政规范性文件": {"valid": cell("30")}}})
    assert values(log(made), "documents_valid") == {"documents_valid": None}
    assert values(log(made, total), "documents_valid") == {"documents_valid": 9}
    assert values(log(made), "documents_valid", last=before) == {"documents_valid": 32}
    assert values([], "documents_valid") == {"documents_valid": 0}


def test_lists_come_from_the_catalogue():
    catalogue = CatalogueCounts(700, 108, 597, 60, 601, 600)
    expected = {
        "service_items": 700,
        "list_immediate": 108,
        "list_online": 597,
        "list_nearby": 60,
        "list_once": 601,
        "one_visit_items": 600,
    }
    assert values([], *expected, catalogue=catalogue) == expected
    assert values([], "list_once") == {"list_once": None}


def test_a_stock_is_dated_the_last_day_and_a_flow_the_whole_year():
    figures = figures_of([], NO_CATALOGUE, None, 2026)
    assert figures["documents_valid"].period == "2026年12月31日"
    assert figures["documents_made"].period == "2026年1月1日至2026年12月31日"


def last(report, *keys):
    figures = figures_of([], NO_CATALOGUE, report, 2026)
    return {key: figures[key].last_year for key in keys}


def test_last_years_value_comes_from_what_the_report_says_in_words(last_report):
    report = last_report(("publications_site", "144", "条"), ("tickets_on_time_rate", "99.5", "%"))
    assert last(report, "publications_site", "tickets_on_time_rate", "publications_total") == {
        "publications_site": 144,
        "tickets_on_time_rate": Decimal("99.5"),
        "publications_total": None,
    }


def test_last_years_tables_win_over_its_words(last_report, cell):
    report = last_report(
        ("permits_handled", "3700", "件"),
        art20={"art20_5": {"行政许可": {"value": cell("3663")}}},
        requests={
            row: {"total": cell("2")}
            for row in ("new_received", "na_not_held", "na_need_create", "na_unclear")
        },
        disputes={"suit_direct": {"total": cell("1")}, "suit_after_review": {"total": cell("4")}},
    )
    assert last(
        report,
        "permits_handled",
        "requests_received",
        "requests_unavailable",
        "lawsuits",
        "reviews",
    ) == {
        "permits_handled": 3663,
        "requests_received": 2,
        "requests_unavailable": 6,
        "lawsuits": 5,
        "reviews": None,
    }


def test_decisions_of_the_trial_edition_are_taken_but_its_new_column_is_not(last_report, cell):
    trial = {"prev_items": cell("0"), "delta": cell("3663"), "decisions": cell("12")}
    blank = trial | {"decisions": cell("")}
    for row, value in ((trial, 12), (blank, None)):
        report = last_report(art20={"art20_5": {"行政许可": row}})
        assert last(report, "permits_handled") == {"permits_handled": value}


def test_a_sum_is_unknown_where_one_of_its_cells_is(last_report, cell):
    report = last_report(
        disputes={"suit_direct": {"total": cell("1")}, "suit_after_review": {"total": cell("")}}
    )
    assert last(report, "lawsuits") == {"lawsuits": None}


@pytest.mark.parametrize(
    "figures",
    [
        (("trainings", "3", "次"), ("trainings", "4", "次")),
        (("trainings", "3", "期"),),
    ],
)
def test_last_years_words_that_are_not_of_one_mind_are_not_compared_with(last_report, figures):
    assert last(last_report(*figures), "trainings") == {"trainings": None}


def test_a_report_of_another_year_is_not_compared_with(last_report):
    report = last_report(("trainings", "3", "次"), year=2024)
    assert last(report, "trainings") == {"trainings": None}


def test_figures_have_the_units_in_which_reports_are_read():
    shared = [definition for definition in DEFINITIONS if definition.key in METRICS]
    assert {d.key: d.unit for d in shared} == {d.key: METRICS[d.key].unit for d in shared}
    assert len(shared) > 30


@pytest.mark.skipif(not REPORT_2019.exists(), reason="the published report is not here")
def test_a_published_report_gives_last_years_values():
    figures = figures_of([], NO_CATALOGUE, read_report(REPORT_2019, year=2019), 2020)
    expected = {
        "publications_site": 144,
        "publications_wechat": 107,
        "publications_total": None,
        "list_immediate": 108,
        "list_online": 597,
        "list_nearby": 60,
        "list_once": 601,
        "one_visit_items": 601,
        "tickets_handled": 434,
        "tickets_on_time_rate": 100,
        "permits_handled": None,
        "requests_received": None,
    }
    assert {key: figures[key].last_year for key in expected} == expected


def test_last_years_log_tells_what_no_report_states_if_it_was_kept_from_january(log):
    late = Activity("permit", "2025-06-01", 40)
    now = Activity("permit", "2026-03-01", 50)
    begun = Activity("training", "2025-01-15", 1, title="培训")
    assert figures_of(log(late, now), NO_CATALOGUE, None, 2026)["permits_handled"].last_year is None
    kept = figures_of(log(begun, late, now), NO_CATALOGUE, None, 2026)
    assert kept["permits_handled"].last_year == 40
    assert kept["penalties"].last_year is None


def test_a_report_wins_over_last_years_log(log, last_report):
    entries = log(Activity("permit", "2025-01-01", 40), Activity("permit", "2026-03-01", 50))
    report = last_report(("permits_handled", "44", "件"))
    assert figures_of(entries, NO_CATALOGUE, report, 2026)["permits_handled"].last_year == 44
