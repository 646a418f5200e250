"""Every figure (指标) of the annual report: key, label, unit, meaning, how it is counted."""

from assistant.models.log_words import CATEGORIES, CHANNELS
from assistant.models.report_tables import APPLICANTS
from assistant.reporting import definition as d
from assistant.reporting.definition import Definition
from assistant.reporting.keys import (
    APPLICANT_KEYS,
    CATEGORY_KEYS,
    CHANNEL_KEYS,
    RESULT_KEYS,
    RESULT_ROWS,
    TICKET_KEYS,
)
from assistant.reporting.tables import RESULTS
from assistant.reporting.work_figures import (
    CHAIN_FIGURES,
    CHANGE_FIGURES,
    CHANNEL_FIGURES,
    FEEDBACK_FIGURES,
    LIST_FIGURES,
    OVERSIGHT_FIGURES,
    PROCUREMENT_FIGURES,
)


def _summed(kind: str) -> str:
    return f"台账“{kind}”当年各条数量之和"


_PUBLISHED = _summed("信息公开发布")
_TICKETS = _summed("12345 工单")
_DOCUMENTS = ("art20_1", "行政规范性文件")
_REQUESTS = "台账“依申请公开”按收到日期、答复日期和办理结果计入表三"
_DISPUTES = "台账“复议和诉讼”当年各条，加往年发生而未审结的"
_NAMED_CHANNELS = tuple(channel for channel in CHANNELS if channel != "other")
_NAMED_CATEGORIES = tuple(category for category, _ in CATEGORIES if category != "其他")
_NAMED_TICKETS = tuple(category for category in TICKET_KEYS if category != "未分类")

_PUBLICATIONS = (
    Definition(
        "publications_total",
        "主动公开政府信息",
        "条",
        "当年各渠道公开的政府信息，在两个渠道发布计两条",
        _PUBLISHED,
        d.of_kind("publication"),
    ),
    *(
        Definition(
            CHANNEL_KEYS[channel],
            f"{CHANNELS[channel]}公开政府信息",
            "条",
            f"当年通过{CHANNELS[channel]}公开的政府信息",
            f"{_PUBLISHED}，限该渠道",
            d.of_kind("publication", channel=channel),
        )
        for channel in _NAMED_CHANNELS
    ),
    Definition(
        CHANNEL_KEYS["other"],
        "其他渠道公开政府信息",
        "条",
        "当年通过其他渠道公开的政府信息",
        f"{_PUBLISHED}，限其他渠道",
        d.unsorted("publication", lambda entry: entry.channel, _NAMED_CHANNELS),
    ),
    *(
        Definition(
            CATEGORY_KEYS[category],
            f"{category}类政府信息",
            "条",
            f"当年公开的{category}类政府信息",
            f"{_PUBLISHED}，限该类别",
            d.of_kind("publication", category=category),
        )
        for category in _NAMED_CATEGORIES
    ),
    Definition(
        CATEGORY_KEYS["其他"],
        "其他类政府信息",
        "条",
        "当年公开的其他类政府信息",
        f"{_PUBLISHED}，限其他类别",
        d.unsorted("publication", lambda entry: entry.category, _NAMED_CATEGORIES),
    ),
)

_DECISIONS = (
    Definition(
        "permits_handled",
        "行政许可处理决定",
        "件",
        "当年作出的行政许可处理决定，含依法不公开的",
        _summed("行政许可办理"),
        d.of_kind("permit"),
        last=d.in_article_20("art20_5", "行政许可", "value", "decisions"),
    ),
    Definition(
        "penalties",
        "行政处罚处理决定",
        "件",
        "当年作出的行政处罚决定，含依法不公开的",
        _summed("行政处罚"),
        d.of_kind("penalty"),
        last=d.in_article_20("art20_6", "行政处罚", "value", "decisions"),
    ),
    Definition(
        "coercions",
        "行政强制处理决定",
        "件",
        "当年作出的行政强制决定，含依法不公开的",
        _summed("行政强制"),
        d.of_kind("coercion"),
        last=d.in_article_20("art20_6", "行政强制", "value", "decisions"),
    ),
    Definition(
        "fees_wan",
        "行政事业性收费",
        "万元",
        "当年收取的行政事业性收费金额",
        f"{_summed('行政事业性收费')}，由元折算为万元",
        d.of_kind("charge"),
        d.amount,
        d.in_article_20("art20_8", "行政事业性收费", "value"),
    ),
    Definition(
        "fee_amount",
        "政府信息公开信息处理费",
        "元",
        "当年收取的政府信息公开信息处理费",
        "台账“行政事业性收费”中名称含“信息处理费”的金额之和",
        d.information_fee,
    ),
    Definition(
        "fee_count",
        "政府信息公开信息处理费件数",
        "件",
        "当年收取政府信息公开信息处理费的申请",
        "台账“行政事业性收费”中名称含“信息处理费”的条数",
        d.information_fee,
        d.entries,
    ),
    Definition(
        "documents_made",
        "制发行政规范性文件",
        "件",
        "当年由本机关牵头制发的行政规范性文件",
        f"{_summed('行政规范性文件')}，限制发",
        d.of_kind("document", category="made"),
        last=d.in_article_20(*_DOCUMENTS, "made"),
    ),
    Definition(
        "documents_repealed",
        "废止行政规范性文件",
        "件",
        "当年废止的行政规范性文件",
        f"{_summed('行政规范性文件')}，限废止",
        d.of_kind("document", category="repealed"),
        last=d.in_article_20(*_DOCUMENTS, "repealed"),
    ),
    Definition(
        "documents_valid",
        "现行有效行政规范性文件",
        "件",
        "年末现行有效的行政规范性文件",
        "最近登记的有效总数，加其后制发的，减其后废止的",
        d.documents_known,
        d.in_force,
        d.in_article_20(*_DOCUMENTS, "valid"),
        on_last_day=True,
    ),
)

_TICKET_FIGURES = (
    Definition(
        "tickets_handled",
        "12345热线工单",
        "件",
        "当年办理的12345热线工单",
        _TICKETS,
        d.of_kind("ticket"),
    ),
    Definition(
        "tickets_on_time_rate",
        "12345热线工单按期回复率",
        "%",
        "按期办理的工单占登记了是否按期的工单的比例",
        "按期工单数除以工单数，没有工单时不计算",
        d.rated,
        d.on_time,
    ),
    *(
        Definition(
            TICKET_KEYS[category],
            f"{category}类工单",
            "件",
            f"当年办理的{category}类12345热线工单",
            f"{_TICKETS}，限该类型",
            d.of_kind("ticket", category=category),
        )
        for category in _NAMED_TICKETS
    ),
    Definition(
        TICKET_KEYS["未分类"],
        "未分类工单",
        "件",
        "当年办理的没有登记类型的12345热线工单",
        f"{_TICKETS}，限没有登记类型的",
        d.unsorted("ticket", lambda entry: entry.category, _NAMED_TICKETS),
    ),
)

_REQUEST_FIGURES = (
    *(
        Definition(
            key, label, "件", meaning, _REQUESTS, d.requests_in(*rows), last=d.in_requests(*rows)
        )
        for key, label, meaning, rows in (
            (
                "requests_received",
                "新收政府信息公开申请",
                "当年新收到的政府信息公开申请",
                ("new_received",),
            ),
            (
                "requests_carried_over",
                "上年结转政府信息公开申请",
                "往年收到、年初尚未办结的申请",
                ("carried_over",),
            ),
            (
                "requests_answered",
                "办结政府信息公开申请",
                "当年答复或作其他处理的申请",
                RESULTS,
            ),
            (
                "requests_carried_forward",
                "结转下年度继续办理的申请",
                "年末尚未办结的申请",
                ("carried_forward",),
            ),
        )
    ),
    *(
        Definition(
            key,
            f"{label}的申请",
            "件",
            f"当年以“{label}”办结的申请",
            _REQUESTS,
            d.requests_in(*RESULT_ROWS[key]),
            last=d.in_requests(*RESULT_ROWS[key]),
        )
        for label, key in RESULT_KEYS.items()
    ),
    *(
        Definition(
            key,
            f"申请人为{APPLICANTS[who]}的申请",
            "件",
            f"当年新收到的、申请人为{APPLICANTS[who]}的申请",
            _REQUESTS,
            d.requests_in("new_received", applicant=who),
            last=d.in_requests("new_received", applicant=who),
        )
        for who, key in APPLICANT_KEYS.items()
    ),
    *(
        Definition(
            key,
            f"政府信息公开{label}",
            "件",
            f"因政府信息公开发生的{label}",
            _DISPUTES,
            d.disputes_in(*groups),
            last=d.in_disputes(*groups),
        )
        for key, label, groups in (
            ("reviews", "行政复议", ("review",)),
            ("lawsuits", "行政诉讼", ("suit_direct", "suit_after_review")),
        )
    ),
)

_TRAININGS = (
    Definition(
        "trainings",
        "政府信息公开培训",
        "次",
        "当年组织的培训",
        _summed("培训"),
        d.of_kind("training"),
    ),
    Definition(
        "trained_people",
        "参加培训",
        "人次",
        "当年参加培训的人次",
        "台账“培训”当年各条参加人次之和，没有登记时不计算",
        d.of_kind("training"),
        d.people,
    ),
)

DEFINITIONS: tuple[Definition, ...] = (
    *_PUBLICATIONS,
    *CHAIN_FIGURES,
    *_DECISIONS,
    *PROCUREMENT_FIGURES,
    *_TICKET_FIGURES,
    *FEEDBACK_FIGURES,
    *_REQUEST_FIGURES,
    *_TRAININGS,
    *OVERSIGHT_FIGURES,
    *CHANNEL_FIGURES,
    *LIST_FIGURES,
    *CHANGE_FIGURES,
)
"""Every figure, in the order of the report."""
