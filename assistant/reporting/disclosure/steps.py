"""Steps of a request or dispute from what people type: which may follow, and what is wrong."""

from collections.abc import Mapping
from datetime import date

from assistant.errors import BadInput
from assistant.models.disclosure import CONFIRMED_CHANNELS, STEP_OF, Case, CaseStep
from assistant.reporting.definition import NO_CALENDAR
from assistant.reporting.disclosure.clock import (
    CONSULTATIONS,
    MOST_EXTENSION_DAYS,
    payment_deadline,
    received_on,
)
from assistant.reporting.disclosure.clock import consultation_open as _open
from assistant.reporting.disclosure.fees import fee_of
from assistant.reporting.disclosure.results import GROUNDS_OF
from assistant.reporting.entries import refusal, wrong_inputs
from assistant.workdays import Workdays

OPENING = ("received", "filed")
"""Kinds of the step with which a case begins."""

_ONCE = ("supplement_asked", "supplemented", "extended", "fee_notice", "fee_paid", "replied")
_AFTER = {
    "supplemented": ("supplement_asked", "还没有登记补正通知，不能登记收到补正。"),
    "fee_paid": ("fee_notice", "还没有登记收费通知，不能登记缴费。"),
    "archived": ("replied", "还没有登记答复，不能归档。"),
}


def step_from(
    kind: str,
    typed: Mapping[str, str],
    today: date,
    case: Case | None = None,
    calendar: Workdays = NO_CALENDAR,
) -> CaseStep:
    """A step from a form; `case` is what it joins, without the step that it corrects.

    Raises BadInput whose fields name each wrong input, or a step that cannot follow: a
    second notice to supplement (第三十条), more than 20 days of extension (第三十三条), an
    answer to a consultation that was never asked, a result whose ground is missing. The
    calendar tells when a period to pay is over.
    """
    if kind not in STEP_OF:
        raise BadInput("没有这一种办理步骤，请回到这件申请的页面重新选择。")
    inputs = STEP_OF[kind].inputs
    given = {name: value.strip() for name, value in typed.items()}
    errors = wrong_inputs(inputs, given, today)
    errors = errors or _receipt_at_odds(kind, given)
    if case is not None and not errors:
        errors = _out_of_turn(case, kind, given, calendar)
    if errors:
        raise refusal(inputs, errors)
    detail = {i.name: given[i.name] for i in inputs if given.get(i.name)}
    happened_on = detail.pop("happened_on")
    return CaseStep(kind, happened_on, detail)


def possible_steps(case: Case) -> tuple[str, ...]:
    """Kinds of steps that may come next, in the order of the form."""
    return tuple(kind for kind in STEP_OF if not _misplaced(case, kind))


def _receipt_at_odds(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    if kind != "received" or not given.get("confirmed_on"):
        return {}
    if given["channel"] not in CONFIRMED_CHANNELS:
        return {"confirmed_on": "当面提交和需签收的邮件不用确认，请清空这一项。"}
    if given["confirmed_on"] < given["happened_on"]:
        return {"confirmed_on": "确认日期早于到达日期，请核对。"}
    return {}


def _out_of_turn(
    case: Case, kind: str, given: Mapping[str, str], calendar: Workdays
) -> dict[str, str]:
    if reason := _misplaced(case, kind):
        return {"happened_on": reason}
    if error := _before_receipt(case, kind, given["happened_on"]):
        return {"happened_on": error}
    if kind == "extended" and int(given["days"]) > MOST_EXTENSION_DAYS:
        return {"days": f"延长的期限最多 {MOST_EXTENSION_DAYS} 个工作日（《条例》第三十三条）。"}
    if kind == "supplement_asked" and given["due"] <= given["happened_on"]:
        return {"due": "补正期限应晚于通知日期。"}
    if kind == "fee_notice" and "" < given.get("delivered_on", "") < given["happened_on"]:
        return {"delivered_on": "收到日期早于通知日期，请核对。"}
    if kind == "fee_notice" and not fee_of(given):
        return {"count": "没有超出免费的数量，不用收费（国办函〔2020〕109号）。"}
    if kind != "replied":
        return {}
    return _ground_at_odds(given) or _without_ground(case, given, calendar)


def _ground_at_odds(given: Mapping[str, str]) -> dict[str, str]:
    fits, ground = GROUNDS_OF.get(given["result"], ()), given.get("ground", "")
    if fits and ground not in fits:
        return {"ground": "请选择与办理结果相符的具体情形，答复书要据此引用条款（第三十六条）。"}
    if ground and not fits:
        return {"ground": "这种办理结果不用选具体情形，请改为“不用选”。"}
    return {}


def _before_receipt(case: Case, kind: str, day: str) -> str:
    days = [step.happened_on for step in case.steps]
    if kind in OPENING:
        return f"晚于已登记的步骤（{min(days)}），请核对。" if days and day > min(days) else ""
    first = case.first.happened_on
    return f"早于收到日期 {first}，请核对。" if day < first else ""


def _misplaced(case: Case, kind: str) -> str:
    """Why a step cannot follow on what stands; "" where it can."""
    if (kind in ("filed", "decided")) is not (case.kind == "dispute"):
        return "这一步不属于这类案件。"
    if kind in OPENING:
        return "已经登记收到，记错了请更正那一步。" if case.last(kind) else ""
    if case.kind == "dispute":
        return "已经登记结果，记错了请更正那一步。" if case.last("decided") else ""
    if kind in _ONCE and case.last(kind):
        return "这一步只能有一次，已经登记过；记错了请更正那一步。"
    if (case.last("replied") and kind != "archived") or case.last("archived"):
        return "这件申请已经答复，不能再登记这一步。"
    if kind in _AFTER and not case.last(_AFTER[kind][0]):
        return _AFTER[kind][1]
    if kind == "confirmed" and received_on(case)[1]:
        return "收到日期已经确定，不用再确认。"
    return _no_question(case, kind)


def _no_question(case: Case, kind: str) -> str:
    for asked, answered in CONSULTATIONS:
        if kind == answered and not _open(case, asked, answered):
            return "没有还在等答复的征求意见，请先登记征求意见。"
        if kind == asked and _open(case, asked, answered):
            return "上一次征求意见还没有结果，请先登记它的结果。"
    return ""


def _without_ground(case: Case, given: Mapping[str, str], calendar: Workdays) -> dict[str, str]:
    """A result that the Regulation ties to an earlier step that is not there."""
    result, day = given["result"], given["happened_on"]
    asked, notice = case.last("supplement_asked"), case.last("fee_notice")
    if result == "other_no_supplement" and (
        asked is None or case.last("supplemented") or day <= asked.detail["due"]
    ):
        return {"result": "只有通知补正后、过了补正期限仍没有补正，才能这样办结（第三十条）。"}
    if result == "na_unclear" and not case.last("supplemented"):
        return {"result": "只有补正后内容仍不明确，才能这样办结（第三十条）。"}
    if result == "other_fee_unpaid" and (
        notice is None
        or case.last("fee_paid")
        or day <= payment_deadline(notice, calendar).day.isoformat()
    ):
        why = "只有发出收费通知、过了 20 个工作日的缴费期限仍没有缴费，才能这样办结（109号）。"
        return {"result": why}
    if result == "np_massive" and not case.last("reasons_asked"):
        return {"result": "请先登记要求申请人说明理由，理由不合理的才能不予处理（第三十五条）。"}
    if result == "denied_third_party" and not case.last("third_party_asked"):
        return {"result": "请先登记书面征求第三方意见（第三十二条）。"}
    return {}
