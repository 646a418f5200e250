"""What a question asks of reports (问年报的要点): metrics, years, agencies, and which of them."""

import functools
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from assistant.answering.agencies_named import agencies_in
from assistant.answering.knowledge import KnownReport
from assistant.language.years import Years, years_in
from assistant.models.table_metrics import ASKABLE

_ASKED = tuple((key, re.compile(metric.asked_as)) for key, metric in ASKABLE.items())
# Of one family the general means only what no particular one does: 微信公开信息 is no total.
_GENERAL = ("publications_total", "tickets_handled", "requests_received", "reviews", "lawsuits")
_ABOUT_REPORT = re.compile(
    r"年报|年度报告|工作报告|公开报告|信息公开(?!.{0,4}(?:电话|号码)).{0,6}(?:情况|多少(?![天钱])|几条)"
)
# 公司年报 is filed by a company; nobody asks what it says.
_FILED = re.compile(
    r"(?:公司|企业|个体|执照|合作社|工商|农场|社会组织|社团|团体|民非|民办非|基金会|协会|商会).{0,16}(?:年报|年度报告)"
    r"|(?:网店|店铺|开店|报税|异常).{0,30}年报|[没未忘漏][有了报做填交]{0,2}年报|年报.{0,30}(?:异常|报税)"
    r"|(?:年报|年度报告).{0,4}(?:公示|[在去]哪|怎么[报填弄]|申报|填报|截止|逾期|补报|异常|带什么|材料|流程|手续|代办|网上)"
)
_COUNTS = re.compile(
    r"多少(?!天|钱|元|块|日|小时|个?工作日|岁|费(?!用?了)|月|分钟?|材料|资料|证件|手续|种|样|步|路|号)"
    r"|几[条件个项次期场人起篇份名宗](?!材料|工作日|月|资料|证)|好多(?!钱)|总数|数量|总共|一共|合计|[率度](?!假)|比例|占比"
)
_MOST = re.compile(
    r"最[多高大]|(?:谁|哪[个家]?(?:局|县|市|区|镇|单位|机关|地方|部门)?).{0,10}?(?:更?[多高])(?!少)"
)
_LEAST = re.compile(
    r"最[少低小]|(?:谁|哪[个家]?(?:局|县|市|区|镇|单位|机关|地方|部门)?).{0,10}?(?<!多)更?[少低]"
)
_WHO = re.compile(
    r"谁|哪[个家]?(?:局|县|市|区|镇|单位|机关|地方|部门)|哪[个家](?!年)|各(?:局|县|市|区|镇|单位|机关|部门)"
)
_GROWTH = re.compile(
    r"增长|同比|增幅|增速|(?:增加|减少|下降|上升)了?(?:多少|几|没有)?|[多少涨降升]了多少|差多少|相差"
)
_TREND = re.compile(r"趋势|走势|变化")
_COMPARE = re.compile(r"相比|对比|比较|(?<!同)比(?!例|率|如|赛|上)|[跟和与].{1,20}差")
_FILLING = re.compile(
    r"政府信息公开|信息公开|政务公开|年度报告|工作报告|年报|报告|多少|几[条件个项次期场人起篇份名宗]|好多|总数|数量|总共|一共"
    r"|合计|分别|怎么样|如何|什么|请问|请帮我|帮我|查一?下|查询?|看一?下|想知道|告诉我?|知道|有没有|没有|机关|单位|部门|事项|工单"
    r"|清单|情况|数据|统计|数字|全[年县局市]|政务服务|政府|公众号|平台|热线|主动|群众|办理|办了?|办结|收到|收了|受理|公开了?|发布了?"
    r"|处理了?|做了?|开展了?|组织了?|业务|信息|文章|条数|件数|次数|一年|年|里面?|中|上|各|每|共|有|是|的|地|得|了|呢|吗|么|嘛|啊|呀|吧|那|还|就|都"
    r"|到底|究竟|大概|大约|和|与|跟|同|比|哪|谁|最|多|少|高|低|大|小|更|也|再|换成|改|我|您|你|被|要|能|可以|[条件个项次期场人起篇份名宗]"
    r"|[^\w\u4e00-\u9fff]|\s"
)
# So many characters may stay unexplained before the question is about something else.
_REST, _REST_WHEN_NOT, _REST_WHEN_SURE = 3, 6, 9


class Wanted(StrEnum):
    """Which of the figures is meant (想知道的): each, the most, the least, how much it grew."""

    VALUE = "value"
    MOST = "most"
    LEAST = "least"
    GROWTH = "growth"
    TREND = "trend"
    COMPARED = "compared"


@dataclass(frozen=True, slots=True)
class ReportAsk:
    """What one question asks; an empty part was left unsaid.

    who: agencies are compared, not years. unknown are places without a report. rest counts
    the characters that none of this explains.
    """

    metrics: tuple[str, ...] = ()
    years: Years = field(default_factory=Years)
    agencies: tuple[str, ...] = ()
    wanted: Wanted = Wanted.VALUE
    who: bool = False
    unknown: tuple[str, ...] = ()
    counts: bool = False
    about: bool = False
    rest: int = 0

    @property
    def of_reports(self) -> bool:
        """Whether only a report can be meant, and not an item that shares a word with it."""
        if self.about:
            return True
        if not self.metrics:
            return False
        several = self.years.latest or self.years.every or len(self.years.named) > 1
        # 2019年行政许可: a year and a metric, and not one word besides.
        bare = bool(self.years.named) and not self.rest
        asked = self.counts or self.wanted in (Wanted.MOST, Wanted.LEAST, Wanted.GROWTH)
        trend = self.wanted is Wanted.TREND and self.rest <= _REST
        sure = self.years or self.agencies or self.wanted is not Wanted.VALUE
        most_rest = _REST_WHEN_SURE if sure else _REST_WHEN_NOT
        return bool(asked or trend or several or bare) and self.rest <= most_rest

    def as_text(self) -> str:
        """One line for the log, from which ask_from makes the same ask again."""
        return json.dumps(asdict(self), ensure_ascii=False)


def ask_from(text: str) -> ReportAsk | None:
    """The ask that as_text wrote down; None for an empty text."""
    if not text:
        return None
    data = json.loads(text)
    years = Years(tuple(data["years"].pop("named")), **data["years"])
    lists = {name: tuple(data[name]) for name in ("metrics", "agencies", "unknown")}
    return ReportAsk(**{**data, **lists, "years": years, "wanted": Wanted(data["wanted"])})


def metrics_in(key: str) -> tuple[tuple[str, ...], str]:
    """Keys of the metrics a search key asks for, and the key with their words blotted out."""
    found: list[str] = []
    for metric, words in _ASKED:
        family = metric.partition("_")[0]
        if metric in _GENERAL and any(f.partition("_")[0] == family for f in found):
            continue
        if hit := words.search(key):
            found.append(metric)
            key = key[: hit.start()] + " " * len(hit[0]) + key[hit.end() :]
    return tuple(found), key


@functools.lru_cache(maxsize=256)
def hints_at_reports(key: str, this_year: int) -> bool:
    """Whether a search key may ask anything of reports: no other is worth a closer look.

    Cheap, since every question comes by here.
    """
    years, _ = years_in(key, this_year)
    if years or years.before or _COUNTS.search(key) or _ABOUT_REPORT.search(key):
        return True
    return _wanted(key, years) is not Wanted.VALUE


def read_ask(
    key: str,
    this_year: int,
    reports: Sequence[KnownReport],
    own: str,
    places: Sequence[str] = (),
) -> ReportAsk:
    """What a search key asks of reports; places are its words that name places."""
    metrics, rest = metrics_in(key)
    about = bool(_ABOUT_REPORT.search(key)) and not _FILED.search(key)
    years, rest = years_in(rest, this_year)
    named = agencies_in(rest, reports, own, places)
    wanted = _wanted(key, years)
    rest = named.rest
    for words in (_GROWTH, _TREND, _COMPARE):
        rest = words.sub("", rest)
    return ReportAsk(
        metrics,
        years,
        named.agencies,
        wanted,
        bool(_WHO.search(key)),
        named.unknown,
        bool(_COUNTS.search(key)),
        about,
        len(_FILLING.sub("", rest)),
    )


def _wanted(key: str, years: Years) -> Wanted:
    # 跑一次 belongs to the name of a list: 最多跑一次 asks for no maximum.
    plain = re.sub("最多跑", "跑", key)
    if years.before or _GROWTH.search(plain):
        return Wanted.GROWTH
    for wanted, words in ((Wanted.LEAST, _LEAST), (Wanted.MOST, _MOST), (Wanted.TREND, _TREND)):
        if words.search(plain):
            return wanted
    return Wanted.COMPARED if _COMPARE.search(plain) else Wanted.VALUE
