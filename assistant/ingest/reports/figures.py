"""Figures (指标数字) that a report's narrative states, each with metric, unit and place."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.ingest.reports.attribution import COMPARED, Thread, metric
from assistant.ingest.reports.channels import channel_in
from assistant.ingest.reports.keys import key_of
from assistant.ingest.reports.places import Place, places
from assistant.ingest.reports.quantities import quantities
from assistant.ingest.reports.text import folded
from assistant.ingest.reports.zeros import zeros
from assistant.models.report import ReportFigure, Section

_NOTE = re.compile(r"\(([^()]*)\)\s*\d")
_ALL_OF_THEM = re.compile("(?:政府信息公开|信息公开|依)?申请(?:公开)?(?:件|事项)?(?:均|已|全部|都)")


def figures(preface: str, sections: tuple[Section, ...]) -> tuple[ReportFigure, ...]:
    """Every figure of the narrative in its order; section 0 is the preface.

    The same number under the same metric of a section is given once. A statement that
    nothing came in (未收到申请) is a figure of value 0, unless a 0 is printed as well.
    """
    found: list[ReportFigure] = []
    for no, text in ((0, preface), *((s.no, s.text) for s in sections)):
        printed = list(_printed(text, no))
        known = {figure.key for figure in (*found, *printed) if figure.value == 0}
        words = [zero for zero in zeros(text, no) if zero.key not in known]
        found += sorted([*printed, *words], key=lambda figure: figure.offset)
    once: dict[tuple[int, str, Decimal, str, str], ReportFigure] = {}
    for figure in found:
        note = _NOTE.search(folded(figure.quote))
        # 不予公开(内部事务)1件，不予公开(过程信息)1件 are two figures.
        key = figure.section, figure.metric, figure.value, figure.unit, note[1] if note else ""
        once.setdefault(key, figure)
    return tuple(once.values())


def _printed(text: str, no: int) -> Iterator[ReportFigure]:
    flat = folded(text)
    thread = Thread()
    told: set[tuple[Decimal, str]] = set()
    for place in places(flat, quantities(text)):
        if not _repeats(place, told):
            yield _figure(text, no, place, thread)
        told.add((place.quantity.value, place.quantity.unit))


def _repeats(place: Place, told: set[tuple[Decimal, str]]) -> bool:
    """Whether a number is only named again, as in 在主动公开的61条信息中 or 5件申请均已答复."""
    again = (place.quantity.value, place.quantity.unit) in told
    if again and not place.left.strip() and _ALL_OF_THEM.match(place.right):
        return True
    inside = re.match(r"[^,。;\n]{0,30}中,", place.right)
    return bool(inside and re.match(r"\s*(?:其中)?在", place.left))


def _figure(text: str, no: int, place: Place, thread: Thread) -> ReportFigure:
    name = metric(place, thread)
    begin, end = _quote(place, name)
    compared = COMPARED.search(place.left)
    scope = place.said.channel.full or thread.topic or channel_in(name) or thread.channel
    return ReportFigure(
        metric=name,
        value=place.quantity.value,
        unit=place.quantity.unit,
        quote=text[begin:end],
        section=no,
        offset=begin,
        key=key_of(name, place.quantity.unit, scope),
        scope=scope,
        qualifier=place.quantity.qualifier,
        comparison=compared[1] if compared else "",
    )


def _quote(place: Place, name: str) -> tuple[int, int]:
    """From the first word of the clause to the unit, or to the noun behind it that names the metric."""
    end = place.quantity.end
    if place.noun and place.noun in name:
        tail = re.match(r"[^,。;:!?、()\n\d]*", place.flat[end:])
        end += len(tail[0].rstrip()) if tail else 0
    begin = place.start
    if not place.left.strip() and place.before:
        # 46期285条: the second number is quoted with the words that both share.
        gap = place.flat[place.before.end : place.quantity.start]
        begin = place.before.start if not gap.strip(" 、") else begin
    while begin < place.quantity.start and place.flat[begin].isspace():
        begin += 1
    return begin, end
