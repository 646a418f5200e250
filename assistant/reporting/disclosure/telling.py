"""Steps of a case in words, and what the Regulation advises to do next."""

from collections.abc import Mapping
from datetime import date

from assistant.models.activity import Input
from assistant.models.disclosure import STEP_OF, Case, CaseStep
from assistant.reporting.disclosure.clock import (
    APPLICANTS_TURN,
    MOST_EXTENSION_DAYS,
    SUPPLEMENT_NOTICE_DAYS,
    Clock,
    Level,
    State,
    received_on,
)
from assistant.reporting.disclosure.fees import fee_of
from assistant.workdays import Workdays


def step_label(step: CaseStep) -> str:
    """The step's name as the form calls it."""
    return "撤销一步" if step.kind == "void" else STEP_OF[step.kind].label


def step_words(step: CaseStep) -> str:
    """A step's particulars on one line, with the labels of its form; a fee notice's amount."""
    if step.kind == "void":
        return step.detail.get("reason", "")
    told = [
        f"{field.label.partition('（')[0]}：{_shown(field, step.detail[field.name])}"
        for field in STEP_OF[step.kind].inputs
        if step.detail.get(field.name)
    ]
    if step.kind == "fee_notice":
        told.append(f"应收 {fee_of(step.detail)} 元")
    return "；".join(told)


def option_label(kind: str, name: str, detail: Mapping[str, str]) -> str:
    """The label of what a select field of a step holds."""
    field = next(field for field in STEP_OF[kind].inputs if field.name == name)
    return _shown(field, detail.get(name, ""))


def _shown(field: Input, value: str) -> str:
    return dict(field.options).get(value, value)


def left_words(clock: Clock) -> str:
    """How many working days are left, or by how many it is late; "" for a closed request."""
    if clock.days_left is None:
        return ""
    if clock.days_left < 0 and clock.state in APPLICANTS_TURN:
        return f"申请人的期限已过 {-clock.days_left} 个工作日"
    if clock.days_left < 0:
        return f"超过期限 {-clock.days_left} 个工作日"
    return "今天到期" if clock.days_left == 0 else f"还有 {clock.days_left} 个工作日"


def advice(case: Case, clock: Clock, calendar: Workdays, today: date) -> tuple[str, ...]:
    """What may or must be done now, with the article it rests on; empty for a closed request."""
    if clock.level is Level.DONE:
        return ()
    told = [*_waiting_advice(case, clock, today), *_late_notices(case, clock, calendar)]
    if clock.state is State.REVIEWING:
        told += _supplement_advice(case, clock, calendar, today)
        if clock.level is Level.OVERDUE:
            told.append("已经超过答复期限，请尽快答复；逾期不能再补办延期（第三十三条）。")
        elif clock.level is Level.URGENT and not case.last("extended"):
            told.append(
                f"不能按期答复的，应当在期限届满前经政府信息公开工作机构负责人同意并告知申请人，"
                f"最多延长 {MOST_EXTENSION_DAYS} 个工作日（第三十三条）。"
            )
    if clock.deadline.provisional:
        told.append("期限跨入放假安排还没有公布的年份，是暂定的；导入当年的节假日安排后自动重算。")
    return tuple(told)


def _waiting_advice(case: Case, clock: Clock, today: date) -> list[str]:
    over = clock.waiting is not None and clock.waiting.day < today
    if clock.state is State.UNCONFIRMED:
        return [
            "请当天与申请人确认；双方确认之日为收到申请之日，期限从确认的次日起算（第三十一条）。"
        ]
    if clock.state is State.SUPPLEMENT and over:
        return [
            "补正期限已过。申请人无正当理由逾期不补正的，视为放弃申请，可以这样办结（第三十条）。"
        ]
    if clock.state is State.FEE and over:
        return ["缴费期限已过。逾期未缴费的，视为放弃申请，可以这样办结（国办函〔2020〕109号）。"]
    if clock.state is State.CONSULTING and over:
        if case.last("third_party_asked") and not case.last("third_party_answered"):
            return ["第三方 15 个工作日内没有答复，由本机关决定是否公开（第三十二条）。"]
        return ["被征求意见的机关 15 个工作日内没有答复，视为同意公开（第三十四条）。"]
    return []


def _supplement_advice(case: Case, clock: Clock, calendar: Workdays, today: date) -> list[str]:
    last = calendar.after(clock.received_on, SUPPLEMENT_NOTICE_DAYS).day
    if case.last("supplement_asked") or today > last:
        return []
    return [
        f"申请内容不明确的，最迟 {last.isoformat()} 一次性告知补正（收到之日起 7 个工作日，第三十条）。"
    ]


def _late_notices(case: Case, clock: Clock, calendar: Workdays) -> list[str]:
    told = []
    asked, extended = case.last("supplement_asked"), case.last("extended")
    last = calendar.after(received_on(case)[0], SUPPLEMENT_NOTICE_DAYS).day.isoformat()
    if asked and asked.happened_on > last:
        told.append(f"补正通知晚于 {last}，超过了 7 个工作日（第三十条）。")
    if extended:
        plain = clock.deadline.day.isoformat()
        before = calendar.before(clock.deadline.day, int(extended.detail["days"])).day.isoformat()
        if extended.happened_on > before:
            told.append(f"延期是在原期限 {before} 之后告知的，现在的期限是 {plain}（第三十三条）。")
    return told
