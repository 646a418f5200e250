"""Settling what could not be read (核定): what is typed is checked, tried, stored and audited."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.errors import BadInput, Conflict, NotFound
from assistant.ingest.reports.data import report_from_data
from assistant.models.agency import Agency
from assistant.models.report import AnnualReport, Uncertainty
from assistant.models.settling import SettledForm, Settlement
from assistant.reporting.checks.model import Finding
from assistant.reporting.doubts import (
    Doubt,
    DoubtfulCell,
    doubts_of,
    place_name,
    shown,
    standing,
    sums_of,
)
from assistant.reporting.drafting import Hand
from assistant.reporting.settled import PASSAGE, settled
from assistant.reporting.taking_in import Incoming, take_in
from assistant.storage.database import Statements
from assistant.storage.items import agencies
from assistant.storage.reports import StoredReport, report_of
from assistant.storage.settlements import add_settlements, settlements_of

BLANK_WORD = "空"
"""What is typed for a cell that is empty in the original."""

_WHOLE = re.compile(r"\d{1,9}")
_AMOUNT = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,8})?")
_LONGEST_REASON = 500
_FORMS = {SettledForm.NUMBER.value, SettledForm.BLANK.value, SettledForm.PRINTED.value}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded report (已导入的年报) with its agency and everything settled of it so far."""

    agency: Agency
    stored: StoredReport
    report: AnnualReport
    settlements: Sequence[Settlement]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person typed for one doubt (核定表单).

    base is the id of the report that was on the page; values by the path of a cell; anyway:
    the sums do not hold in the original either.
    """

    base: str = ""
    place: str = ""
    form: str = SettledForm.NUMBER.value
    values: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    anyway: bool = False


class SumsBroken(BadInput):
    """With what was typed, sums of the table do not hold (勾稽关系不成立)."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        told = "填的数与表内合计对不上。请再核对；原件就是这样的，请勾选后保存。"
        super().__init__(told, {"anyway": told})
        self.findings = findings


async def loaded(db: Statements, agency_id: str, year: int) -> Loaded:
    """The standing report of an agency and year; NotFound where there is none."""
    stored = await report_of(db, agency_id, year)
    agency = next((one for one in await agencies(db) if one.id == agency_id), None)
    if stored is None or agency is None:
        raise NotFound("没有这份年度报告，请从年报导入的列表里选。")
    report = report_from_data(stored.document)
    return Loaded(agency, stored, report, await settlements_of(db, agency_id, year))


async def settle(hand: Hand, agency_id: str, year: int, typed: Typed) -> None:
    """Store what was typed as a new version of the report, with the deed, or nothing.

    Raises BadInput with a sentence a field; SumsBroken where identities break that held
    before; Conflict where the report has changed since the page was shown.
    """
    async with hand.db.transaction() as tx:
        of = await loaded(tx, agency_id, year)
        doubt = doubt_at(of.report, typed.place)
        if of.stored.id != typed.base or doubt is None:
            raise Conflict("这份报告刚才有了新的版本。您填的内容还在，请对照后再保存一次。")
        made = _settlements(doubt, typed, hand)
        _check_sums(of, made, anyway=typed.anyway)
        await add_settlements(tx, hand.new_id, agency_id, year, made)
        await take_in(tx, Incoming(of.agency, of.report, of.stored.origin), hand.now)
        subject = f"{of.agency.name} {year} 年报 {doubt.place.removeprefix('passage:')}"
        after = "；".join(f"{place_name(one.place)}：{shown(one)}" for one in made)
        await hand.audit(tx, f"核定 {subject}", doubt.raw, after, typed.reason)


async def withdraw(hand: Hand, agency_id: str, year: int, typed: Typed) -> None:
    """Take back what was settled at a place; it is open again, and both rows are kept.

    Raises BadInput for a missing reason, Conflict where nothing is settled there any more
    or the report has changed since the page was shown.
    """
    async with hand.db.transaction() as tx:
        of = await loaded(tx, agency_id, year)
        taken = standing(of.report, of.settlements).get(typed.place)
        if of.stored.id != typed.base or taken is None:
            raise Conflict("这条核定刚才有了变化，请看下面的核定记录后再撤回。")
        if not 2 <= len(typed.reason.strip()) <= _LONGEST_REASON:
            raise BadInput(
                "还没有撤回，请改正。", {"reason": "请写明为什么撤回，例如：看错了一行。"}
            )
        back = [_back(one, typed.reason.strip(), hand) for one in taken]
        await add_settlements(tx, hand.new_id, agency_id, year, back)
        report = _open_again(of.report, typed.place, taken)
        await take_in(tx, Incoming(of.agency, report, of.stored.origin), hand.now)
        before = "；".join(f"{place_name(one.place)}：{shown(one)}" for one in taken)
        subject = f"{of.agency.name} {year} 年报 {typed.place.removeprefix(PASSAGE)}"
        await hand.audit(tx, f"撤回核定 {subject}", before, "重新存疑", typed.reason)


def _back(one: Settlement, reason: str, hand: Hand) -> Settlement:
    form = SettledForm.WITHDRAWN
    return Settlement(one.place, one.raw, form, None, reason, hand.user.shown, hand.now)


def _open_again(report: AnnualReport, place: str, taken: Sequence[Settlement]) -> AnnualReport:
    """The report with the doubt of a row or passage among its doubts once more."""
    where = place.removeprefix(PASSAGE)
    if any(doubt.place == where for doubt in report.uncertain):
        return report
    doubt = Uncertainty(where, taken[0].raw, "先前的核定已撤回，请对照原件重新核定。")
    return replace(report, uncertain=(*report.uncertain, doubt))


def doubt_at(report: AnnualReport, place: str) -> Doubt | None:
    """The doubt at a place, settled before or not; None where there is none."""
    return next((one for one in doubts_of(report, [place]) if one.place == place), None)


def _settlements(doubt: Doubt, typed: Typed, hand: Hand) -> list[Settlement]:
    """One settlement a cell, or the one of a passage; BadInput names what is wrong where."""
    wrong: dict[str, str] = {}
    reason = typed.reason.strip()
    if not 2 <= len(reason) <= _LONGEST_REASON:
        wrong["reason"] = "请写明依据，例如：与公布的网页原件核对。"
    if typed.form not in _FORMS or (not doubt.cells and typed.form == SettledForm.NUMBER):
        wrong["form"] = "请选择怎么核定。"
    found = []
    for one in doubt.cells:
        form, value, told = _read(one, typed)
        if told:
            wrong[one.path] = told
        found.append((one.path, one.cell.raw, form, value))
    if wrong:
        raise BadInput("还没有保存，请改正。", wrong)
    if not doubt.cells:
        found = [(doubt.place, doubt.raw, SettledForm(typed.form), None)]
    who = hand.user.shown
    return [Settlement(*of, reason, who, hand.now) for of in found]


def _read(one: DoubtfulCell, typed: Typed) -> tuple[SettledForm, Decimal | None, str]:
    """The form and number of one cell, or what is wrong with what was typed."""
    if typed.form != SettledForm.NUMBER:
        known = typed.form in (SettledForm.BLANK, SettledForm.PRINTED)
        return SettledForm(typed.form) if known else SettledForm.PRINTED, None, ""
    text = unicodedata.normalize("NFKC", typed.values.get(one.path, "")).replace(",", "").strip()
    if text == BLANK_WORD:
        return SettledForm.BLANK, None, ""
    whole = one.path.startswith(("requests.", "disputes."))
    if (_WHOLE if whole else _AMOUNT).fullmatch(text):
        return SettledForm.NUMBER, Decimal(text), ""
    kind = "不小于 0 的整数" if whole else "一个数"
    return SettledForm.NUMBER, None, f"请填{kind}；原件这一格空着的，填“{BLANK_WORD}”。"


def _check_sums(of: Loaded, made: Sequence[Settlement], *, anyway: bool) -> None:
    before = {(one.id, one.place) for one in sums_of(of.report)}
    after = sums_of(settled(of.report, [*of.settlements, *made]))
    broken = [one for one in after if (one.id, one.place) not in before]
    if broken and not anyway:
        raise SumsBroken(broken)
