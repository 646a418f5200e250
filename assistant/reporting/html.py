"""The report as one standalone HTML page for the portal: real tables, nothing from outside."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.models.draft import Draft
from assistant.models.log_words import CHANNELS
from assistant.reporting.appendix import appendix_grid
from assistant.reporting.charts import Chart, chart_of
from assistant.reporting.figures import Figure
from assistant.reporting.grids import grids_of
from assistant.reporting.keys import CATEGORY_KEYS, CHANNEL_KEYS, RESULT_KEYS, TICKET_KEYS
from assistant.reporting.wording import day, ordinal, title_lines

_CHARTS: dict[str, dict[str, str]] = {
    "主动公开政府信息（按渠道）": {CHANNELS[c]: key for c, key in CHANNEL_KEYS.items()},
    "主动公开政府信息（按类别）": CATEGORY_KEYS,
    "政府信息公开申请办理结果": RESULT_KEYS,
    "热线工单（按类型）": TICKET_KEYS,
}


def pages_in(templates: Path) -> Environment:
    """The page of a report under the templates' folder."""
    pages = Environment(
        loader=FileSystemLoader(templates / "report" / "page"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {"ordinal": ordinal, "day": day}
    return pages


def report_html(
    draft: Draft,
    pages: Environment,
    *,
    signed_on: str = "",
    appendix: Mapping[str, Figure] | None = None,
) -> str:
    """The whole page; with figures an appendix of their definitions and charts follows."""
    loader = pages.loader
    assert loader is not None
    return pages.get_template("report.html.j2").render(
        draft=draft,
        title=title_lines(draft.title, draft.agency),
        grids=grids_of(draft.tables, draft.edition),
        style=loader.get_source(pages, "report.css")[0],
        signed_on=signed_on,
        appendix=appendix_grid(tuple(appendix.values())) if appendix else None,
        charts=_charts(appendix or {}),
    )


def _charts(figures: Mapping[str, Figure]) -> Sequence[Chart]:
    """Those with two bars or more: one bar compares nothing."""
    drawn = [chart_of(title, parts, figures) for title, parts in _CHARTS.items() if figures]
    return [chart for chart in drawn if len(chart.bars) > 1]
