"""The report as one standalone HTML page for the portal: real tables, nothing from outside."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.models.draft import Draft
from assistant.reporting.appendix import appendix_grid
from assistant.reporting.charts import charts_of
from assistant.reporting.figures import Figure
from assistant.reporting.grids import grids_of
from assistant.reporting.wording import day, ordinal, title_lines


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
    mark: str = "",
    appendix: Mapping[str, Figure] | None = None,
) -> str:
    """The whole page; with figures an appendix of their definitions and charts follows.

    mark is what every reader must know first, "" for nothing.
    """
    loader = pages.loader
    assert loader is not None
    return pages.get_template("report.html.j2").render(
        draft=draft,
        title=title_lines(draft.title, draft.agency),
        grids=grids_of(draft.tables, draft.edition),
        style=loader.get_source(pages, "report.css")[0],
        signed_on=signed_on,
        mark=mark,
        appendix=appendix_grid(tuple(appendix.values())) if appendix else None,
        charts=charts_of(appendix, draft.year) if appendix else (),
    )
