"""Metrics (指标) that only the statutory tables of a report hold, and all that can be asked for."""

from assistant.models.metrics import METRICS, Metric
from assistant.models.report_tables import REQUEST_ROWS

_GROUPS = ("review", "suit_direct", "suit_after_review")
_SUITS = _GROUPS[1:]
_SUIT = "(?:诉讼|起诉|官司)"


def _disputes(result: str, *groups: str) -> tuple[str, ...]:
    return tuple(f"disputes.{group}.{result}" for group in groups)


def _row(key: str, asked_as: str) -> Metric:
    """A row of table three under its own label, without its number."""
    label = REQUEST_ROWS[key].partition(".")[2] or REQUEST_ROWS[key]
    return Metric(label.partition("、行政机关")[0], "件", asked_as, (f"requests.{key}.total",))


def _asked_by(column: str, label: str, asked_as: str) -> Metric:
    return Metric(
        f"{label}提出的申请",
        "件",
        f"(?:{asked_as}).{{0,4}}(?:申请公开|公开申请|依申请|申请信息公开|提出的?申请|新收)"
        f"|(?:申请公开|公开申请|依申请|新收).{{0,10}}(?:{asked_as})",
        (f"requests.new_received.{column}",),
    )


TABLE_METRICS: dict[str, Metric] = {
    "reviews_upheld": Metric(
        "行政复议结果维持", "件", "复议.{0,8}维持|维持.{0,6}复议", _disputes("upheld", "review")
    ),
    "reviews_corrected": Metric(
        "行政复议结果纠正",
        "件",
        "复议.{0,8}(?:纠正|撤销)|纠正.{0,6}复议",
        _disputes("corrected", "review"),
    ),
    "reviews_pending": Metric(
        "行政复议尚未审结", "件", "复议.{0,8}(?:未审结|没审完)", _disputes("pending", "review")
    ),
    "suits_upheld": Metric(
        "行政诉讼结果维持", "件", f"{_SUIT}.{{0,8}}维持", _disputes("upheld", *_SUITS)
    ),
    "suits_corrected": Metric(
        "行政诉讼结果纠正",
        "件",
        f"{_SUIT}.{{0,8}}(?:纠正|败诉)|败诉",
        _disputes("corrected", *_SUITS),
    ),
    "suits_pending": Metric(
        "行政诉讼尚未审结", "件", f"{_SUIT}.{{0,8}}(?:未审结|没审完)", _disputes("pending", *_SUITS)
    ),
    "disputes_upheld": Metric(
        "复议和诉讼结果维持", "件", "结果维持|维持", _disputes("upheld", *_GROUPS)
    ),
    "disputes_corrected": Metric(
        "复议和诉讼结果纠正", "件", "结果纠正|被?纠正", _disputes("corrected", *_GROUPS)
    ),
    "requests_natural": _asked_by("natural", "自然人", "自然人|个人"),
    "requests_company": _asked_by("company", "商业企业", "商业企业|企业|公司"),
    "requests_results": Metric(
        "申请办理结果总计", "件", "办理结果总?[计数]", ("requests.result_total.total",)
    ),
    "requests_other": Metric(
        "申请其他处理",
        "件",
        "其他处理",
        tuple(
            f"requests.{row}.total"
            for row in ("other_no_supplement", "other_fee_unpaid", "other_misc")
        ),
    ),
    "denied_secret": _row("denied_secret", "国家秘密"),
    "denied_law": _row("denied_law", "法律.{0,6}禁止公开"),
    "denied_3s1s": _row("denied_3s1s", "三安全"),
    "denied_third_party": _row("denied_third_party", "第三方.{0,4}(?:权益|不公开|不予)"),
    "denied_internal": _row("denied_internal", "内部事务"),
    "denied_process": _row("denied_process", "过程性信息"),
    "denied_enforcement_file": _row("denied_enforcement_file", "执法案卷"),
    "denied_query": _row("denied_query", "行政查询"),
    "na_not_held": _row("na_not_held", "不掌握.{0,6}信息"),
    "na_need_create": _row("na_need_create", "没有现成信息|另行制作"),
    "na_unclear": _row("na_unclear", "补正后.{0,6}不明确"),
    "np_petition": _row("np_petition", "信访(?:举报投诉)?类?申请|信访举报投诉类"),
    "np_repeat": _row("np_repeat", "重复申请"),
    "np_massive": _row("np_massive", "大量反复申请"),
    "other_no_supplement": _row("other_no_supplement", "逾期不补正"),
    "other_fee_unpaid": _row("other_fee_unpaid", "逾期未.{0,8}缴纳?费"),
    "penalties": Metric(
        "行政处罚决定",
        "件",
        "行政处罚|处罚决定",
        ("art20_6.行政处罚.value", "art20_6.行政处罚.decisions"),
    ),
    "coercions": Metric(
        "行政强制决定",
        "件",
        "行政强制",
        ("art20_6.行政强制.value", "art20_6.行政强制.decisions"),
    ),
    "charges": Metric(
        "行政事业性收费金额", "万元", "行政事业性收费", ("art20_8.行政事业性收费.value",)
    ),
    "documents_valid": Metric(
        "现行有效规范性文件",
        "件",
        "有效.{0,4}规范性文件|规范性文件.{0,6}有效",
        ("art20_1.行政规范性文件.valid",),
    ),
    "purchases": Metric(
        "政府集中采购项目",
        "个",
        "(?:集中|政府)采购.{0,4}(?:项目|数量)",
        ("art20_9.政府集中采购.projects",),
    ),
}
"""Key to metric, the particular before the general."""

ASKABLE: dict[str, Metric] = {**TABLE_METRICS, **METRICS}
"""Every metric that can be asked for, in the order in which a question is read."""
