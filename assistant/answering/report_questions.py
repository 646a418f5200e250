"""Questions about published reports (年报问答): figures, comparisons, follow-ups, or a passage."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.knowledge import KnownReport
from assistant.answering.pipeline import Context
from assistant.answering.report_answers import no_agency, no_year, single_answer, visible_reports
from assistant.answering.report_asks import (
    ReportAsk,
    Wanted,
    ask_from,
    hints_at_reports,
    read_ask,
)
from assistant.answering.report_comparisons import compared
from assistant.answering.report_scope import is_single, several, single
from assistant.answering.report_values import row_of
from assistant.language.normal import search_key
from assistant.models.answer import Answer, Aspect, Outcome, Source
from assistant.search.documents import Document

_SHORTEST = 12
# 培训补贴多少钱 and 12345电话多少 count nothing: they ask about an item.
_OF_ITEMS = (Aspect.TIME_LIMIT, Aspect.MATERIALS, Aspect.PHONE, Aspect.HOURS)
_FEES = ("fee_amount", "fee_count", "charges")
_HOW = re.compile("怎么|如何|怎样|哪些|措施|做法|问题|打算|计划|为什么|原因|不足")
# Whether a matter can be handled online; 网上办的有几项 asks for the list.
_ONLINE = re.compile(
    r"(?:[能可]|可以).{0,3}网上办理?(?:吗|么|嘛|不|[?。]|$)|网上(?:能|可以?).{0,2}办理?(?:吗|么|嘛|不|[?。]|$)"
)
_AND = re.compile("^(?:那|那么)?(?:和|跟|与|同)|比")
_LEAD = re.compile("^(?:那|那么|换成|还有)|呢[?。]?$")


def passages_of(known: KnownReport) -> list[Document]:
    """A report's paragraphs as searchable passages, each under its heading.

    The key is the report's address, the section's anchor and the paragraph's number.
    """
    found = []
    for section in known.report.sections:
        heading = ""
        for number, line in enumerate(section.text.split("\n")):
            paragraph = line.strip()
            if len(paragraph) < _SHORTEST or paragraph in {t for t, _ in section.subsections}:
                heading = paragraph
                continue
            title = f"{known.report.year}年{section.title}"
            found.append(
                Document(
                    key=f"{known.url}#s-{section.no}/{number}",
                    kind="passage",
                    region_code=known.region_code,
                    name="",
                    parent=f"{title}\n{heading}" if heading else title,
                    body=paragraph,
                )
            )
    return found


def report_follow_up(context: Context) -> Answer | None:
    """那2020年呢, 安康市呢, 比上年增长多少: what is left unsaid is taken from what was asked before."""
    key = search_key(context.question.text)
    if len(key) > 40:
        return None
    before = ask_from(context.before.topic)
    if before is None and not hints_at_reports(key, _year(context)):
        return None
    ask = _ask(context, key)
    named = bool(ask.years or ask.years.before or ask.agencies or ask.unknown)
    speaks = named or ask.wanted is not Wanted.VALUE
    if ask.rest > 0 or ask.about:
        return None
    if before is None:
        lost = named and not ask.metrics and ask.wanted is not Wanted.VALUE
        say = context.knowledge.say
        return Answer(Outcome.WHICH_ASPECT, say("report.which_metric")) if lost else None
    if not speaks and not ask.of_reports and not (ask.metrics and _LEAD.search(key)):
        return None
    return _answered(context, _merged(before, ask, key))


def _merged(before: ReportAsk, ask: ReportAsk, key: str) -> ReportAsk:
    """What is asked now, completed by what was asked before."""
    together = bool(_AND.search(key))
    agencies = ask.agencies or (() if ask.unknown and not together else before.agencies)
    years = ask.years
    if together and ask.agencies:
        agencies = tuple(dict.fromkeys((*before.agencies, *ask.agencies)))
    if together and len(ask.years.named) == 1 and before.years.named:
        named = tuple(dict.fromkeys((*before.years.named, *ask.years.named)))
        years = replace(ask.years, named=named)
    kept = before.years.named or ask.wanted is not Wanted.GROWTH
    if not years and kept and ask.wanted in (Wanted.VALUE, Wanted.COMPARED, Wanted.GROWTH):
        years = replace(before.years, before=ask.years.before)
    return replace(
        ask, metrics=ask.metrics or before.metrics, agencies=agencies, years=years, counts=True
    )


def answer_from_reports(context: Context) -> Answer | None:
    """A figure or a passage of a report; None where the question is about something else.

    The year is the one named (去年 counts from today), else the latest that states the
    metric. A year without a report, or a report without the figure, is said to be so.
    """
    key = search_key(context.question.text)
    if not hints_at_reports(key, _year(context)):
        return None
    ask = _ask(context, key)
    fee = context.aspect is Aspect.FEE and not set(ask.metrics) & set(_FEES)
    of_items = fee or context.aspect in _OF_ITEMS or _ONLINE.search(key)
    if not ask.of_reports or (of_items and not ask.about):
        return None
    if ask.metrics and not (ask.about and _HOW.search(key) and not ask.counts):
        return _answered(context, ask)
    if ask.unknown and not ask.agencies and context.knowledge.reports:
        return no_agency(context, ask)
    reports = single(ask, visible_reports(context, ask))
    if ask.years.named and not reports:
        return no_year(context, ask)
    return _passage(context, reports)


def _ask(context: Context, key: str) -> ReportAsk:
    knowledge = context.knowledge
    own = knowledge.agency
    reading = context.reading or knowledge.retriever.read(context.question.text.splitlines()[0])
    # Our own place needs no naming; years among the words set aside are read as years.
    places = [
        word
        for word in reading.ignored
        if not re.search(r"\d|年|最[新近]|目前|现在", word)
        and word not in own.region_name + own.name
    ]
    return read_ask(key, _year(context), knowledge.reports, own.id, places)


def _year(context: Context) -> int:
    return int(context.today[:4])


def _answered(context: Context, ask: ReportAsk) -> Answer:
    """The figures that are asked for, one or several."""
    if ask.unknown and not ask.agencies and not ask.who:
        return no_agency(context, ask)
    seen = visible_reports(context, ask)
    if not is_single(ask):
        scope = several(ask, seen, _year(context))
        return compared(context, ask, scope.reports, scope.missing)
    found = single(ask, seen)
    if len(ask.metrics) == 1:
        return single_answer(context, ask, found)
    telling = [known for known in found if any(row_of(known, key) for key in ask.metrics)]
    return compared(context, ask, (telling or found)[:1], ())


def _passage(context: Context, reports: Sequence[KnownReport]) -> Answer | None:
    """The passage that tells most of what is asked, word for word."""
    urls = {known.url: known for known in reports}
    text = context.question.text
    found = context.knowledge.retriever.passages(text, "", limit=1, of=urls)
    if not found:
        return None
    url, _, anchor = found[0].key.partition("#")
    report, as_of = urls[url].report, urls[url].as_of
    section = found[0].parent.partition("年")[2].partition("\n")[0]
    said = context.knowledge.say(
        "report.passage",
        agency=report.agency,
        year=report.year,
        section=section,
        quote=found[0].body,
    )
    place = f"{report.year}年度报告“{section}”"
    source = Source(place, f"{url}#{anchor.partition('/')[0]}", as_of)
    return Answer(Outcome.REPORT, said, confidence=0.5, sources=(source,))
