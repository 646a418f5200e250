"""Checks of the narrative's figures against the tables and the log."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.models.metrics import METRICS
from assistant.models.report import AnnualReport, ReportFigure
from assistant.models.report_tables import REQUEST_GROUPS
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import number, place_of, sentence_of, shown

_ROWS: Mapping[str, tuple[str, ...]] = {
    "requests_granted": ("granted",),
    "requests_partial": ("partial",),
    "requests_denied": REQUEST_GROUPS["（三）不予公开"],
    "requests_unavailable": REQUEST_GROUPS["（四）无法提供"],
    "requests_unprocessed": REQUEST_GROUPS["（五）不予处理"],
    "requests_carried_over": ("carried_over",),
    "requests_carried_forward": ("carried_forward",),
}
_DISPUTES: Mapping[str, tuple[str, ...]] = {
    "reviews": ("review",),
    "lawsuits": ("suit_direct", "suit_after_review"),
}
_BY_CHANNEL = re.compile("网络|网上|线上|在线|信函|信件|当面|现场|邮件|邮箱|邮寄|传真|平台|其中")
# 予以公开及部分公开 42 件 counts two rows at once.
_SEVERAL = re.compile(
    "公开(?:、|和|及|与|或|以及)(?:部分|不予|予以)?公开|公开[、和及与](?:无法|不予)"
)
_ABOUT_OPENNESS = re.compile("公开|依申请")
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


def own_figures(report: AnnualReport, key: str) -> list[ReportFigure]:
    """Exact figures of a key that speak of the report's own year."""
    return [
        figure
        for figure in report.figures
        if figure.key == key
        and not (figure.qualifier or figure.comparison)
        and not speaks_of_before(report, figure)
    ]


def speaks_of_before(report: AnnualReport, figure: ReportFigure) -> bool:
    """Whether the words up to a figure name an earlier year."""
    sentence = sentence_of(report, figure)
    words = sentence[: sentence.find(figure.quote) + len(figure.quote)]
    earlier = "|".join(str(report.year - back) for back in (1, 2, 3)) if report.year else "(?!)"
    return bool(re.search(rf"去年|上年(?!度?结转)|上一年(?!度?结转)|(?:{earlier})\s*年", words))


def requests(case: Case) -> Iterator[Spot]:
    """C-NAR1: requests in the narrative are those of table three."""
    report = case.report
    if not report.tables.requests:
        return
    for key in ("requests_received", *_ROWS):
        every = own_figures(report, key)
        figures = [f for f in every if f.value > 0 and not _SEVERAL.search(f.metric)]
        accepted = _accepted(report, key)
        if not figures or not accepted or _fits(figures, accepted):
            continue
        figure = figures[0]
        by_channel = _BY_CHANNEL.search(sentence_of(report, figure))
        if key == "requests_received" and by_channel and figure.value <= max(accepted):
            continue
        yield _unlike(figure, f"表三为 {shown(accepted[0])}", "以台账为准，改正文或表三。")


def _accepted(report: AnnualReport, key: str) -> list[Decimal]:
    """Values that table three allows, the plainest first; empty where it does not tell."""
    if key == "requests_received":
        new, over = (_total(report, row) for row in ("new_received", "carried_over"))
        return [] if new is None else [new, new + (over or 0)]
    parts = [_total(report, row) for row in _ROWS[key]]
    known = [part for part in parts if part is not None]
    if not known or (len(known) < len(parts) and key != "requests_denied"):
        return []
    return [Decimal(sum(known)), *(part for part in known if part)]


def _total(report: AnnualReport, row: str) -> Decimal | None:
    return number(report.tables.requests.get(row, {}).get("total"))


def _fits(figures: Sequence[ReportFigure], accepted: Sequence[Decimal]) -> bool:
    values = [figure.value for figure in figures]
    return not {*values, Decimal(sum(values))}.isdisjoint(accepted)


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
    for key in _DISPUTES:
        figures = [f for f in _dispute_figures(case.report, key) if f.value > 0]
        accepted = _dispute_values(case.report, key)
        if figures and accepted and not _fits(figures, accepted):
            told = f"表四为 {shown(accepted[0])}"
            yield _unlike(figures[0], told, "以案件台账为准，改正文或表四。")


def _dispute_figures(report: AnnualReport, key: str) -> list[ReportFigure]:
    """Those about disclosure: a justice bureau also counts the reviews it hears."""
    return [
        figure
        for figure in own_figures(report, key)
        if figure.section == 4 or _ABOUT_OPENNESS.search(sentence_of(report, figure))
    ]


def _dispute_values(report: AnnualReport, key: str) -> list[Decimal]:
    groups = report.tables.disputes
    values = {g: {c: number(cell) for c, cell in columns.items()} for g, columns in groups.items()}
    own = [values.get(group, {}).get("total") for group in _DISPUTES[key]]
    every = [columns.get("total") for columns in values.values()]
    if not groups or None in own or None in every:
        return []
    cells = [v for g in _DISPUTES[key] for v in values[g].values() if v]
    return [
        sum(v for v in own if v) or Decimal(0),
        sum(v for v in every if v) or Decimal(0),
        *cells,
    ]


def none_at_all(case: Case) -> Iterator[Spot]:
    """C-NAR3: what is said not to have happened is 0 in the table."""
    report = case.report
    found = [("requests_received", own_figures(report, "requests_received"), "表三")]
    found += [(key, _dispute_figures(report, key), "表四") for key in _DISPUTES]
    for key, figures, table in found:
        if not figures or any(figure.value for figure in figures):
            continue
        values = _accepted(report, key) if table == "表三" else _dispute_values(report, key)
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
        if cell and cell.value is not None and figures and not _fits(figures, [cell.value]):
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
