"""Checks of percentages: shares of a total, and growth against last year's report."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from assistant.ingest.reports.quantities import Quantity, quantities
from assistant.ingest.reports.statements import sentence_of
from assistant.ingest.reports.text import folded
from assistant.language.amounts import shown
from assistant.models.report import AnnualReport, ReportFigure
from assistant.reporting.checks.model import Case, Check, Spot
from assistant.reporting.checks.views import follows, place_of, texts_of

# 占 right behind the part that it measures.
_SHARE = re.compile(r"^[^\d。;\n]{0,6}占(?:比|总数|总量|全部)?[^\d,。;\n]{0,14}$")
_GROWTH = re.compile("(?:同比|较|比|与).{0,16}?(?P<way>增长|上升|增加|提高|下降|减少|降低)")
_MOST = 40


def percentages(case: Case) -> Iterator[Spot]:
    """C-NAR6: a share is part by whole, growth is this year by last, to the digits shown."""
    for no, text in texts_of(case.report):
        yield from _shares(no, text)
    yield from _told_apart(case.report)
    if case.last_year and follows(case.report, case.last_year):
        for figure in case.report.figures:
            if spot := _growth(case, figure):
                yield spot


def _shares(no: int, text: str) -> Iterator[Spot]:
    flat = folded(text)
    found = quantities(text)
    for before, q in pairwise(found):
        between = flat[before.end : q.start]
        if q.unit != "%" or before.unit == "%" or not _SHARE.match(between):
            continue
        start = max(flat.rfind("\n", 0, q.start), q.start - 600)
        wholes = [
            w
            for w in found
            if start < w.start < before.start and w.unit == before.unit and w.value >= before.value
        ][-_MOST:]
        if wholes and (verdict := _verdict(before, q, wholes)):
            right, severe = verdict
            quote = " ".join(text[max(0, before.start - 8) : q.end].split())
            why = f"“{quote}”，按正文的总数应为 {right}%"
            yield Spot(
                place_of(no),
                why,
                "按“部分÷总数”重新计算，四舍五入。",
                no,
                before.start,
                None if severe else "info",
            )


def _told_apart(report: AnnualReport) -> Iterator[Spot]:
    """主动公开的政府信息占 15.4%: a share whose part and whole are told in another sentence."""
    for figure in report.figures:
        if figure.unit != "%" or not figure.metric.endswith("占比") or figure.qualifier:
            continue
        name = figure.metric.removesuffix("占比").replace("的", "")
        before = [
            f
            for f in report.figures
            if f.section == figure.section and f.offset < figure.offset and f.unit != "%"
        ]
        parts = [f for f in before if f.metric.replace("的", "") == name]
        wholes = [f for f in before if parts and f.unit == parts[0].unit and "总" in f.metric]
        if len(parts) != 1 or len(wholes) != 1 or not wholes[0].value:
            continue
        part, whole, unit = parts[0].value, wholes[0].value, _last_digit(figure.value)
        right = 100 * part / whole
        if abs(right - figure.value) > unit:
            why = f"“{figure.quote}”，{shown(part)}÷{shown(whole)} 应为 {shown(_rounded(right, unit))}%"
            remedy = "按“部分÷总数”重新计算，四舍五入。"
            yield Spot(place_of(figure.section), why, remedy, figure.section, figure.offset)


def _verdict(part: Quantity, rate: Quantity, wholes: list[Quantity]) -> tuple[str, bool] | None:
    """The right share and whether the printed one is far from it; None where it is right."""
    unit = _last_digit(rate.value)
    exact = [100 * part.value / w.value for w in wholes if w.value]
    if not exact or any(_rounded(e, unit) == rate.value for e in exact) or rate.qualifier:
        return None
    nearest = min(exact, key=lambda e: abs(e - rate.value))
    close = abs(nearest - rate.value) <= unit
    return shown(_rounded(nearest if close else max(exact), unit)), not close


def _last_digit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(int(exponent), 0) if isinstance(exponent, int) else 0)


def _rounded(value: Decimal, unit: Decimal) -> Decimal:
    return value.quantize(unit, ROUND_HALF_UP)


def _growth(case: Case, figure: ReportFigure) -> Spot | None:
    """The growth of the figure that stands right before it, where last year's report has it too."""
    if figure.unit != "%" or not figure.comparison or case.last_year is None:
        return None
    way = _GROWTH.search(figure.quote)
    ahead = [
        f
        for f in case.report.figures
        if f.section == figure.section and f.offset < figure.offset and f.key and f.unit != "%"
    ]
    if (
        not way
        or not ahead
        or sentence_of(case.report, ahead[-1]) != sentence_of(case.report, figure)
    ):
        return None
    now = ahead[-1]
    then = {f.value for f in case.last_year.figures if (f.key, f.unit) == (now.key, now.unit)}
    if len(then) != 1 or not (last := then.pop()):
        return None
    growth = 100 * (now.value - last) / last
    growth = -growth if way["way"] in ("下降", "减少", "降低") else growth
    unit = _last_digit(figure.value)
    if abs(growth - figure.value) <= unit:
        return None
    why = f"“{figure.quote}”：本年 {shown(now.value)}，上年报告 {shown(last)}，应为 {shown(_rounded(growth, unit))}%"
    remedy = "按（本年－上年）÷上年重新计算。"
    return Spot(place_of(figure.section), why, remedy, figure.section, figure.offset)


CHECKS = (Check("C-NAR6", "warning", "百分比和增幅算得对", percentages),)
