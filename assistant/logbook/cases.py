"""Deeds on disclosure requests and disputes: opened, taken a step further, corrected, voided."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from assistant.accounts.office import Office
from assistant.errors import BadInput
from assistant.models.disclosure import APPLICANT_INPUTS, Applicant, Case, CaseKind, CaseStep
from assistant.reporting.disclosure.steps import OPENING, step_from
from assistant.reporting.disclosure.telling import step_label
from assistant.reporting.entries import refusal, wrong_inputs
from assistant.storage import audit, disclosure, holidays
from assistant.storage.disclosure import Recorded

CASE_LABELS: dict[CaseKind, str] = {"request": "依申请公开", "dispute": "复议诉讼"}
_APPLICANT = tuple(field.name for field in APPLICANT_INPUTS)


async def open_case(office: Office, kind: CaseKind, typed: Mapping[str, str], who: str) -> str:
    """Open a request (with who asks) or a dispute from a form; the new id.

    Raises BadInput whose fields name each wrong input, those of the applicant too.
    """
    first = "received" if kind == "request" else "filed"
    personal = {name: typed[name] for name in _APPLICANT if name in typed and kind == "request"}
    step = _opening(office, kind, first, typed, personal)
    id = office.new_id()
    recorded = Recorded(id, who, office.clock())
    async with office.db.transaction() as tx:
        await disclosure.open_case(tx, kind, step, recorded)
        if personal:
            await disclosure.save_applicant(tx, id, applicant_from(personal), recorded)
        number = (await disclosure.case_of(tx, kind, id)).number
        await audit.record(tx, office.deed(who, _subject(kind, number), after=_told(step)))
    return id


def _opening(
    office: Office,
    kind: CaseKind,
    first: str,
    typed: Mapping[str, str],
    personal: Mapping[str, str],
) -> CaseStep:
    today = _today(office)
    errors: dict[str, str] = {}
    try:
        rest = {name: value for name, value in typed.items() if name not in personal}
        step = step_from(first, rest, today, Case("", kind, "", "", ()))
    except BadInput as error:
        errors |= error.fields
    if kind == "request":
        errors |= wrong_inputs(APPLICANT_INPUTS, personal, today)
    if errors:
        raise refusal(APPLICANT_INPUTS, errors)
    return step


def applicant_from(typed: Mapping[str, str]) -> Applicant:
    """Who asks, from checked fields."""
    return Applicant(**{name: typed.get(name, "").strip() for name in _APPLICANT})


async def take_step(
    office: Office, case: Case, kind: str, typed: Mapping[str, str], who: str, replaces: str = ""
) -> None:
    """One more step of a case; with `replaces` it corrects that step of the same kind.

    Raises BadInput where the step cannot follow on what else stands.
    """
    rest = _without(case, kind, replaces) if replaces else case
    calendar = await holidays.calendar(office.db)
    step = replace(step_from(kind, typed, _today(office), rest, calendar), replaces=replaces)
    before = next((_told(old) for old in case.history if old.id == replaces), "")
    await _record(office, case, step, who, before)


async def void_step(office: Office, case: Case, id: str, reason: str, who: str) -> None:
    """Say that a step never happened; the receipt of a case can only be corrected."""
    step = next((step for step in case.steps if step.id == id), None)
    if step is None:
        raise BadInput("这一步已经更正过，请刷新页面。")
    if step.kind in OPENING:
        raise BadInput("收到这一步不能撤销，记错了请更正。")
    if not reason.strip():
        raise BadInput("请写明撤销的原因。", {"reason": "请写明撤销的原因。"})
    void = CaseStep("void", step.happened_on, {"reason": reason.strip()[:500]}, replaces=id)
    await _record(office, case, void, who, _told(step))


async def change_applicant(office: Office, case: Case, typed: Mapping[str, str], who: str) -> None:
    """Keep a new version of who asks; the audit log tells only that it changed."""
    errors = wrong_inputs(APPLICANT_INPUTS, typed, _today(office))
    if errors:
        raise refusal(APPLICANT_INPUTS, errors)
    recorded = Recorded("", who, office.clock())
    async with office.db.transaction() as tx:
        await disclosure.save_applicant(tx, case.id, applicant_from(typed), recorded)
        deed = office.deed(who, _subject(case.kind, case.number), after="申请人信息已更新")
        await audit.record(tx, deed)


async def _record(office: Office, case: Case, step: CaseStep, who: str, before: str) -> None:
    async with office.db.transaction() as tx:
        recorded = Recorded(office.new_id(), who, office.clock())
        await disclosure.add_step(tx, case.id, step, recorded)
        deed = office.deed(who, _subject(case.kind, case.number), before, _told(step))
        await audit.record(tx, deed)


def _without(case: Case, kind: str, id: str) -> Case:
    held = next((step for step in case.steps if step.id == id), None)
    if held is None or held.kind != kind:
        raise BadInput("这一步已经更正过，请刷新页面，更正代替它的那一步。")
    return replace(case, history=tuple(step for step in case.history if step.id != id))


def _told(step: CaseStep) -> str:
    # Not its particulars: what somebody asks for may tell who asks.
    return f"{step_label(step)} {step.happened_on}"


def _subject(kind: CaseKind, number: str) -> str:
    return f"{CASE_LABELS[kind]} {number}"


def _today(office: Office) -> date:
    return date.fromisoformat(office.clock()[:10])
