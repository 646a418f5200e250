"""The year's activity (年度台账): what was done when, one entry a deed, never edited."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.models.log_words import (
    APPLICANT_KINDS,
    CATEGORIES,
    CHANNEL_FACTS,
    CHANNELS,
    DISPUTE_CATEGORIES,
    DISPUTE_OUTCOMES,
    FEEDBACK_CHANNELS,
    INSPECTIONS,
    ITEM_LISTS,
    MATTERS,
    OUTCOMES,
    REQUEST_RESULTS,
    RULE_CHANGES,
    WORK_THEMES,
    pairs,
)

InputType = Literal["text", "long", "date", "number", "select"]


@dataclass(frozen=True, slots=True)
class Activity:
    """One entry of the log (台账条目); a correction is a new entry that names the old one.

    happened_on is ISO-8601 text; quantity counts what the kind counts (条, 件, 次, 人次);
    detail holds the further fields of the kind.
    """

    kind: str
    happened_on: str
    quantity: int = 1
    channel: str = ""
    category: str = ""
    title: str = ""
    detail: dict[str, str] = field(default_factory=dict)
    recorded_by: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One field of an entry form: options are (value, label) pairs for a select.

    least is the smallest number that a number field takes; fields of one group ("" for
    none) stand together under its name.
    """

    name: str
    label: str
    type: InputType = "text"
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    hint: str = ""
    least: int = 1
    group: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry (台账类别) with its form."""

    key: str
    label: str
    unit: str
    inputs: tuple[Input, ...]


_DATE = Input("happened_on", "日期", "date", required=True)
_QUANTITY = Input("quantity", "数量", "number", required=True)
_TOTAL = Input("quantity", "数量", "number", required=True, hint="总数可以是 0", least=0)
_MONTHLY = Input(
    "happened_on", "日期", "date", required=True, hint="按月汇总登记的，填当月最后一天"
)
_CHANNEL = Input("channel", "渠道", "select", tuple(CHANNELS.items()), required=True)

CHAIN: tuple[tuple[str, str, str], ...] = (
    ("drafted", "起草", "起草人"),
    ("reviewed", "审核", "审核人（分管领导）"),
    ("sent", "报送", "报送人（专职联络员）"),
    ("released", "发布", "发布人"),
)
"""Steps of the real-name chain (实名签批) of a publication: key, step, who takes it.

A step is taken when both KEY_by and KEY_on are in the entry's detail.
"""

_CHAIN_INPUTS = tuple(
    chained
    for key, step, who in CHAIN
    for chained in (
        Input(f"{key}_by", who, group="实名签批"),
        Input(f"{key}_on", f"{step}签名日期", "date", group="实名签批"),
    )
)


def _decisions(key: str, label: str) -> Kind:
    return Kind(key, label, "件", (_MONTHLY, Input("title", "事项或说明"), _QUANTITY))


def _rules(key: str, label: str) -> Kind:
    changes = Input("category", "变化", "select", RULE_CHANGES, required=True)
    return Kind(key, label, "件", (_DATE, changes, Input("title", "文件名称"), _TOTAL))


KINDS: tuple[Kind, ...] = (
    Kind(
        "publication", "信息公开发布", "条",
        (
            Input("happened_on", "发布日期", "date", required=True),
            _CHANNEL,
            Input("category", "类别", "select", CATEGORIES, required=True),
            Input("title", "标题", hint="一次补记多条时可以不填"),
            _QUANTITY,
            Input("address", "网址或位置"),
            Input("responsible", "信息责任人"),
            Input(
                "arose_on", "信息形成或变更日期", "date",
                hint="应当在形成或变更之日起 20 个工作日内公开（《条例》第二十六条）",
            ),
            *_CHAIN_INPUTS,
        ),
    ),
    _decisions("permit", "行政许可办理"),
    _decisions("service", "其他对外管理服务事项办理"),
    _decisions("penalty", "行政处罚"),
    _decisions("coercion", "行政强制"),
    Kind("charge", "行政事业性收费", "元", (_MONTHLY, Input("title", "收费项目"), _QUANTITY)),
    Kind(
        "matter", "权责事项数", "项",
        (_DATE, Input("category", "事项类型", "select", MATTERS, required=True), _TOTAL),
    ),
    Kind(
        "procurement", "政府集中采购", "个",
        (
            _DATE,
            Input("title", "采购项目"),
            Input("amount", "采购金额（元）", "number", required=True, least=0),
            _QUANTITY,
        ),
    ),
    Kind(
        "item_list", "清单事项数", "项",
        (_DATE, Input("category", "清单", "select", ITEM_LISTS, required=True), _TOTAL),
    ),
    Kind(
        "ticket", "12345 工单", "件",
        (
            _DATE,
            Input("category", "类型", "select", pairs("咨询", "求助", "投诉", "举报", "建议", "表扬")),
            Input("on_time", "是否按期", "select", (("1", "按期"), ("0", "超期")), required=True),
            _QUANTITY,
        ),
    ),
    Kind(
        "feedback", "意见建议", "条",
        (
            _DATE,
            Input("channel", "来自", "select", tuple(FEEDBACK_CHANNELS.items()), required=True),
            Input("category", "类型", "select", pairs("意见", "建议", "投诉", "咨询", "表扬")),
            Input("title", "内容摘要", hint="不写提出人的姓名和电话"),
            Input("answered", "是否已回应", "select", (("1", "已回应"), ("0", "尚未回应")), required=True),
            _QUANTITY,
        ),
    ),
    Kind(
        "request", "依申请公开", "件",
        (
            Input("happened_on", "收到日期", "date", required=True),
            Input("applicant", "申请人", "select", APPLICANT_KINDS, required=True),
            Input("result", "办理结果", "select", REQUEST_RESULTS),
            Input("closed_on", "答复日期", "date", hint="未办结不填，年底计入结转"),
            _QUANTITY,
        ),
    ),
    Kind(
        "dispute", "复议和诉讼", "件",
        (
            _DATE,
            Input("category", "类型", "select", DISPUTE_CATEGORIES, required=True),
            Input("result", "结果", "select", DISPUTE_OUTCOMES, required=True),
            Input("decided_on", "审结日期", "date", hint="往年发生、今年审结的必须填写"),
            _QUANTITY,
        ),
    ),
    _rules("rule", "规章"),
    _rules("document", "行政规范性文件"),
    Kind(
        "training", "培训", "次",
        (_DATE, Input("title", "内容", required=True), Input("people", "参加人次", "number"), _QUANTITY),
    ),
    Kind(
        "inspection", "检查考核", "次",
        (
            _DATE,
            Input("category", "类型", "select", INSPECTIONS, required=True),
            Input("title", "内容", required=True),
            Input("found", "发现问题数", "number", least=0),
            Input("fixed", "已整改数", "number", least=0),
            _QUANTITY,
        ),
    ),
    Kind(
        "channel_fact", "渠道数据", "次",
        (
            _MONTHLY,
            _CHANNEL,
            Input("category", "指标", "select", CHANNEL_FACTS, required=True),
            _TOTAL,
        ),
    ),
    Kind(
        "work", "工作记事", "项",
        (
            _DATE,
            Input("category", "方面", "select", WORK_THEMES, required=True),
            Input("title", "做了什么（一句话）", required=True),
        ),
    ),
    Kind(
        "problem", "存在的问题", "个",
        (_DATE, Input("title", "问题", required=True), Input("evidence", "依据（数字或事例）")),
    ),
    Kind(
        "measure", "改进措施", "项",
        (
            _DATE,
            Input("title", "措施", required=True),
            Input("owner", "责任人（岗位）", required=True),
            Input("due", "完成日期", "date", required=True),
        ),
    ),
    Kind(
        "outcome", "措施落实", "项",
        (
            _DATE,
            Input("measure", "上年的哪条措施", required=True, hint="与登记措施时写的一样，或写它的编号"),
            Input("category", "落实情况", "select", OUTCOMES, required=True),
            Input("title", "落实结果（数字或事例）", required=True),
        ),
    ),
)  # fmt: skip
"""Every kind of entry, in the order of the form."""

KIND_OF: dict[str, Kind] = {kind.key: kind for kind in KINDS}
