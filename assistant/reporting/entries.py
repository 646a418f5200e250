"""Entries of the log from what people type: checked field by field, said back in words."""

from collections.abc import Mapping
from datetime import date

from assistant.errors import BadInput
from assistant.models.activity import KIND_OF, KINDS, Activity, Input

_OWN = ("happened_on", "quantity", "channel", "category", "title")
_MOST = 100_000_000


def entry_from(kind: str, typed: Mapping[str, str], today: date, recorded_by: str = "") -> Activity:
    """An entry from a form or a command line.

    Raises BadInput whose fields name each wrong input; a day after today, a quantity
    below 1, a value outside a select, and a request (依申请公开) with a result but no day
    of the reply, or the other way round, are wrong.
    """
    if kind not in KIND_OF:
        kinds = "、".join(f"{k.key}（{k.label}）" for k in KINDS)
        raise BadInput(f"没有“{kind}”这一类台账，可用的类别：{kinds}。")
    inputs = {i.name: i for i in KIND_OF[kind].inputs}
    errors = {
        name: reason
        for name, i in inputs.items()
        if (reason := _wrong(i, typed.get(name, ""), today))
    }
    if unknown := set(typed) - set(inputs) - {"replaces"}:
        errors |= dict.fromkeys(unknown, "这一类台账没有这一项，请删去。")
    if errors := errors or _at_odds(kind, typed):
        told = "；".join(f"{_label(inputs, n)}：{reason}" for n, reason in errors.items())
        raise BadInput(f"有内容需要改正。{told}", errors)
    given = {name: typed.get(name, "").strip() for name in inputs}
    return Activity(
        kind=kind,
        happened_on=given["happened_on"],
        quantity=int(given.get("quantity") or 1),
        channel=given.get("channel", ""),
        category=given.get("category", ""),
        title=given.get("title", ""),
        detail={n: v for n, v in given.items() if n not in _OWN and v},
        recorded_by=recorded_by,
        replaces=typed.get("replaces", ""),
    )


def summary_of(entry: Activity) -> str:
    """One line that tells an entry's particulars."""
    labels = {i.name: dict(i.options) for i in KIND_OF[entry.kind].inputs if i.options}
    given = {"channel": entry.channel, "category": entry.category, **entry.detail}
    told = [labels.get(name, {}).get(value, value) for name, value in given.items() if value]
    return "，".join(part for part in (*told, entry.title) if part)


def _label(inputs: Mapping[str, Input], name: str) -> str:
    return inputs[name].label if name in inputs else name


def _at_odds(kind: str, typed: Mapping[str, str]) -> dict[str, str]:
    """What is wrong between inputs that are right each by itself."""
    if kind != "request":
        return {}
    result, closed_on = (typed.get(name, "").strip() for name in ("result", "closed_on"))
    if result and not closed_on:
        return {"closed_on": "已有办理结果，请填写答复日期。"}
    if closed_on and not result:
        return {"result": "已有答复日期，请选择办理结果。"}
    if closed_on and closed_on < typed["happened_on"].strip():
        return {"closed_on": "答复日期早于收到日期，请核对。"}
    return {}


def _wrong(field: Input, text: str, today: date) -> str:
    text = text.strip()
    if not text:
        return f"请填写{field.label}。" if field.required else ""
    if field.type == "select" and text not in dict(field.options):
        return f"请从这些里面选：{'、'.join(label for _, label in field.options)}。"
    if field.type == "number":
        return "" if _is_count(text) else "请填 1 以上的整数。"
    if field.type == "date":
        return _wrong_date(field, text, today)
    return "" if len(text) <= 500 else "请缩短到 500 字以内。"


def _is_count(text: str) -> bool:
    # ² is a digit too, but no number; and thousands of digits are more than int() takes.
    return text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= _MOST


def _wrong_date(field: Input, text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # 20261122 and 2026-W47-7 are ISO dates as well, but the log compares days as text.
    if day is None or day.isoformat() != text:
        return "请按 2026-11-22 的样子填写日期。"
    # Only a due date may lie ahead: everything else has happened.
    if field.name != "due" and day > today:
        return "日期还没有到，请核对。"
    return ""
