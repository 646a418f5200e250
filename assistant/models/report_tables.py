"""Rows, columns and labels of the statutory tables (国办公开办函〔2019〕60号, 〔2021〕30号)."""

APPLICANTS: dict[str, str] = {
    "natural": "自然人",
    "company": "商业企业",
    "research": "科研机构",
    "ngo": "社会公益组织",
    "legal": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
"""Columns of table three, left to right."""

REQUEST_ROWS: dict[str, str] = {
    "new_received": "一、本年新收政府信息公开申请数量",
    "carried_over": "二、上年结转政府信息公开申请数量",
    "granted": "（一）予以公开",
    "partial": "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "denied_secret": "1.属于国家秘密",
    "denied_law": "2.其他法律行政法规禁止公开",
    "denied_3s1s": "3.危及“三安全一稳定”",
    "denied_third_party": "4.保护第三方合法权益",
    "denied_internal": "5.属于三类内部事务信息",
    "denied_process": "6.属于四类过程性信息",
    "denied_enforcement_file": "7.属于行政执法案卷",
    "denied_query": "8.属于行政查询事项",
    "na_not_held": "1.本机关不掌握相关政府信息",
    "na_need_create": "2.没有现成信息需要另行制作",
    "na_unclear": "3.补正后申请内容仍不明确",
    "np_petition": "1.信访举报投诉类申请",
    "np_repeat": "2.重复申请",
    "np_publication": "3.要求提供公开出版物",
    "np_massive": "4.无正当理由大量反复申请",
    "np_reconfirm": "5.要求行政机关确认或重新出具已获取信息",
    "other_no_supplement": "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "other_fee_unpaid": "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "other_misc": "3.其他",
    "result_total": "（七）总计",
    "carried_forward": "四、结转下年度继续办理",
}
"""Rows of table three, top to bottom; the 2019 edition has no row for the two before other_misc."""

REQUEST_GROUPS: dict[str, tuple[str, ...]] = {
    "（三）不予公开": (
        "denied_secret",
        "denied_law",
        "denied_3s1s",
        "denied_third_party",
        "denied_internal",
        "denied_process",
        "denied_enforcement_file",
        "denied_query",
    ),
    "（四）无法提供": ("na_not_held", "na_need_create", "na_unclear"),
    "（五）不予处理": ("np_petition", "np_repeat", "np_publication", "np_massive", "np_reconfirm"),
    "（六）其他处理": ("other_no_supplement", "other_fee_unpaid", "other_misc"),
}
"""Rows of table three that stand under a merged group cell."""

DISPUTE_GROUPS: dict[str, str] = {
    "review": "行政复议",
    "suit_direct": "未经复议直接起诉",
    "suit_after_review": "复议后起诉",
}
"""Groups of table four, left to right."""

DISPUTE_RESULTS: dict[str, str] = {
    "upheld": "结果维持",
    "corrected": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
"""Columns of each group of table four."""

ARTICLE_20: dict[str, str] = {
    "art20_1": "第二十条第（一）项",
    "art20_5": "第二十条第（五）项",
    "art20_6": "第二十条第（六）项",
    "art20_8": "第二十条第（八）项",
    "art20_9": "第二十条第（九）项",
}
"""Blocks of table two; art20_9 stands only in the 2019 edition."""

COLUMNS_2021: dict[str, dict[str, str]] = {
    "art20_1": {"made": "本年制发件数", "repealed": "本年废止件数", "valid": "现行有效件数"},
    "art20_5": {"value": "本年处理决定数量"},
    "art20_6": {"value": "本年处理决定数量"},
    "art20_8": {"value": "本年收费金额（单位：万元）"},
}

ROWS_2021: dict[str, tuple[str, ...]] = {
    "art20_1": ("规章", "行政规范性文件"),
    "art20_5": ("行政许可",),
    "art20_6": ("行政处罚", "行政强制"),
    "art20_8": ("行政事业性收费",),
}

COLUMNS_2019: dict[str, dict[str, str]] = {
    "art20_1": {
        "made_new": "本年新制作数量",
        "published_new": "本年新公开数量",
        "published_total": "对外公开总数量",
    },
    "art20_5": {"prev_items": "上一年项目数量", "delta": "本年增/减", "decisions": "处理决定数量"},
    "art20_6": {"prev_items": "上一年项目数量", "delta": "本年增/减", "decisions": "处理决定数量"},
    "art20_8": {"prev_items": "上一年项目数量", "delta": "本年增/减"},
    "art20_9": {"projects": "采购项目数量", "amount": "采购总金额"},
}

ROWS_2019: dict[str, tuple[str, ...]] = {
    "art20_1": ("规章", "规范性文件"),
    "art20_5": ("行政许可", "其他对外管理服务事项"),
    "art20_6": ("行政处罚", "行政强制"),
    "art20_8": ("行政事业性收费",),
    "art20_9": ("政府集中采购",),
}

APPENDIX_TITLE = "附录 指标口径"
"""Heading of the appendix that an export may add; it is no part of the report itself."""

SECTION_TITLES: dict[int, str] = {
    1: "总体情况",
    2: "主动公开政府信息情况",
    3: "收到和处理政府信息公开申请情况",
    4: "政府信息公开行政复议、行政诉讼情况",
    5: "存在的主要问题及改进情况",
    6: "其他需要报告的事项",
}
