"""Whatever the numbers are, a table that is written out is read back."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.ingest.reports.reader import read_report_text
from assistant.models.report_tables import REQUEST_ROWS

COUNTS = st.integers(0, 20_000)
ROW = st.lists(COUNTS, min_size=6, max_size=6).map(lambda parts: [*parts, sum(parts)])
SEPARATED = ("one cell to a line", "rows of pipes", "html", "markdown", "spaces between all cells")


def read(text: str):
    tables = read_report_text(text).tables
    requests = {k: [int(c.value) for c in row.values()] for k, row in tables.requests.items()}
    disputes = [int(c.value) for group in tables.disputes.values() for c in group.values()]
    return requests, disputes


@given(
    st.fixed_dictionaries(dict.fromkeys(REQUEST_ROWS, ROW)),
    st.lists(COUNTS, min_size=15, max_size=15),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_numbers_survive_every_layout_that_parts_them(sample, layouts, rows, disputes):
    filled = replace(sample, requests=rows, disputes=disputes)
    for name in SEPARATED:
        assert read(layouts[name](filled)) == (rows, disputes), name


@given(st.dictionaries(st.sampled_from(list(REQUEST_ROWS)), st.integers(1, 9), max_size=6))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_single_digits_survive_without_separators(sample, layouts, counts):
    rows = {key: [counts.get(key, 0), 0, 0, 0, 0, 0, counts.get(key, 0)] for key in REQUEST_ROWS}
    filled = replace(sample, requests=rows, disputes=[0] * 15)
    assert read(layouts["digits run together"](filled)) == (rows, [0] * 15)
