"""Checks of the narrative's figures against the tables and the log."""

import re
from collections.abc import Iterator, Sequence

from assistant.ingest.reports.against_tables import (
    DISPUTE_KEYS,
    REQUEST_KEYS,
    dispute_figures,
    dispute_values,
    fits,
    request_values,
    unlike_table,
)
from assistant.ingest.reports.statements import own_figures, speaks_of_before
from assistant.language.amounts import shown
from assistant.models.metrics import METRICS
from assistant.models.report import ReportFigure
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import place_of

_TABLE_TWO: Sequence[tuple[re.Pattern[str], str, str, str]] = (
    (re.compile("行政许可"), "art20_5", "行政许可", "value"),
    (re.compile("行政处罚"), "art20_6", "行政处罚", "value"),
    (re.compile("行政强制"), "art20_6", "行政强制", "value"),
    (re.compile("(?:制发|制定|出台|印发).{0,4}规范性文件"), "art20_1", "行政规范性文件", "made"),
    (re.compile("废止.{0,6}规范性文件"), "art20_1", "行政规范性文件", "repealed"),
    (re.compile("行政事业性收费"), "art20_8", "行政事业性收费", "value"),
)
_DECIDED = re.compile(
    "办结|办理|作出|做出|实施|准予|许可决定|处罚决定|制发|制定|出台|印发|废止|收取|收费"
)
_PUBLISHED = re.compile("公开|公示|发布|公布|信息|事项|目录|清单|录入|归集|上传|培训|检查")


def requests(case: Case) -> Iterator[Spot]:
    """C-NAR1: requests in the narrative are those of table three."""
    for key in REQUEST_KEYS:
        if found := unlike_table(case.report, key):
            yield _unlike(found[0], f"表三为 {shown(found[1])}", "以台账为准，改正文或表三。")


def _unlike(figure: ReportFigure, told: str, remedy: str) -> Spot:
    return Spot(
        place_of(figure.section),
        f"“{figure.quote}”，{told}",
        remedy,
        figure.section,
        figure.offset,
    )


def disputes(case: Case) -> Iterator[Spot]:
    """C-NAR2: reviews and lawsuits in the narrative are those of table four."""
    for key in DISPUTE_KEYS:
        if found := unlike_table(case.report, key):
            told = f"表四为 {shown(found[1])}"
            yield _unlike(found[0], told, "以案件台账为准，改正文或表四。")


def none_at_all(case: Case) -> Iterator[Spot]:
    """C-NAR3: what is said not to have happened is 0 in the table."""
    report = case.report
    found = [("requests_received", own_figures(report, "requests_received"), "表三")]
    found += [(key, dispute_figures(report, key), "表四") for key in DISPUTE_KEYS]
    for key, figures, table in found:
        if not figures or any(figure.value for figure in figures):
            continue
        values = request_values(report, key) if table == "表三" else dispute_values(report, key)
        if values and values[0] > 0:
            told = f"{table}为 {shown(values[0])}"
            yield _unlike(figures[0], told, f"核对是否真的没有发生，改正文或{table}。")


def table_two(case: Case) -> Iterator[Spot]:
    """C-NAR4: permits, documents and fees in the narrative are those of table two."""
    report = case.report
    for words, block, row, column in _TABLE_TWO:
        cell = report.tables.art20.get(block, {}).get(row, {}).get(column)
        unit = "万元" if block == "art20_8" else "件"
        figures = [
            figure
            for figure in report.figures
            if figure.unit == unit
            and words.search(figure.metric)
            and _DECIDED.search(figure.quote)
            and not _PUBLISHED.search(figure.metric)
            and not (figure.qualifier or figure.comparison)
            and not speaks_of_before(report, figure)
        ]
        if cell and cell.value is not None and figures and not fits(figures, [cell.value]):
            told = f"表二“{row}”为 {shown(cell.value)}"
            yield _unlike(figures[0], told, "核对两处的口径；口径不同的，在正文中写明。")


def logged(case: Case) -> Iterator[Spot]:
    """C-NAR8: every figure of the narrative that the log can know stands in it."""
    if case.logged is None:
        return
    for figure in case.report.figures:
        if figure.key not in METRICS or figure.comparison:
            continue
        source = case.logged.get(figure.key)
        if source is None:
            yield _unlike(figure, "台账中没有对应的记录", "补登台账，或删去没有依据的数字。")
        elif source != figure.value:
            yield _unlike(figure, f"台账为 {shown(source)}", "以台账为准改正，或补登台账。")


CHECKS = (
    Check("C-NAR1", "error", "正文的申请数与表三一致", requests),
    Check("C-NAR2", "error", "正文的复议诉讼数与表四一致", disputes),
    Check("C-NAR3", "error", "写明没有发生的，表中为 0", none_at_all),
    Check("C-NAR4", "warning", "正文的许可、文件、收费数与表二一致", table_two),
    Check("C-NAR8", "warning", "正文的数字都有台账依据", logged),
)
