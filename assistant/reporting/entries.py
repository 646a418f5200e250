"""Entries of the log from what people type: checked field by field, said back in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.errors import BadInput
from assistant.language.days import wrong_day
from assistant.models.activity import CHAIN, KIND_OF, KINDS, Activity, Input

_OWN = ("happened_on", "quantity", "channel", "category", "title")
_MOST = 100_000_000
_MOST_CHARACTERS, _MOST_LONG = 500, 3000


def entry_from(kind: str, typed: Mapping[str, str], today: date, recorded_by: str = "") -> Activity:
    """An entry from a form or a command line.

    Raises BadInput whose fields name each wrong input; a day after today, a quantity
    below the least, a value outside a select, and inputs that contradict each other (a
    request with a result but no day of the reply, a step of the chain without a name) are
    wrong.
    """
    if kind not in KIND_OF:
        kinds = "、".join(f"{k.key}（{k.label}）" for k in KINDS)
        raise BadInput(f"没有“{kind}”这一类台账，可用的类别：{kinds}。")
    inputs = KIND_OF[kind].inputs
    own = {name: value for name, value in typed.items() if name != "replaces"}
    if errors := wrong_inputs(inputs, own, today) or _at_odds(kind, own):
        raise refusal(inputs, errors)
    given = {i.name: typed.get(i.name, "").strip() for i in inputs}
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
    """One line that tells an entry's particulars; a number and a day stand with their label."""
    inputs = {i.name: i for i in KIND_OF[entry.kind].inputs}
    given = {"channel": entry.channel, "category": entry.category, **entry.detail}
    told = [_said(inputs.get(name), value) for name, value in given.items() if value]
    return "，".join(part for part in (*told, entry.title) if part)


def _said(field: Input | None, value: str) -> str:
    if field is None:
        return value
    if field.type in ("number", "date"):
        return f"{field.label} {value}"
    return dict(field.options).get(value, value)


def wrong_inputs(inputs: Sequence[Input], typed: Mapping[str, str], today: date) -> dict[str, str]:
    """What is wrong with each typed field by itself, by its name; empty where all is right."""
    known = {i.name: i for i in inputs}
    errors = {
        name: reason
        for name, i in known.items()
        if (reason := _wrong(i, typed.get(name, ""), today))
    }
    return errors | dict.fromkeys(set(typed) - set(known), "这里没有这一项，请删去。")


def refusal(inputs: Sequence[Input], errors: Mapping[str, str]) -> BadInput:
    """The error that tells every wrong field by its label."""
    labels = {i.name: i.label for i in inputs}
    told = "；".join(f"{labels.get(name, name)}：{reason}" for name, reason in errors.items())
    return BadInput(f"有内容需要改正。{told}", errors)


def _at_odds(kind: str, typed: Mapping[str, str]) -> dict[str, str]:
    """What is wrong between inputs that are right each by itself."""
    given = {name: value.strip() for name, value in typed.items()}
    if kind == "request":
        return _reply_at_odds(given)
    return _chain_at_odds(given) if kind == "publication" else {}


def _reply_at_odds(given: Mapping[str, str]) -> dict[str, str]:
    result, closed_on = given.get("result", ""), given.get("closed_on", "")
    if result and not closed_on:
        return {"closed_on": "已有办理结果，请填写答复日期。"}
    if closed_on and not result:
        return {"result": "已有答复日期，请选择办理结果。"}
    if closed_on and closed_on < given["happened_on"]:
        return {"closed_on": "答复日期早于收到日期，请核对。"}
    return {}


def _chain_at_odds(given: Mapping[str, str]) -> dict[str, str]:
    errors = {}
    for key, step, who in CHAIN:
        by, on = given.get(f"{key}_by", ""), given.get(f"{key}_on", "")
        if by and not on:
            errors[f"{key}_on"] = f"已写{who}，请填写{step}签名日期。"
        if on and not by:
            errors[f"{key}_by"] = f"已有{step}签名日期，请填写{who}。"
    if given.get("arose_on", "") > given["happened_on"]:
        errors["arose_on"] = "信息形成日期晚于发布日期，请核对。"
    return errors


def _wrong(field: Input, text: str, today: date) -> str:
    text = text.strip()
    if not text:
        verb = "选择" if field.type == "select" else "填写"
        return f"请{verb}{field.label}。" if field.required else ""
    if field.type == "select" and text not in dict(field.options):
        return f"请从这些里面选：{'、'.join(label for _, label in field.options)}。"
    if field.type == "number":
        return "" if _is_count(text, field.least) else f"请填 {field.least} 以上的整数。"
    if field.type == "date":
        return _wrong_date(field, text, today)
    most = _MOST_LONG if field.type == "long" else _MOST_CHARACTERS
    return "" if len(text) <= most else f"请缩短到 {most} 字以内。"


def _is_count(text: str, least: int) -> bool:
    # ² is a digit too, but no number; and thousands of digits are more than int() takes.
    return text.isascii() and text.isdigit() and len(text) <= 9 and least <= int(text) <= _MOST


def _wrong_date(field: Input, text: str, today: date) -> str:
    if wrong := wrong_day(text):
        return wrong
    # Only a due date may lie ahead: everything else has happened.
    if field.name != "due" and text > today.isoformat():
        return "日期还没有到，请核对。"
    return ""
