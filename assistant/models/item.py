"""The service item (政务服务事项) and its sub-records; each field carries its Chinese headers."""

from collections.abc import Iterable, Iterator
from dataclasses import Field, dataclass, field, fields
from typing import Any, Literal

Kind = Literal["text", "lines", "list", "int", "flag", "date", "records"]


def _column(kind: Kind, label: str, *headers: str, default: Any = None) -> Any:
    """A dataclass field whose label and further headers (in files) stand beside it."""
    return field(default=default, metadata={"kind": kind, "label": label, "headers": headers})


def _text(label: str, *headers: str) -> Any:
    return _column("text", label, *headers, default="")


def _lines(label: str, *headers: str) -> Any:
    return _column("lines", label, *headers, default=())


def _list(label: str, *headers: str) -> Any:
    return _column("list", label, *headers, default=())


def _records(label: str, *headers: str) -> Any:
    return _column("records", label, *headers, default=())


@dataclass(frozen=True, slots=True)
class Material:
    """One application material (申请材料)."""

    name: str = _text("材料名称")
    kind: str = _text("材料类型")
    form: str = _text("材料形式")
    need: str = _text("材料必要性")
    when: str = _text("非必要时办理情形")
    source: str = _text("来源渠道")
    issuer: str = _text("出具单位")
    copies: int | None = _column("int", "份数")
    blank_form: str = _text("空白表格")
    sample: str = _text("示例样表")
    note: str = _text("备注", "填报须知")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of handling (办理环节); days are of the unit of the item's promised limit."""

    name: str = _text("环节名称")
    days: int | None = _column("int", "办理时限")
    standard: str = _text("审查标准")


@dataclass(frozen=True, slots=True)
class FeeItem:
    """One fee (收费项目)."""

    name: str = _text("收费项目名称")
    standard: str = _text("收费标准")
    basis: str = _text("收费依据")


@dataclass(frozen=True, slots=True)
class Place:
    """One handling place (办理地点); sample marks values that a county must replace (示例)."""

    name: str = _text("名称")
    address: str = _text("地址")
    hours: str = _text("办理时间")
    phone: str = _text("电话")
    level: str = _text("层级")
    window: str = _text("窗口")
    route: str = _text("交通指引")
    sample: bool | None = _column("flag", "示例")


@dataclass(frozen=True, slots=True)
class Faq:
    """One frequent question (常见问题) and its answer."""

    question: str = _text("问题")
    answer: str = _text("答案")


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One handling item (业务办理项), the smallest thing a citizen can handle.

    Only code, name and region_code are always there. Everything else may be empty,
    and an empty field is said to be missing, never guessed. Days count as
    statutory_unit and promised_unit say (工作日 or 自然日); promised_days 0 is 即办.
    Dates are ISO-8601 text; valid_to is the first day on which the item no longer holds.
    """

    code: str = _text("实施编码", "业务办理项编码", "事项编码", "编码")
    name: str = _text("事项名称", "业务办理项名称", "名称")
    region_code: str = _text("区划代码", "行政区划代码")
    parent_name: str = _text("主项名称", "主项")
    sub_name: str = _text("子项名称", "子项")
    base_code: str = _text("基本编码")
    source_code: str = _text("来源编码", "地方实施编码")
    status: str = _text("事项状态")
    item_type: str = _text("事项类型")
    department: str = _text("实施主体", "责任部门", "部门")
    duty_office: str = _text("责任科室")
    deciding_body: str = _text("决定机构")
    accepting_body: str = _text("受理机构")
    entrusting_body: str = _text("委托部门")
    joint_bodies: tuple[str, ...] = _list("联办机构")
    level: str = _text("行使层级")
    audience: tuple[str, ...] = _list("服务对象")
    topics: tuple[str, ...] = _list("主题分类")
    applies_to: str = _text("适用范围")
    legal_basis: tuple[str, ...] = _lines("设定依据", "法律依据")
    conditions: tuple[str, ...] = _lines("受理条件", "办理条件")
    refusal_grounds: tuple[str, ...] = _lines("不予受理情形")
    quota: str = _text("数量限制")
    case_type: str = _text("办件类型")
    review_type: str = _text("事项审查类型")
    four_lists: tuple[str, ...] = _list("审批服务形式", "四办清单")
    materials: tuple[Material, ...] = _records("申请材料", "材料")
    steps: tuple[Step, ...] = _records("办理流程", "办理环节")
    statutory_days: int | None = _column("int", "法定办结时限")
    statutory_unit: str = _text("法定办结时限单位")
    promised_days: int | None = _column("int", "承诺办结时限")
    promised_unit: str = _text("承诺办结时限单位")
    special_steps: str = _text("特别程序")
    visits: int | None = _column("int", "到办事现场次数")
    visit_reason: str = _text("必须现场办理原因说明")
    handle_ways: tuple[str, ...] = _list("办理形式")
    online: bool | None = _column("flag", "是否网办")
    online_depth: str = _text("网办深度")
    online_url: str = _text("网办地址", "网上办理地址")
    mobile_url: str = _text("移动端办理地址")
    booking: bool | None = _column("flag", "是否支持预约")
    mail_in: bool | None = _column("flag", "材料邮寄")
    mail_out: bool | None = _column("flag", "结果邮寄")
    kiosk: bool | None = _column("flag", "是否支持自助终端")
    cross_scope: str = _text("通办范围")
    places: tuple[Place, ...] = _records("办理地点", "地点")
    fee: bool | None = _column("flag", "是否收费", "收费")
    fee_items: tuple[FeeItem, ...] = _records("收费项目")
    pay_online: bool | None = _column("flag", "是否网上支付")
    result_type: str = _text("审批结果类型")
    result_name: str = _text("审批结果名称")
    result_sample: str = _text("审批结果样本")
    delivery: tuple[str, ...] = _list("结果送达方式")
    validity: str = _text("有效期")
    consult_phone: str = _text("咨询方式", "咨询电话")
    complaint_phone: str = _text("监督投诉方式", "监督电话", "投诉电话")
    review_body: str = _text("行政复议")
    court: str = _text("行政诉讼")
    rights: str = _text("依法享有的权利")
    faq: tuple[Faq, ...] = _records("常见问题")
    aliases: tuple[str, ...] = _list("别名", "日常用语", "简称")
    keywords: tuple[str, ...] = _list("关键字", "关键词")
    valid_from: str = _column("date", "计划生效日期", "生效日期", default="")
    valid_to: str = _column("date", "计划取消日期", "失效日期", default="")
    updated: str = _column("date", "更新时间", "更新日期", default="")
    source: str = _text("数据来源")
    sample_fields: tuple[str, ...] = _list("示例字段")


RECORD_TYPES: dict[str, type] = {
    "materials": Material,
    "steps": Step,
    "fee_items": FeeItem,
    "places": Place,
    "faq": Faq,
}
"""Which field of a service item holds which sub-record."""


def columns(of: type = ServiceItem) -> Iterator[Field[Any]]:
    """The fields of an item or sub-record in the order of the record."""
    return iter(fields(of))


def label_of(name: str) -> str:
    """The Chinese label of an item's field; KeyError for an unknown one."""
    return LABELS[name]


LABELS: dict[str, str] = {f.name: f.metadata["label"] for f in fields(ServiceItem)}
_NAMES = {label: name for name, label in LABELS.items()}


def field_names(told: Iterable[str]) -> tuple[str, ...]:
    """Fields by name, of fields told by name or by label; what is neither stays as it is."""
    return tuple(_NAMES.get(one, one) for one in told)


def to_record(value: Any) -> dict[str, Any]:
    """An item or sub-record as plain data, empty fields left out; from_record takes it back."""
    record: dict[str, Any] = {}
    for f in _FIELDS[type(value)].values():
        held = getattr(value, f.name)
        if f.metadata["kind"] == "records":
            held = [to_record(entry) for entry in held]
        elif isinstance(held, tuple):
            held = list(held)
        if held not in (None, "", []):
            record[f.name] = held
    return record


def from_record(
    record: dict[str, Any], of: type = ServiceItem, same: dict[Any, Any] | None = None
) -> Any:
    """The item or sub-record that to_record wrote; unknown keys are an error (KeyError).

    same holds texts, lists and sub-records that were read before: equal ones are not held
    twice, which makes a catalogue a third as large.
    """
    same = {} if same is None else same
    known = _FIELDS[of]
    return of(**{name: _held(held, known[name], same) for name, held in record.items()})


def _held(told: Any, field: Field[Any], same: dict[Any, Any]) -> Any:
    """What a field holds, of what its record tells."""
    kind = field.metadata["kind"]
    if kind == "records":
        told = tuple([from_record(entry, RECORD_TYPES[field.name], same) for entry in told])
    if kind in ("records", "lines", "list"):
        told = tuple([same.setdefault(one, one) for one in told])
    # Not numbers: 1 is equal to True.
    return same.setdefault(told, told) if isinstance(told, (str, tuple)) else told


_FIELDS: dict[type, dict[str, Field[Any]]] = {
    of: {f.name: f for f in fields(of)} for of in (ServiceItem, *RECORD_TYPES.values())
}
