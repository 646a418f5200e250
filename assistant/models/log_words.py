"""The words of the log (台账用语): what its select fields take, each key with its label."""

Options = tuple[tuple[str, str], ...]
"""Pairs of stored value and label, in the order of the form."""


def pairs(*words: str) -> Options:
    """Words that are stored as they are shown."""
    return tuple((word, word) for word in words)


CHANNELS: dict[str, str] = {
    "site": "政府网站",
    "wechat": "微信公众号",
    "service_net": "政务服务网",
    "led": "电子显示屏",
    "board": "公告栏",
    "press": "报刊广播电视",
    "other": "其他",
}
"""Where something is published (公开渠道)."""

CATEGORIES: Options = pairs(
    "工作动态", "行政许可", "政策文件", "政策解读", "通知公告", "财政预决算", "理论调研", "实践创新",
    "意见征集", "规划信息", "机构职能", "领导活动", "其他",
)  # fmt: skip

REQUEST_RESULTS: Options = (
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

APPLICANT_KINDS: Options = (
    ("natural", "自然人"),
    ("company", "商业企业"),
    ("research", "科研机构"),
    ("ngo", "社会公益组织"),
    ("legal", "法律服务机构"),
    ("other", "其他"),
)

RULE_CHANGES: Options = (
    ("made", "制发"),
    ("repealed", "废止"),
    ("valid", "年末现行有效（总数）"),
    ("published", "新公开"),
    ("published_total", "年末对外公开（总数）"),
)
"""What happens to 规章 and 规范性文件; the last two only the 2019 edition asks for."""

DISPUTE_CATEGORIES: Options = (
    ("review", "行政复议"),
    ("suit_direct", "未经复议直接起诉"),
    ("suit_after_review", "复议后起诉"),
)

DISPUTE_OUTCOMES: Options = (
    ("pending", "尚未审结"),
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
)

MATTERS: Options = (
    ("permit", "行政许可"),
    ("other_service", "其他对外管理服务事项"),
    ("penalty", "行政处罚"),
    ("coercion", "行政强制"),
    ("charge", "行政事业性收费"),
)
"""Kinds of powers of which the 2019 edition counts the items (项目数量)."""

ITEM_LISTS: Options = (
    ("items", "全部政务服务事项"),
    ("immediate", "“马上办”清单"),
    ("online", "“网上办”清单"),
    ("nearby", "“就近办”清单"),
    ("once", "“一次办”清单"),
    ("one_visit", "最多跑一次事项"),
)
"""Lists of service items; a logged total wins over the count of the catalogue."""

CHANNEL_FACTS: Options = (
    ("visits", "访问量（次）"),
    ("reads", "阅读量（次）"),
    ("followers", "关注人数（年末总数）"),
)

FEEDBACK_CHANNELS: dict[str, str] = {
    "box": "意见箱",
    "hotline": "12345 便民服务热线",
    "phone": "监督投诉电话",
    "wechat": "微信文章评论区",
    "site": "网站评论区",
    "other": "其他",
}
"""Where people tell their opinion (意见建议渠道)."""

INSPECTIONS: Options = pairs("自查", "上级检查", "第三方评估", "工作考核", "社会评议", "责任追究")

WORK_THEMES: Options = (
    ("management", "政府信息管理"),
    ("platform", "公开平台建设"),
    ("oversight", "监督保障"),
    ("other", "其他需要报告的事项"),
)
"""Themes of section one that no number tells, and section six."""

OUTCOMES: Options = (("done", "已完成"), ("ongoing", "正在推进"), ("dropped", "未落实"))
"""What became of last year's measure (整改落实)."""
