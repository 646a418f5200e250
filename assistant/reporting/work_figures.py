"""Figures (指标) of the work around publishing: real-name chain, feedback, channels, checks, lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from assistant.models.activity import CHAIN, Activity
from assistant.models.log_words import FEEDBACK_CHANNELS, ITEM_LISTS
from assistant.reporting import definition as d
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.counting import YUAN_PER_WAN
from assistant.reporting.definition import Basis, Definition
from assistant.workdays import Workdays


def missing_steps(entry: Activity) -> tuple[str, ...]:
    """Steps of the real-name chain that nobody has signed, in their order (起草, 审核, 报送, 发布)."""
    return missing_in(entry.detail)


def missing_in(detail: Mapping[str, str]) -> tuple[str, ...]:
    """missing_steps of an entry's detail."""
    return tuple(
        step for key, step, _ in CHAIN if not (detail.get(f"{key}_by") and detail.get(f"{key}_on"))
    )


MOST_DAYS = 20
"""Working days within which information is to be published (《条例》第二十六条)."""


def days_to_publish(entry: Activity, calendar: Workdays) -> int | None:
    """Working days from when the matter arose to its publication; None where that is not told."""
    arose_on = entry.detail.get("arose_on")
    if not arose_on:
        return None
    return calendar.between(date.fromisoformat(arose_on), date.fromisoformat(entry.happened_on))


def last_days(arose_on: Iterable[str], calendar: Workdays) -> dict[str, str]:
    """The last day on which what arose on a day is published in time.

    Once for each day: there may be thousands of publications.
    """
    return {
        day: calendar.after(date.fromisoformat(day), MOST_DAYS).day.isoformat()
        for day in set(arose_on)
    }


def _late(rows: Sequence[Activity], basis: Basis) -> int | None:
    """Quantities published later than that; None where no row tells when its matter arose."""
    told = [row for row in rows if row.detail.get("arose_on")]
    last = last_days({row.detail["arose_on"] for row in told}, basis.calendar)
    late = (row.quantity for row in told if row.happened_on > last[row.detail["arose_on"]])
    return sum(late) if told else None


def _published(chained: bool) -> d.Chosen:
    return d.Chosen("publication", lambda entry, year: chained is not bool(missing_steps(entry)))


def _detail_sum(name: str) -> d.Value:
    """The sum of a numeric detail; None where no row tells it."""

    def summed(rows: Sequence[Activity], basis: Basis) -> int | None:
        told = [int(row.detail[name]) for row in rows if row.detail.get(name)]
        return sum(told) if told else None

    return summed


def _wan(rows: Sequence[Activity], basis: Basis) -> Decimal:
    """Amounts in 元 as 万元."""
    return Decimal(sum(int(row.detail.get("amount") or 0) for row in rows)) / YUAN_PER_WAN


def _latest_each(rows: Sequence[Activity], basis: Basis) -> int | None:
    """The last total of each channel, summed; None where none is logged."""
    last = {row.channel: row.quantity for row in rows}
    return sum(last.values()) if last else None


def _flow(rows: Sequence[Activity], basis: Basis) -> int | None:
    """The sum of quantities; None where none is logged, since nobody may have counted."""
    return sum(row.quantity for row in rows) if rows else None


def _listed(count: Callable[[CatalogueCounts], int | None]) -> d.Value:
    """The last total that the year's log states, otherwise the catalogue's count."""
    return lambda rows, basis: rows[-1].quantity if rows else count(basis.catalogue)


_answered = d.Chosen("feedback", lambda entry, year: entry.detail.get("answered") == "1")


_FACT = "台账“渠道数据”"
_FEEDBACK = "台账“意见建议”当年各条数量之和"

CHAIN_FIGURES = (
    Definition(
        "publications_chained",
        "经实名签批公开的政府信息",
        "条",
        "当年公开的、起草审核报送发布四步都有人签名的政府信息",
        "台账“信息公开发布”中四步的人和日期齐全的数量之和",
        _published(chained=True),
    ),
    Definition(
        "publications_unchained",
        "实名签批未完成的政府信息",
        "条",
        "当年公开的、四步签名不全的政府信息",
        "台账“信息公开发布”中四步的人或日期有缺的数量之和",
        _published(chained=False),
    ),
    Definition(
        "publications_late",
        "超过20个工作日公开的政府信息",
        "条",
        "当年公开的、自形成或变更之日起超过20个工作日才公开的政府信息",
        "台账“信息公开发布”中登记了形成或变更日期的，按工作日历计算；都没有登记时不计算",
        d.of_kind("publication"),
        _late,
    ),
)
"""Publications by whether the real-name chain (实名签批) is whole, and those that came late."""

FEEDBACK_FIGURES = (
    Definition(
        "feedback_total",
        "收到意见建议",
        "条",
        "当年从各渠道收到的意见建议",
        _FEEDBACK,
        d.of_kind("feedback"),
    ),
    Definition(
        "feedback_answered",
        "已回应的意见建议",
        "条",
        "当年收到并已回应的意见建议",
        f"{_FEEDBACK}，限已回应的",
        _answered,
    ),
    *(
        Definition(
            f"feedback_{channel}",
            f"{label}收到的意见建议",
            "条",
            f"当年从{label}收到的意见建议",
            f"{_FEEDBACK}，限该渠道",
            d.of_kind("feedback", channel=channel),
        )
        for channel, label in FEEDBACK_CHANNELS.items()
    ),
)

OVERSIGHT_FIGURES = (
    Definition(
        "inspections",
        "检查考核",
        "次",
        "当年开展或接受的检查、评估和考核",
        "台账“检查考核”当年各条数量之和",
        d.of_kind("inspection"),
    ),
    Definition(
        "inspection_findings",
        "检查发现的问题",
        "个",
        "当年检查考核发现的问题",
        "台账“检查考核”当年各条发现问题数之和，没有登记时不计算",
        d.of_kind("inspection"),
        _detail_sum("found"),
    ),
    Definition(
        "inspection_fixed",
        "检查发现并已整改的问题",
        "个",
        "当年检查考核发现并已整改的问题",
        "台账“检查考核”当年各条已整改数之和，没有登记时不计算",
        d.of_kind("inspection"),
        _detail_sum("fixed"),
    ),
)

CHANNEL_FIGURES = (
    Definition(
        "site_visits",
        "政府网站访问量",
        "次",
        "当年政府网站公开栏目的访问量",
        f"{_FACT}当年政府网站访问量之和",
        d.of_kind("channel_fact", channel="site", category="visits"),
        _flow,
    ),
    Definition(
        "wechat_reads",
        "微信公众号阅读量",
        "次",
        "当年微信公众号文章的阅读量",
        f"{_FACT}当年微信公众号阅读量之和",
        d.of_kind("channel_fact", channel="wechat", category="reads"),
        _flow,
    ),
    Definition(
        "wechat_followers",
        "微信公众号关注人数",
        "人",
        "年末微信公众号的关注人数",
        f"{_FACT}当年最后登记的微信公众号关注人数",
        d.of_kind("channel_fact", channel="wechat", category="followers"),
        _latest_each,
        on_last_day=True,
    ),
)

PROCUREMENT_FIGURES = (
    Definition(
        "procurements",
        "政府集中采购项目",
        "个",
        "当年政府集中采购的项目",
        "台账“政府集中采购”当年各条数量之和",
        d.of_kind("procurement"),
    ),
    Definition(
        "procurement_wan",
        "政府集中采购金额",
        "万元",
        "当年政府集中采购的金额",
        "台账“政府集中采购”当年各条采购金额之和，由元折算为万元",
        d.of_kind("procurement"),
        _wan,
    ),
)

_LIST_FIGURES: dict[str, tuple[str, str, Callable[[CatalogueCounts], int | None]]] = {
    "items": ("service_items", "政务服务事项", lambda c: c.items),
    "immediate": ("list_immediate", "“马上办”事项", lambda c: c.immediate),
    "online": ("list_online", "“网上办”事项", lambda c: c.online),
    "nearby": ("list_nearby", "“就近办”事项", lambda c: c.nearby),
    "once": ("list_once", "“一次办”事项", lambda c: c.once),
    "one_visit": ("one_visit_items", "最多跑一次事项", lambda c: c.one_visit),
}

LIST_FIGURES = tuple(
    Definition(
        _LIST_FIGURES[category][0],
        _LIST_FIGURES[category][1],
        "项",
        f"年末{label}的事项数",
        "台账“清单事项数”当年最后登记的总数，没有登记的按当年最后一天的事项目录计数（年未过完的按今天）",
        d.of_kind("item_list", category=category),
        _listed(_LIST_FIGURES[category][2]),
        on_last_day=True,
    )
    for category, label in ITEM_LISTS
)
"""Counts of service items (事项数): what the log states of the year wins over the catalogue."""

CHANGE_FIGURES = tuple(
    Definition(key, label, "项", meaning, counted, value=value)
    for key, label, meaning, counted, value in (
        (
            "items_added",
            "新增政务服务事项",
            "当年新列入目录的事项",
            "事项目录中当年起用的新事项，建库当天装入的不算",
            lambda rows, basis: basis.catalogue.added,
        ),
        (
            "items_changed",
            "调整政务服务事项",
            "当年内容有调整的事项",
            "事项目录中当年起用了新版本的事项，一项多次调整计一项",
            lambda rows, basis: basis.catalogue.changed,
        ),
    )
)
"""Changes of the catalogue (目录变更), which nobody types: they come from the items' versions."""
