"""Checks of sums in running text: parts of a total, channels of a total, itemised fees."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.ingest.reports.quantities import Quantity, quantities
from assistant.ingest.reports.statements import own_figures, sentence_of
from assistant.ingest.reports.text import folded
from assistant.language.amounts import shown
from assistant.models.report import AnnualReport, ReportFigure
from assistant.reporting.checks.listed import Listed, lists_in, runs, total_of
from assistant.reporting.checks.model import Case, Check, Severity, Spot
from assistant.reporting.checks.views import place_of, section_of, texts_of

_REST = re.compile("其他|其它|其余|另外|剩余")
_CHANNEL = re.compile(
    r"[,:;、]\s*(?:(?:通过|利用|依托|在|经|借助)[^,。;]{2,40}|[^,。;、]{0,10}"
    r"(?:网站|门户|公众号|微信|微博|抖音|新媒体|公示栏|公开栏|报刊|电视)[^,。;、]{0,8})$"
)
_SUMMED = re.compile(r"[,;、]\s*(?:共计|合计|总计|累计|总共)[^,;。、\d]{0,12}$")
_FEES = re.compile("信息处理费|处理费|收费|收取")
_SUM_MARK = re.compile("共|合计|总计|总额|总金额|累计")
_BASES = ("requests_received", "requests_answered", "requests_carried_over")
_RESULTS = (
    "requests_granted",
    "requests_partial",
    "requests_denied",
    "requests_unavailable",
    "requests_unprocessed",
)
_WAY = re.compile(
    "^(?:信函|信件|网络|网上|网站|当面|现场|传真|邮件|邮寄|在线|线上|线下|书面).{0,3}申请"
)
# Numbers that one sentence may have; a real one has some thirty.
_MOST = 60
_MANY = 6
_NEAR = (Decimal("0.8"), Decimal("1.25"))


def parts(case: Case) -> Iterator[Spot]:
    """C-NAR5: the parts of a list sum up to its total; with 等 or 主要 they are not more."""
    for no, text in texts_of(case.report):
        flat = folded(text)
        for listed in lists_in(text):
            if verdict := _verdict(listed, flat):
                severity, run = verdict
                yield _spot(no, text, listed.totals[0], run, severity)
        yield from _channels(no, text)
        yield from _summed(no, text)
    yield from _splits(case.report)


def _spot(no: int, text: str, total: Quantity, run: Sequence[Quantity], severity: Severity) -> Spot:
    start = max(0, min(total.start, run[0].start) - 16)
    quote = " ".join(text[start : max(total.end, run[-1].end)].split())
    quote = quote if len(quote) <= 90 else f"{quote[:40]}……{quote[-40:]}"
    why = f"“{quote}”：总数 {shown(total.value)}，各项之和 {shown(total_of(run))}"
    remedy = "逐项核对，使各项之和等于总数；没有列全的，写明“等”或“主要”。"
    return Spot(place_of(no), why, remedy, no, total.start, severity)


def _verdict(listed: Listed, flat: str) -> tuple[Severity, list[Quantity]] | None:
    total = listed.totals[0]
    if total.qualifier:
        return None
    ways = [way for way in runs(listed) if way]
    if not ways or not _totals(listed).isdisjoint(total_of(way) for way in ways):
        return None
    run = _kindest(listed)
    whole, share = total_of(run), total.value
    if len(run) == 1 or "其中" in flat[run[0].end : run[-1].start]:
        return ("warning", run) if len(run) == 1 and _exceeds(listed, whole) else None
    if _is_nested(run, share) or _falls_apart(run, share):
        return None
    if whole > share:
        leftover = any(total_of(run[:at]) == share for at in range(2, len(run)))
        return ("warning" if listed.loose or leftover else "error"), run
    named = bool(_REST.search(flat[listed.start : listed.stop]))
    if listed.loose or not _is_exhaustive(len(run), whole, share, named):
        return None
    return "error", run


def _kindest(listed: Listed) -> list[Quantity]:
    """The parts without those of other deeds or with them, whichever comes nearer to the total."""
    own, main = runs(listed)[:2]
    if len(own) < 2:
        return own
    return min((own, main), key=lambda way: abs(total_of(way) - listed.totals[0].value))


def _totals(listed: Listed) -> set[Decimal]:
    """What the parts may sum up to: a number before them, or some in a row (新收 9 件，结转 1 件)."""
    values = [q.value for q in listed.totals if q.unit == listed.totals[0].unit]
    return {Decimal(sum(values[i:j])) for i in range(len(values)) for j in range(i + 1, i + 4)}


def _exceeds(listed: Listed, part: Decimal) -> bool:
    return all(part > total.value for total in listed.totals)


def _is_exhaustive(count: int, whole: Decimal, total: Decimal, named: bool) -> bool:
    """Whether parts that fall short of their total were meant to be all of them."""
    return named or whole >= total * _NEAR[0] or (count >= _MANY and 2 * whole >= total)


def _is_nested(run: Sequence[Quantity], total: Decimal) -> bool:
    """Whether some parts break the part before them down (网站 300 条，动态 200 条、公告 100 条)."""
    for head in range(len(run) - 2):
        for stop in range(head + 3, len(run) + 1):
            rest = [*run[: head + 1], *run[stop:]]
            if total_of(run[head + 1 : stop]) == run[head].value and total_of(rest) == total:
                return True
    return False


def _falls_apart(run: Sequence[Quantity], total: Decimal) -> bool:
    """Whether the parts are two breakdowns of the same total, one behind the other."""
    return any(total_of(run[:at]) == total == total_of(run[at:]) for at in range(1, len(run)))


def _channels(no: int, text: str) -> Iterator[Spot]:
    """公开 1549 条，通过网站公开 598 条，在公众号公开 901 条: channels that nearly make the total."""
    flat = folded(text)
    for total, followers in _sentences(flat, text):
        members: list[Quantity] = []
        for before, q in zip([total, *followers], followers, strict=False):
            if q.unit != total.unit or not _CHANNEL.search(flat[before.end : q.start]):
                break
            members.append(q)
        if (
            len(members) > 1
            and _nearly(total, members)
            and "其中" not in flat[total.end : members[0].start]
        ):
            yield _spot(no, text, total, members, "warning")


def _summed(no: int, text: str) -> Iterator[Spot]:
    """甲 10 条、乙 20 条，共计 30 条: a total behind its parts that they nearly make."""
    flat = folded(text)
    for first, followers in _sentences(flat, text):
        line = [first, *followers][:_MOST]
        for at in range(2, len(line)):
            total, before = line[at], line[:at]
            if not _SUMMED.search(flat[before[-1].end : total.start]):
                continue
            members = [q for q in before if q.unit == total.unit]
            sums = [total_of(members[i:]) for i in range(len(members))]
            if len(members) > 1 and total.value not in sums and _nearly(total, members):
                yield _spot(no, text, total, members, "warning")
            break


def _nearly(total: Quantity, members: Sequence[Quantity]) -> bool:
    whole = total_of(members)
    if total.qualifier or any(q.qualifier for q in members) or whole == total.value:
        return False
    return _NEAR[0] * total.value <= whole <= _NEAR[1] * total.value


def _sentences(flat: str, text: str) -> Iterator[tuple[Quantity, list[Quantity]]]:
    """The first quantity of each sentence and those that follow it there."""
    line: list[Quantity] = []
    for q in quantities(text):
        if line and re.search(r"[。!?\n]", flat[line[-1].end : q.start]):
            yield line[0], line[1:]
            line = []
        line.append(q)
    if line:
        yield line[0], line[1:]


def _splits(report: AnnualReport) -> Iterator[Spot]:
    """Results or channels of requests, told without 其中, that nearly make what came in."""
    bases = {f.value for key in _BASES for f in own_figures(report, key)}
    sums = bases | {one + other for one in bases for other in bases}
    cases = [f for f in report.figures if f.unit == "件" and not f.comparison]
    for sentence, here in _by_sentence(report, cases).items():
        parts = [f for f in here if f.key not in _BASES]
        known = [f for f in parts if f.key in _RESULTS or _WAY.search(f.metric)]
        whole = sum((f.value for f in parts), Decimal(0))
        if len(known) < 2 or "其中" in sentence or not bases or whole in sums:
            continue
        near = min(bases, key=lambda value: abs(value - whole))
        if _NEAR[0] * near <= whole <= _NEAR[1] * near:
            quotes = "、".join(f.quote.strip() for f in parts)
            why = f"“{quotes}”：共 {shown(near)} 件，各项之和 {shown(whole)}"
            remedy = "逐项核对，使各项之和等于收到或办结的件数。"
            first = parts[0]
            yield Spot(place_of(first.section), why, remedy, first.section, first.offset, "warning")


def _by_sentence(
    report: AnnualReport, figures: Sequence[ReportFigure]
) -> dict[str, list[ReportFigure]]:
    found: dict[str, list[ReportFigure]] = {}
    for figure in figures:
        found.setdefault(sentence_of(report, figure), []).append(figure)
    return found


def fees(case: Case) -> Iterator[Spot]:
    """C-FEE2: itemised fees sum up, and where there were cases there was money."""
    section = section_of(case.report, 6)
    if section is None or not _FEES.search(section.text):
        return
    yield from _itemised(section.text)
    found = {f.key: f for f in case.report.figures if f.section == 6}
    count, amount = found.get("fee_count"), found.get("fee_amount")
    if count and amount and bool(count.value) != bool(amount.value):
        why = f"收费 {shown(count.value)} 件，金额 {shown(amount.value)} {amount.unit}"
        yield Spot(place_of(6), why, "核对收费件数和金额。", 6, count.offset)


def _itemised(text: str) -> Iterator[Spot]:
    flat = folded(text)
    money = [q for q in quantities(text) if q.unit == "元"]
    for at, q in enumerate(money):
        rest = [*money[:at], *money[at + 1 :]]
        if len(rest) < 2 or not _SUM_MARK.search(flat[max(0, q.start - 12) : q.start]):
            continue
        if total_of(rest) != q.value and not q.qualifier:
            yield _spot(6, text, q, rest, "error")
        return


CHECKS = (
    Check("C-NAR5", "error", "分项之和等于总数", parts),
    Check("C-FEE2", "error", "收费分项、件数与金额相符", fees),
)
