"""The item card (办事指南卡片): the record's own fields, each with source and date."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.knowledge import KnownItem
from assistant.models.answer import Aspect, CardField
from assistant.models.item import Material, ServiceItem

MISSING = "未填写，请以窗口或 12345 答复为准"


@dataclass(frozen=True, slots=True)
class CardLine:
    """How one line of the card is made: which record fields it shows, and in which words."""

    field: str
    label: str
    reads: tuple[str, ...]
    words: Callable[[ServiceItem], str]


def _place(item: ServiceItem) -> str:
    lines = []
    for place in item.places:
        parts = (place.name, place.address, place.window)
        lines.append("，".join(dict.fromkeys(part for part in parts if part)))
    return "\n".join(line for line in lines if line)


def _hours(item: ServiceItem) -> str:
    return "\n".join(dict.fromkeys(place.hours for place in item.places if place.hours))


def _phone(item: ServiceItem) -> str:
    phones = (item.consult_phone, *(place.phone for place in item.places))
    return "、".join(dict.fromkeys(phone for phone in phones if phone))


def _online(item: ServiceItem) -> str:
    if item.online is None:
        return ""
    if not item.online:
        return "目前不能网上办理" + ("，材料可以邮寄" if item.mail_in else "")
    address = f"：{item.online_url}" if item.online_url else ""
    return f"可以网上办理{_depth(item.online_depth)}{address}"


def _depth(depth: str) -> str:
    words = {
        "IV": "，全程不用跑现场",
        "III": "，网上预审、现场核验",
        "II": "，网上预约",
        "I": "，网上查看指南",
    }
    return words.get(depth, "")


def _materials(item: ServiceItem) -> str:
    told = map(material_told, item.materials)
    return "\n".join(f"{number}. {line}" for number, line in enumerate(told, start=1))


def material_told(material: Material) -> str:
    """A material in one line: its name, kind, copies, form, when it is needed, and the note."""
    notes = (
        material.kind,
        f"{material.copies} 份" if material.copies else "",
        material.form,
        _need(material.need, material.when),
        material.note,
    )
    told = "，".join(note for note in notes if note)
    return material.name + (f"（{told}）" if told else "")


def _need(need: str, when: str) -> str:
    if need == "必要":
        return ""
    return f"{need}：{when}" if need and when else need


def _limit(days: int, unit: str) -> str:
    return "当场办结" if days == 0 else f"{days} 个{unit or '工作日'}"


def _time_limit(item: ServiceItem) -> str:
    told = []
    if item.promised_days is not None:
        told.append(f"承诺{_limit(item.promised_days, item.promised_unit)}")
    if item.statutory_days is not None:
        told.append(f"法定{_limit(item.statutory_days, item.statutory_unit)}")
    return "，".join(told)


def _fee(item: ServiceItem) -> str:
    if item.fee is False:
        return "不收费"
    told = [
        f"{fee.name}：{fee.standard or '标准未填写'}" + (f"（{fee.basis}）" if fee.basis else "")
        for fee in item.fee_items
    ]
    return "\n".join(told) if told else ("收费，标准未填写" if item.fee else "")


def _visits(item: ServiceItem) -> str:
    if item.visits is None:
        return ""
    if item.visits == 0:
        return "不用到现场"
    return f"到现场 {item.visits} 次" + (f"：{item.visit_reason}" if item.visit_reason else "")


def _steps(item: ServiceItem) -> str:
    lines = []
    for number, step in enumerate(item.steps, start=1):
        days = f"（{_limit(step.days, item.promised_unit)}）" if step.days is not None else ""
        standard = f"：{step.standard}" if step.standard else ""
        lines.append(f"{number}. {step.name}{days}{standard}")
    return "\n".join(lines)


def _result(item: ServiceItem) -> str:
    if item.result_type == "无":
        return "不发证件或文书"
    told = (
        item.result_name,
        "、".join(item.delivery),
        item.validity and f"有效期：{item.validity}",
    )
    return "，".join(part for part in told if part)


def _remedies(item: ServiceItem) -> str:
    told = (
        item.review_body and f"行政复议：{item.review_body}",
        item.court and f"行政诉讼：{item.court}",
    )
    return "；".join(part for part in told if part)


def _lines(name: str) -> Callable[[ServiceItem], str]:
    def words(item: ServiceItem) -> str:
        held = getattr(item, name)
        if len(held) == 1:
            return str(held[0])
        return "\n".join(f"{number}. {line}" for number, line in enumerate(held, start=1))

    return words


def _joined(name: str) -> Callable[[ServiceItem], str]:
    return lambda item: "、".join(getattr(item, name))


def _plain(name: str) -> Callable[[ServiceItem], str]:
    return lambda item: str(getattr(item, name))


CARD: tuple[CardLine, ...] = (
    CardLine("where", "在哪里办", ("places",), _place),
    CardLine("hours", "办理时间", ("places",), _hours),
    CardLine("phone", "咨询电话", ("consult_phone", "places"), _phone),
    CardLine("online", "网上办理", ("online", "online_depth", "online_url"), _online),
    CardLine("materials", "申请材料", ("materials",), _materials),
    CardLine("time_limit", "办理时限", ("promised_days", "statutory_days"), _time_limit),
    CardLine("fee", "收费", ("fee", "fee_items"), _fee),
    CardLine("visits", "跑几次", ("visits",), _visits),
    CardLine("conditions", "受理条件", ("conditions",), _lines("conditions")),
    CardLine("refusal", "不予受理情形", ("refusal_grounds",), _lines("refusal_grounds")),
    CardLine("steps", "办理流程", ("steps",), _steps),
    CardLine("result", "办理结果", ("result_name", "delivery", "validity"), _result),
    CardLine("audience", "服务对象", ("audience",), _joined("audience")),
    CardLine("basis", "设定依据", ("legal_basis",), _lines("legal_basis")),
    CardLine("complaint", "监督投诉", ("complaint_phone",), _plain("complaint_phone")),
    CardLine("remedies", "复议和诉讼", ("review_body", "court"), _remedies),
)

LINE_OF: dict[Aspect, str] = {
    Aspect.WHERE: "where",
    Aspect.HOURS: "hours",
    Aspect.PHONE: "phone",
    Aspect.STATUS: "phone",
    Aspect.ONLINE: "online",
    Aspect.MATERIALS: "materials",
    Aspect.TIME_LIMIT: "time_limit",
    Aspect.FEE: "fee",
    Aspect.CONDITIONS: "conditions",
    Aspect.HOW: "steps",
    Aspect.RESULT: "result",
    Aspect.VISITS: "visits",
    Aspect.BASIS: "basis",
}
"""The card's line that answers an aspect."""


@functools.lru_cache(maxsize=2048)
def card_of(known: KnownItem) -> tuple[CardField, ...]:
    """The whole card in its order; a field without a value stands there as missing."""
    return tuple(_field(known, line) for line in CARD)


def _field(known: KnownItem, line: CardLine) -> CardField:
    value = line.words(known.item)
    return CardField(
        field=line.field,
        label=line.label,
        value=value or MISSING,
        source=known.source,
        as_of=known.as_of,
        missing=not value,
        sample=bool(value) and not set(line.reads).isdisjoint(_samples(known.item)),
    )


def _samples(item: ServiceItem) -> set[str]:
    """The fields that are samples; places too where one of them says so of itself."""
    places = {"places"} if any(place.sample for place in item.places) else set()
    return {*item.sample_fields, *places}
