"""Row labels of the statutory tables as patterns over squeezed text, and where they stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.ingest.reports.text import Squeezed

_REQUESTS = "(?:的)?政府信息公开(?:申请)?(?:的)?(?:数量|件数|数)?"
_NO_LONGER = "(?:[、,]?行政机关不再处理(?:其政府信息公开申请)?)?"

# A label that wraps may hold its own numbers, so that only its first words stand together.
REQUEST_PATTERNS: Mapping[str, re.Pattern[str]] = {
    key: re.compile(pattern)
    for key, pattern in {
        "new_received": rf"(?:一[、.])?本年(?:度)?新收(?:到)?{_REQUESTS}",
        "carried_over": rf"(?:二[、.])?上(?:一)?年(?:度)?结转{_REQUESTS}",
        "granted": r"(?:\(一\))?予以公开",
        "partial": r"(?:\(二\))?部分公开(?:\(区分处理的,只计这一情形,不计其他情形\))?",
        "denied_secret": r"(?:1[.、])?属于国家(?:秘密)?",
        "denied_law": r"(?:2[.、])?其他法律[、]?行政(?:法规禁止公开)?",
        "denied_3s1s": r"(?:3[.、])?危及\"?三安全(?:一稳定\"?)?",
        "denied_third_party": r"(?:4[.、])?保护第三方(?:合法权益)?",
        "denied_internal": r"(?:5[.、])?属于三类(?:内部事务信息)?",
        "denied_process": r"(?:6[.、])?属于四类(?:过程性信息)?",
        "denied_enforcement_file": r"(?:7[.、])?属于行政执法(?:案卷)?",
        "denied_query": r"(?:8[.、])?属于行政查询(?:事项)?",
        "na_not_held": r"(?:1[.、])?本机关不掌握(?:相关政府信息)?",
        "na_need_create": r"(?:2[.、])?没有现成信息(?:需要另行制作)?",
        "na_unclear": r"(?:3[.、])?补正后申请(?:内容仍不明确)?",
        "np_petition": r"(?:1[.、])?信访举报投诉(?:类申请)?",
        "np_repeat": r"(?:2[.、])?重复申请",
        "np_publication": r"(?:3[.、])?要求提供公开(?:出版物)?",
        "np_massive": r"(?:4[.、])?无正当理由大量(?:反复申请)?",
        "np_reconfirm": r"(?:5[.、])?要求行政机关确认(?:或重新出具已获取信息)?",
        "other_group": r"(?:\(六\))?其他处理",
        "other_no_supplement": (
            rf"(?:1[.、])?(?:申请人无正当(?:理由逾期不补正{_NO_LONGER})?|逾期不补正)"
        ),
        "other_fee_unpaid": (
            r"(?:2[.、])?(?:申请人)?逾期(?:未按收费通知(?:要求缴纳费用)?|未缴费|不缴费|不缴纳费用)"
            rf"{_NO_LONGER}"
        ),
        "other_misc": r"3[.、]其他(?!法律)",
        "result_total": r"\(七\)总计",
        "carried_forward": r"(?:四[、.])?结转下(?:一)?年(?:度)?(?:继续办理)?",
    }.items()
}
"""Table three; other_group is a row with numbers in the 2019 edition, a heading in 2021."""

PUBLICATION_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "规章": re.compile("规章"),
    "规范性文件": re.compile("(?:行政)?规范性(?:文件)?"),
    "行政许可": re.compile("行政许可"),
    "其他对外管理服务事项": re.compile("其他对外管理(?:服务事项)?"),
    "行政处罚": re.compile("行政处罚"),
    "行政强制": re.compile("行政强制"),
    "行政事业性收费": re.compile("行政事业性(?:收费)?"),
    "政府集中采购": re.compile("政府集中(?:采购)?"),
}
"""Table two, in the order in which the rows stand."""

# 规章(设区的市…应提供相关数据): some provinces explain a row inside its label.
_NOTE = re.compile(r"\((?![\d,]*\))[^()|]{2,160}\)")
_REACH = 260

# 本年新收申请5件，: the narrative says so too, before the table does.
_TOLD = re.compile(r"(?:共|共计|为|有|了)*\d+余?[件条份宗个][,。;:、()]|的|共|为|均|[,。;]")


@dataclass(frozen=True, slots=True)
class Label:
    """A label and its place in the squeezed text, half-open."""

    key: str
    start: int
    end: int


def request_labels(page: Squeezed) -> list[Label]:
    """Rows of table three from top to bottom, as many as there are.

    Each label is looked up behind the first row, since its words also occur in narrative.
    """
    every = REQUEST_PATTERNS["new_received"].finditer(page.text)
    first = next((hit for hit in every if not _TOLD.match(page.text, hit.end())), None)
    if not first:
        return []
    found = [Label("new_received", *first.span())]
    for key, pattern in list(REQUEST_PATTERNS.items())[1:]:
        # 结转下年度 and 其他处理 may be missing in an excerpt; then narrative must not serve.
        hit = pattern.search(page.text, found[-1].end, found[-1].end + 400)
        if hit:
            found.append(Label(key, *hit.span()))
    return found


def publication_labels(page: Squeezed, start: int) -> list[Label]:
    """Rows of table two from top to bottom, behind start."""
    found: list[Label] = []
    end = start
    for key, pattern in PUBLICATION_PATTERNS.items():
        hit = pattern.search(page.text, end, end + _REACH)
        if hit:
            note = _NOTE.match(page.text, hit.end())
            end = note.end() if note else hit.end()
            found.append(Label(key, hit.start(), end))
    return found
