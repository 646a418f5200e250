"""The year's activity (年度台账): what was done when, one entry a deed, never edited."""

from dataclasses import dataclass, field
from typing import Literal

InputType = Literal["text", "date", "number", "select"]


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
    """One field of an entry form: options are (value, label) pairs for a select."""

    name: str
    label: str
    type: InputType = "text"
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry (台账类别) with its form."""

    key: str
    label: str
    unit: str
    inputs: tuple[Input, ...]


def _pairs(*words: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in words)


CHANNELS = {
    "site": "政府网站",
    "wechat": "微信公众号",
    "service_net": "政务服务网",
    "led": "电子显示屏",
    "board": "公告栏",
    "press": "报刊广播电视",
    "other": "其他",
}
"""Where something is published (公开渠道)."""

CATEGORIES = _pairs(
    "工作动态", "行政许可", "政策文件", "政策解读", "通知公告", "财政预决算", "理论调研", "实践创新",
    "意见征集", "规划信息", "机构职能", "领导活动", "其他",
)  # fmt: skip

REQUEST_RESULTS = (
    ("", "尚未办结"),
    ("granted", "予以公开"),
    ("partial", "部分公开"),
    ("denied_secret", "不予公开：属于国家秘密"),
    ("denied_law", "不予公开：其他法律行政法规禁止公开"),
    ("denied_3s1s", "不予公开：危及“三安全一稳定”"),
    ("denied_third_party", "不予公开：保护第三方合法权益"),
    ("denied_internal", "不予公开：属于三类内部事务信息"),
    ("denied_process", "不予公开：属于四类过程性信息"),
    ("denied_enforcement_file", "不予公开：属于行政执法案卷"),
    ("denied_query", "不予公开：属于行政查询事项"),
    ("na_not_held", "无法提供：本机关不掌握"),
    ("na_need_create", "无法提供：需要另行制作"),
    ("na_unclear", "无法提供：补正后仍不明确"),
    ("np_petition", "不予处理：信访举报投诉类"),
    ("np_repeat", "不予处理：重复申请"),
    ("np_publication", "不予处理：要求提供公开出版物"),
    ("np_massive", "不予处理：无正当理由大量反复申请"),
    ("np_reconfirm", "不予处理：要求确认或重新出具"),
    ("other_no_supplement", "其他处理：逾期不补正"),
    ("other_fee_unpaid", "其他处理：逾期不缴费"),
    ("other_misc", "其他处理：其他"),
)

_APPLICANTS = (
    ("natural", "自然人"),
    ("company", "商业企业"),
    ("research", "科研机构"),
    ("ngo", "社会公益组织"),
    ("legal", "法律服务机构"),
    ("other", "其他"),
)

_DATE = Input("happened_on", "日期", "date", required=True)
_QUANTITY = Input("quantity", "数量", "number", required=True)

KINDS: tuple[Kind, ...] = (
    Kind(
        "publication", "信息公开发布", "条",
        (
            _DATE,
            Input("channel", "渠道", "select", tuple(CHANNELS.items()), required=True),
            Input("category", "类别", "select", CATEGORIES, required=True),
            Input("title", "标题", hint="一次补记多条时可以不填"),
            _QUANTITY,
        ),
    ),
    Kind("permit", "行政许可办理", "件", (_DATE, Input("title", "事项或说明"), _QUANTITY)),
    Kind("penalty", "行政处罚", "件", (_DATE, Input("title", "说明"), _QUANTITY)),
    Kind("coercion", "行政强制", "件", (_DATE, Input("title", "说明"), _QUANTITY)),
    Kind("charge", "行政事业性收费", "元", (_DATE, Input("title", "收费项目"), _QUANTITY)),
    Kind(
        "ticket", "12345 工单", "件",
        (
            _DATE,
            Input("category", "类型", "select", _pairs("咨询", "求助", "投诉", "举报", "建议", "表扬")),
            Input("on_time", "是否按期", "select", (("1", "按期"), ("0", "超期")), required=True),
            _QUANTITY,
        ),
    ),
    Kind(
        "request", "依申请公开", "件",
        (
            Input("happened_on", "收到日期", "date", required=True),
            Input("applicant", "申请人", "select", _APPLICANTS, required=True),
            Input("result", "办理结果", "select", REQUEST_RESULTS),
            Input("closed_on", "答复日期", "date", hint="未办结不填，年底计入结转"),
            _QUANTITY,
        ),
    ),
    Kind(
        "dispute", "复议和诉讼", "件",
        (
            _DATE,
            Input(
                "category", "类型", "select",
                (("review", "行政复议"), ("suit_direct", "未经复议直接起诉"), ("suit_after_review", "复议后起诉")),
                required=True,
            ),
            Input(
                "result", "结果", "select",
                (("pending", "尚未审结"), ("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果")),
                required=True,
            ),
            _QUANTITY,
        ),
    ),
    Kind(
        "document", "行政规范性文件", "件",
        (
            _DATE,
            Input(
                "category", "变化", "select",
                (("made", "制发"), ("repealed", "废止"), ("valid", "年末现行有效（总数）")), required=True,
            ),
            Input("title", "文件名称"),
            _QUANTITY,
        ),
    ),
    Kind(
        "training", "培训", "次",
        (_DATE, Input("title", "内容", required=True), Input("people", "参加人次", "number"), _QUANTITY),
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
)  # fmt: skip
"""Every kind of entry, in the order of the form."""

KIND_OF: dict[str, Kind] = {kind.key: kind for kind in KINDS}
