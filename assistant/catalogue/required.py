"""Rules for what an item must tell (必填要素): each is a field that stands empty."""

from assistant.catalogue.basis import unplaced
from assistant.catalogue.rule import Broken, Rule
from assistant.models.finding import Severity
from assistant.models.item import ServiceItem, label_of

_ALIASES = 3
_ALWAYS = (
    "item_type", "department", "level", "audience", "legal_basis", "conditions", "case_type",
    "review_type", "materials", "visits", "consult_phone", "complaint_phone", "places",
)  # fmt: skip


def _empty(field: str) -> Broken:
    return lambda item, day: getattr(item, field) in (None, "", ())


def _absent(id: str, field: str, text: str, remedy: str, broken: Broken) -> Rule:
    return Rule(f"missing.{id}", Severity.MISSING, field, text, remedy, broken)


def _few_aliases(item: ServiceItem, day: str) -> bool:
    return len(set(item.aliases) - {item.name}) < _ALIASES


def _no_unit(item: ServiceItem, day: str) -> bool:
    return bool(
        (item.promised_days and not item.promised_unit)
        or (item.statutory_days and not item.statutory_unit)
    )


def _no_hours(item: ServiceItem, day: str) -> bool:
    return bool(item.visits and item.places and not any(place.hours for place in item.places))


def _unwritten_when(item: ServiceItem, day: str) -> str:
    return "、".join(m.name for m in item.materials if m.need == "非必要" and not m.when)


def _thin_fees(item: ServiceItem, day: str) -> str:
    thin = [f for f in item.fee_items if not (f.name and f.standard and f.basis)]
    return "、".join(fee.name or "未写名称的一项" for fee in thin)


RULES = (
    *(
        _absent(
            field, field, f"没有填写{label_of(field)}", f"请补填{label_of(field)}。", _empty(field)
        )
        for field in _ALWAYS
    ),
    _absent(
        "basis_place", "legal_basis", "设定依据没有写明第几条",
        "法律、条例请写明第几条；办法、通知等文件没有条的，写明文号或第几部分。",
        lambda i, day: "、".join(f"《{title}》" for title in unplaced(i.legal_basis)),
    ),
    _absent(
        "limit", "promised_days", "没有填写办结时限",
        "请填写承诺办结时限（即办填 0），法律有规定的还要填法定办结时限。",
        lambda i, day: i.statutory_days is None and i.promised_days is None,
    ),
    _absent(
        "unit", "promised_unit", "办结时限没有写明是工作日还是自然日",
        "请选择工作日或自然日。", _no_unit,
    ),
    _absent(
        "result", "result_name", "没有填写审批结果名称",
        "请填写结果名称；办完没有证照批文的，结果类型选“无”。",
        lambda i, day: not i.result_name and i.result_type != "无",
    ),
    _absent(
        "result_type", "result_type", "没有填写审批结果类型", "请选择证照、批文、其他或无。",
        lambda i, day: bool(i.result_name) and not i.result_type,
    ),
    _absent(
        "result_sample", "result_sample", "结果没有样本", "请填写样本的网址，或写明到哪里看样本。",
        lambda i, day: bool(i.result_name) and not i.result_sample,
    ),
    _absent(
        "visit_reason", "visit_reason", "要到现场，但没有说明原因",
        "请写明为什么必须到现场；不必到现场的，次数改为 0。",
        lambda i, day: bool(i.visits) and not i.visit_reason,
    ),
    _absent(
        "mail_in", "mail_in", "不必到现场，又不能网办，没有写明收不收邮寄材料",
        "请选择是或否；都不行的，改正到现场次数。",
        lambda i, day: i.visits == 0 and i.online is False and i.mail_in is None,
    ),
    _absent(
        "hours", "places", "要到现场，但没有一处地点写明办理时间", "请给办理地点补上办理时间。",
        _no_hours,
    ),
    _absent(
        "online_depth", "online_depth", "可以网办，但没有写明网办深度", "请选择 I 到 IV。",
        lambda i, day: bool(i.online) and not i.online_depth,
    ),
    _absent(
        "pay_online", "pay_online", "收费，但没有写明能不能网上支付", "请选择是或否。",
        lambda i, day: bool(i.fee) and i.pay_online is None,
    ),
    _absent(
        "fee_items", "fee_items", "收费，但没有列出收费项目",
        "请逐项填写收费项目、标准和依据。", lambda i, day: bool(i.fee) and not i.fee_items,
    ),
    _absent(
        "fee_parts", "fee_items", "收费项目的名称、标准或依据没有填全",
        "请把名称、标准和依据补全。", _thin_fees,
    ),
    _absent(
        "material_when", "materials", "非必要的材料没有写明什么情形下要交",
        "请写明情形；总是要交的，改为必要。", _unwritten_when,
    ),
    _absent(
        "steps", "steps", "行政许可没有填写办理流程", "请填写受理、审核、审批、办结、送达各环节。",
        lambda i, day: i.item_type == "行政许可" and not i.steps,
    ),
    _absent(
        "faq", "faq", "行政许可没有常见问题", "请至少写一问一答。",
        lambda i, day: i.item_type == "行政许可" and not i.faq,
    ),
    _absent(
        "aliases", "aliases", f"日常说法少于 {_ALIASES} 个",
        "请补充群众平时怎么叫这件事，别与事项名称相同。", _few_aliases,
    ),
    _absent(
        "four_lists", "four_lists", "没有填写四办清单", "请按实际选择马上办、网上办、就近办、一次办。",
        lambda i, day: not i.four_lists,
    ),
)  # fmt: skip
"""What must be there; the field's label is the finding."""
