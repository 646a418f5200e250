"""What holds for every log: the tables' sums, the text's numbers, the way back through the reader."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.reports.reader import read_report_text
from assistant.models.activity import Activity
from assistant.models.agency import Agency
from assistant.models.draft import Chip
from assistant.models.log_words import (
    CATEGORIES,
    CHANNELS,
    FEEDBACK_CHANNELS,
    MATTERS,
    REQUEST_RESULTS,
    RULE_CHANGES,
)
from assistant.models.report import AnnualReport, Edition, ReportFigure, Tables
from assistant.models.report_tables import APPLICANTS, DISPUTE_GROUPS, DISPUTE_RESULTS
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.chapters import chapters_in
from assistant.reporting.context import FORMAT, LAW
from assistant.reporting.draft import draft
from assistant.reporting.figures import period_of
from assistant.reporting.keys import (
    APPLICANT_KEYS,
    CATEGORY_KEYS,
    CHANNEL_KEYS,
    RESULT_KEYS,
    TICKET_KEYS,
)
from assistant.reporting.markdown import written_out
from assistant.reporting.numbers import Number, change, written
from assistant.reporting.tables import RESULTS
from assistant.reporting.telling import refreshed
from assistant.reporting.year import ReportYear, report_year
from assistant.storage.activity import StoredActivity

YEAR = 2026
AGENCY = Agency("demo", "青川县行政审批服务局", "县审批局", "510822", "青川县")
CHAPTERS = chapters_in(Path(__file__).resolve().parents[2] / "templates")

CHANGES = tuple(change for change, _ in RULE_CHANGES)

days = st.one_of(
    st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31)),
    st.dates(date(YEAR - 2, 1, 1), date(YEAR + 1, 12, 31)),
).map(date.isoformat)
quantities = st.integers(1, 100_000)
plain = st.text("更新专栏工作，。|#（）", min_size=1, max_size=20)
words = st.text("政策解读形式单一更新慢12345，。|#（）", min_size=1, max_size=20)


def entry(kind: str, **fields: st.SearchStrategy) -> st.SearchStrategy[Activity]:
    return st.builds(partial(Activity, kind), happened_on=days, quantity=quantities, **fields)


def detail(**fields: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    """Fields of a kind as the form stores them: an empty one is absent."""
    return st.fixed_dictionaries(fields).map(lambda held: {k: v for k, v in held.items() if v})


def one_of(*options: str) -> st.SearchStrategy[str]:
    return st.sampled_from(options)


activities = st.one_of(
    entry("publication", channel=one_of(*CHANNELS), category=one_of(*(c for c, _ in CATEGORIES))),
    st.one_of(*(entry(kind) for kind in ("permit", "penalty", "coercion"))),
    entry("charge", title=one_of("工本费", "政府信息公开信息处理费")),
    entry("ticket", category=one_of("", "咨询", "投诉"), detail=detail(on_time=one_of("0", "1"))),
    entry(
        "request",
        detail=detail(
            applicant=one_of(*APPLICANT_KEYS),
            result=one_of(*(result for result, _ in REQUEST_RESULTS)),
            closed_on=st.one_of(st.just(""), days),
        ),
    ),
    entry(
        "dispute",
        category=one_of(*DISPUTE_GROUPS),
        detail=detail(result=one_of(*(r for r in DISPUTE_RESULTS if r != "total"))),
    ),
    entry("document", category=one_of(*CHANGES)),
    entry("rule", category=one_of(*CHANGES)),
    entry("service"),
    entry("matter", category=one_of(*(matter for matter, _ in MATTERS))),
    entry("procurement", detail=detail(amount=st.integers(0, 9_000_000).map(str))),
    entry("item_list", category=one_of("immediate", "online", "nearby", "once", "one_visit")),
    entry("feedback", channel=one_of(*FEEDBACK_CHANNELS), detail=detail(answered=one_of("0", "1"))),
    entry("inspection", detail=detail(found=one_of("", "0", "4"))),
    entry("channel_fact", channel=one_of("site", "wechat"), category=one_of("visits", "followers")),
    entry("work", category=one_of("management", "platform", "oversight", "other"), title=plain),
    entry("training", detail=detail(people=one_of("", "30"))),
    st.builds(partial(Activity, "problem"), happened_on=days, title=words, detail=detail(evidence=words)),
    st.builds(
        partial(Activity, "measure"),
        happened_on=days,
        title=words,
        detail=detail(owner=one_of("", "政策科科长"), due=one_of("", f"{YEAR + 1}-03-31")),
    ),
)  # fmt: skip
# Left alone, hypothesis writes short logs, in which hardly two requests meet.
logs = st.one_of(*(st.lists(activities, min_size=n, max_size=n + 8) for n in (0, 12, 24))).map(
    lambda entries: [StoredActivity(f"a-{n}", e, "") for n, e in enumerate(entries)]
)
catalogues = st.one_of(
    st.just(CatalogueCounts()),
    st.builds(CatalogueCounts, *(st.integers(0, 900) for _ in range(6))),
)
COMPARED = (
    ("publications_total", "条"),
    ("permits_handled", "件"),
    ("tickets_handled", "件"),
    ("tickets_on_time_rate", "%"),
    ("requests_received", "件"),
    ("trainings", "次"),
)
last_reports = st.one_of(
    st.none(),
    st.lists(st.integers(0, 100), min_size=len(COMPARED), max_size=len(COMPARED)).map(
        lambda values: AnnualReport(
            "", YEAR - 1, Edition.CURRENT, "", "", (), Tables({}, {}, {}),
            tuple(
                ReportFigure(key, Decimal(value), unit, "", 1, 0, key=key)
                for (key, unit), value in zip(COMPARED, values, strict=True)
            ),
            (),
        )
    ),
)  # fmt: skip
years = st.builds(
    lambda entries, catalogue, last, edition: report_year(
        AGENCY, YEAR, entries, catalogue, last, edition
    ),
    logs, catalogues, last_reports, st.sampled_from((Edition.TRIAL, Edition.CURRENT)),
)  # fmt: skip
examples = settings(max_examples=40, deadline=None)


def values(year: ReportYear) -> dict[str, dict[str, int]]:
    return {
        row: {column: int(cell.value) for column, cell in cells.items()}
        for row, cells in year.tables.requests.items()
    }


@examples
@given(years)
def test_all_sums_of_the_statutory_tables_hold(year):
    rows = values(year)
    for column in APPLICANTS:
        results = sum(rows[row][column] for row in RESULTS if row in rows)
        assert rows["result_total"][column] == results
        assert (
            rows["new_received"][column] + rows["carried_over"][column]
            == rows["result_total"][column] + rows["carried_forward"][column]
        )
    for row in rows.values():
        assert row["total"] == sum(n for column, n in row.items() if column != "total")
    for cells in year.tables.disputes.values():
        assert cells["total"].value == sum(c.value for r, c in cells.items() if r != "total")


@examples
@given(logs)
def test_what_one_year_carries_forward_the_next_carries_over(entries):
    for year in range(YEAR - 2, YEAR + 1):
        this, following = (
            values(report_year(AGENCY, y, entries, CatalogueCounts(), None))
            for y in (year, year + 1)
        )
        assert this["carried_forward"] == following["carried_over"]


@examples
@given(years)
def test_breakdowns_add_up_to_their_totals(year):
    for total, parts in (
        ("publications_total", CHANNEL_KEYS.values()),
        ("publications_total", CATEGORY_KEYS.values()),
        ("tickets_handled", TICKET_KEYS.values()),
        ("requests_received", APPLICANT_KEYS.values()),
        ("requests_answered", RESULT_KEYS.values()),
    ):
        assert year.figures[total].value == sum(year.figures[part].value for part in parts)


@examples
@given(years)
def test_figures_and_tables_say_the_same(year):
    rows, art20, disputes = year.tables.requests, year.tables.art20, year.tables.disputes
    trial = year.edition is Edition.TRIAL
    decided = "decisions" if trial else "value"
    documents = art20["art20_1"]["规范性文件" if trial else "行政规范性文件"]
    pairs = {
        "requests_received": rows["new_received"]["total"],
        "requests_carried_over": rows["carried_over"]["total"],
        "requests_answered": rows["result_total"]["total"],
        "requests_carried_forward": rows["carried_forward"]["total"],
        "requests_from_legal": rows["new_received"]["legal"],
        "reviews": disputes["review"]["total"],
        "permits_handled": art20["art20_5"]["行政许可"][decided],
        "penalties": art20["art20_6"]["行政处罚"][decided],
        "coercions": art20["art20_6"]["行政强制"][decided],
        "documents_made": documents["made_new" if trial else "made"],
    }
    if trial:
        bought = art20["art20_9"]["政府集中采购"]
        pairs |= {"procurements": bought["projects"], "procurement_wan": bought["amount"]}
        assert documents["published_total"].value >= documents["published_new"].value
    else:
        pairs |= {
            "fees_wan": art20["art20_8"]["行政事业性收费"]["value"],
            "documents_repealed": documents["repealed"],
        }
        assert year.figures["documents_valid"].value in (None, documents["valid"].value)
    assert {key: year.figures[key].value for key in pairs} == {k: c.value for k, c in pairs.items()}


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


def constants(year: ReportYear) -> Iterator[str]:
    """Numbers that stand in the words themselves: of the law, the period, the hotline's name."""
    yield AGENCY.hotline
    yield from numbers(" ".join([*LAW.values(), *FORMAT.values()]))
    yield from numbers(period_of(year.year))
    yield str(year.year)


def said(chip: Chip, year: ReportYear) -> set[str]:
    """What a chip may say of its own figure, and of no other."""
    figure = year.figures[chip.figure]
    if chip.key.endswith(".change"):
        return {change(figure.value, figure.last_year, figure.unit)}
    assert figure.value is not None
    return {f"{written(figure.value)}{figure.unit}", written(figure.value)}


@examples
@given(years)
def test_no_number_of_the_text_differs_from_its_figure(year):
    drafted = draft(year, CHAPTERS)
    fixed = set(constants(year))
    # Section five quotes the log's own words, and tables are compared cell by cell below.
    problems = {paragraph.key for paragraph in drafted.sections[4].paragraphs}
    for paragraph in drafted.paragraphs:
        for part in paragraph.parts:
            if isinstance(part, Chip):
                assert part.text in said(part, year), (paragraph.key, part)
            elif isinstance(part, str) and paragraph.key not in problems:
                assert set(numbers(part)) <= fixed, (paragraph.key, part)


@examples
@given(years)
def test_every_paragraph_has_a_key_of_its_own_and_its_chips_can_be_refreshed(year):
    written_draft = draft(year, CHAPTERS)
    keys = [paragraph.key for paragraph in written_draft.paragraphs]
    assert len(set(keys)) == len(keys)
    for paragraph in written_draft.paragraphs:
        assert refreshed(paragraph, year.figures) == paragraph
        assert not set(paragraph.text) & set("⟨⟩\ue000\ue001\ue002")


TOLD = (
    "publications_total", "permits_handled", "penalties", "coercions", "fees_wan",
    "requests_received", "requests_carried_over", "requests_answered",
    "requests_carried_forward", "documents_valid", "tickets_handled", "trainings",
    "trained_people", "fee_amount",
)  # fmt: skip


@examples
@given(years)
def test_a_sentence_stands_where_its_figure_does(year):
    told = {chip.key for paragraph in draft(year, CHAPTERS).paragraphs for chip in paragraph.chips}
    for key in TOLD:
        assert (key in told) is bool(year.figures[key].value), key


@examples
@given(years)
def test_the_draft_read_back_gives_the_same_tables(year):
    read = read_report_text(written_out(draft(year, CHAPTERS)))
    assert read.tables == year.tables
    assert (read.agency, read.year, read.edition) == (AGENCY.name, YEAR, year.edition)
    assert [section.no for section in read.sections] == [1, 2, 3, 4, 5, 6]
    assert read.uncertain == ()


@examples
@given(years)
def test_the_draft_read_back_gives_the_same_figures(year):
    read = read_report_text(written_out(draft(year, CHAPTERS)))
    told: dict[str, set[Number]] = {}
    for figure in read.figures:
        if figure.key in year.figures and figure.section in (1, 6) and not figure.comparison:
            told.setdefault(figure.key, set()).add(figure.value)
    assert told == {key: {year.figures[key].value} for key in told}
    for key in ("publications_total", "permits_handled", "requests_received", "trainings"):
        assert key in told or not year.figures[key].value
