"""A signed draft as a published report (公布): read back like any other, so that it can be asked."""

from collections.abc import Mapping
from typing import Any

from assistant.errors import BadInput
from assistant.ingest.reports.data import report_as_data
from assistant.ingest.reports.reader import read_report_text
from assistant.models.report import Tables
from assistant.reporting.frozen import draft_from
from assistant.reporting.markdown import written_out
from assistant.storage.reports import ReportToSave

ORIGIN = "本系统定稿"
"""How the origin of a report that was signed here begins."""


def published_form(document: Mapping[str, Any], signed_by: str) -> ReportToSave:
    """The report that goes into the index, from the document that was signed.

    Raises BadInput where the tables, read back, are not those that were signed: then
    citizens would get other figures than the leader put his name to.
    """
    draft = draft_from(document)
    report = read_report_text(written_out(draft), agency=draft.agency, year=draft.year)
    if not _same(report.tables, draft.tables):
        raise BadInput("公布前核对发现，读回的表格与定稿不一致，请联系维护人员，暂不要公布。")
    return ReportToSave(
        draft.year,
        draft.edition.value,
        report.title or draft.title,
        report_as_data(report),
        f"{ORIGIN}，{signed_by}签发",
    )


def _same(read: Tables, signed: Tables) -> bool:
    return (
        all(_values(read.art20[block]) == _values(rows) for block, rows in signed.art20.items())
        and _values(read.requests) == _values(signed.requests)
        and _values(read.disputes) == _values(signed.disputes)
    )


def _values(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, object]]:
    return {
        row: {column: cell.value for column, cell in cells.items()} for row, cells in rows.items()
    }
