"""Rules for fields of an item that must agree (前后一致), as practice and the standard have them."""

import re

from assistant.catalogue.rule import Broken, Rule
from assistant.models.finding import Severity
from assistant.models.item import ServiceItem, label_of

PERMIT_STEPS = ("受理", "审核", "审批", "办结", "送达")
WORDS = {
    "item_type": (
        "行政许可", "行政确认", "行政裁决", "行政给付", "行政奖励", "行政备案", "其他行政权力",
        "公共服务",
    ),
    "level": ("国家级", "省级", "市级", "县级", "乡镇级", "村级"),
    "case_type": ("即办件", "承诺件", "联办件", "上报件", "初审件", "转报件"),
    "review_type": ("即审即办", "前审后批"),
    "statutory_unit": ("工作日", "自然日"),
    "promised_unit": ("工作日", "自然日"),
    "online_depth": ("I", "II", "III", "IV"),
    "result_type": ("证照", "批文", "其他", "无"),
}  # fmt: skip
"""The words that the standard knows for a field."""

_CERTIFICATES = ("证", "证书", "执照")
_PAPERS = ("批复", "决定书", "意见书", "通知书")
_CATCH_ALL = re.compile(r"其他(相关)?材料|相关材料|规定的其他")
_PHONE = re.compile(r"0\d{2,3}[-－—－ ]?\d{7,8}|1\d{10}|\d{3,5}|[48]00[-－]?\d{3}[-－]?\d{4}")
_PHONE_FOUND = re.compile(r"[\d][\d\-－— ]{2,}\d")
_LEAST_DIGITS = 7
_OF_PEOPLE = frozenset({"户籍办理", "婚姻登记", "生育收养", "离职退休", "退休养老", "死亡殡葬"})
_OF_BODIES = frozenset({"招标拍卖", "融资信贷", "破产注销", "年检年审", "资质认证"})


def _other_words(field: str) -> Broken:
    def broken(item: ServiceItem, day: str) -> str:
        value = getattr(item, field)
        return value if value and value not in WORDS[field] else ""

    return broken


def _at_once_elsewhere(item: ServiceItem, day: str) -> bool:
    """Whether promise and case type, where both are told, disagree on 即办."""
    if item.promised_days is None or item.case_type not in ("即办件", "承诺件"):
        return False
    return (item.promised_days == 0) != (item.case_type == "即办件")


def _reviewed_otherwise(item: ServiceItem, day: str) -> bool:
    if item.review_type not in ("即审即办", "前审后批") or not item.case_type:
        return False
    return (item.review_type == "即审即办") != (item.case_type == "即办件")


def _over_the_law(item: ServiceItem, day: str) -> bool:
    if item.statutory_days is None or item.promised_days is None:
        return False
    return item.statutory_unit == item.promised_unit and item.promised_days > item.statutory_days


def _steps_too_long(item: ServiceItem, day: str) -> str:
    days = sum(step.days or 0 for step in item.steps)
    if item.promised_days is None or days <= item.promised_days:
        return ""
    return f"合计 {days} 个{item.promised_unit or '工作日'}，承诺 {item.promised_days} 个"


def _lacking_steps(item: ServiceItem, day: str) -> str:
    if item.item_type != "行政许可" or not item.steps:
        return ""
    named = {step.name for step in item.steps}
    return "、".join(step for step in PERMIT_STEPS if step not in named)


def _no_way(item: ServiceItem, day: str) -> bool:
    return item.visits == 0 and item.online is False and item.mail_in is False


def _odd_phone(field: str) -> Broken:
    def broken(item: ServiceItem, day: str) -> str:
        # Shorter runs of digits are extensions, hours and days.
        runs = [r for r in _PHONE_FOUND.findall(getattr(item, field)) if len(r) >= _LEAST_DIGITS]
        return "、".join(run for run in runs if not _PHONE.fullmatch(run.strip()))

    return broken


def _wrong_audience(item: ServiceItem, day: str) -> str:
    if not item.audience:
        return ""
    people = _OF_PEOPLE & set(item.topics) if "自然人" not in item.audience else frozenset()
    bodies = _OF_BODIES & set(item.topics) if set(item.audience) == {"自然人"} else frozenset()
    return "、".join(sorted(people | bodies))


def _error(id: str, field: str, text: str, remedy: str, broken: Broken) -> Rule:
    return Rule(id, Severity.ERROR, field, text, remedy, broken)


def _doubt(id: str, field: str, text: str, remedy: str, broken: Broken) -> Rule:
    return Rule(id, Severity.WARNING, field, text, remedy, broken)


RULES = (
    *(
        _error(
            f"words.{field}", field, f"{label_of(field)}不是规定的用语",
            f"请从{'、'.join(words)}里选。", _other_words(field),
        )
        for field, words in WORDS.items()
    ),
    _error(
        "limit.case_type", "case_type", "承诺时限与办件类型不一致",
        "即办（承诺 0 天）的是即办件，其余是承诺件；请改正其中一处。", _at_once_elsewhere,
    ),
    _error(
        "limit.review_type", "review_type", "审查类型与办件类型不一致",
        "即办件是即审即办，其余是前审后批；请改正其中一处。", _reviewed_otherwise,
    ),
    _error(
        "limit.over_law", "promised_days", "承诺时限比法定时限长",
        "请把承诺时限改到法定时限以内。", _over_the_law,
    ),
    _doubt(
        "limit.steps", "steps", "各环节时限加起来超过承诺时限",
        "请核对各环节时限或承诺时限。", _steps_too_long,
    ),
    _error(
        "result.certificate", "result_type", "结果名称是证照，结果类型却不是",
        "请把结果类型改为证照。",
        lambda i, day: (
            i.result_name.endswith(_CERTIFICATES) and i.result_type in ("批文", "其他", "无")
        ),
    ),
    _error(
        "result.paper", "result_type", "结果名称是批文，结果类型却不是", "请把结果类型改为批文。",
        lambda i, day: i.result_name.endswith(_PAPERS) and i.result_type in ("证照", "其他", "无"),
    ),
    _error(
        "visits.reason", "visit_reason", "不必到现场，却写了必须到现场的原因",
        "请删去原因，或改正到现场次数。",
        lambda i, day: i.visits == 0 and bool(i.visit_reason),
    ),
    _error(
        "visits.no_way", "visits", "不必到现场，又不能网办、不收邮寄材料",
        "请写明网办或邮寄，或改正到现场次数。", _no_way,
    ),
    _error(
        "online.deepest", "visits", "网办深度是 IV（全程网办），却要到现场",
        "请改正网办深度或到现场次数。",
        lambda i, day: i.online_depth == "IV" and bool(i.visits),
    ),
    _error(
        "online.depth", "online", "写了网办深度，是否网办却不是“是”", "请改正其中一处。",
        lambda i, day: bool(i.online_depth) and not i.online,
    ),
    _error(
        "fee.items", "fee", "写了收费项目，是否收费却不是“是”", "请改正其中一处。",
        lambda i, day: bool(i.fee_items) and not i.fee,
    ),
    _error(
        "fee.online", "pay_online", "不收费，却写了可以网上支付", "请改正其中一处。",
        lambda i, day: i.fee is False and i.pay_online is True,
    ),
    _error(
        "phones.same", "complaint_phone", "投诉电话与咨询电话相同",
        "请填写另一部门的监督投诉电话。",
        lambda i, day: bool(i.consult_phone) and i.consult_phone == i.complaint_phone,
    ),
    *(
        _doubt(
            f"phones.{field}", field, f"{label_of(field)}里的号码不像完整的电话",
            "请写成“区号-号码”。", _odd_phone(field),
        )
        for field in ("consult_phone", "complaint_phone")
    ),
    _doubt(
        "audience.topics", "audience", "服务对象与主题分类不一致", "请核对服务对象或主题分类。",
        _wrong_audience,
    ),
    _doubt(
        "steps.permit", "steps", "行政许可的环节不全，缺少", "请补上这些环节。", _lacking_steps
    ),
    _error(
        "faq.whole", "faq", "有一问缺少问题或答案", "请补全，或删去这一问。",
        lambda i, day: any(not (f.question and f.answer) for f in i.faq),
    ),
    _error(
        "materials.catch_all", "materials", "有兜底材料", "请写明具体是什么材料，或删去。",
        lambda i, day: "、".join(m.name for m in i.materials if _CATCH_ALL.search(m.name)),
    ),
    _doubt(
        "materials.when", "materials", "写了什么情形下要交，却不是非必要材料",
        "请把材料必要性改为非必要，或删去情形。",
        lambda i, day: "、".join(
            m.name for m in i.materials if m.when and m.need not in ("", "非必要")
        ),
    ),
    _error(
        "validity.order", "valid_to", "失效日期不在生效日期之后", "请核对两个日期。",
        lambda i, day: bool(i.valid_from and i.valid_to) and i.valid_to <= i.valid_from,
    ),
    _doubt(
        "validity.over", "valid_to", "已过失效日期", "请更新日期，或取消这个事项。",
        lambda i, day: bool(i.valid_to) and i.valid_to <= day,
    ),
)  # fmt: skip
"""What must agree; domain page 4 and our own."""
