"""The report as a file (导出): its form follows the ending of the name."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import Environment

from assistant.errors import BadInput
from assistant.ingest.reports.data import Data, report_as_data
from assistant.ingest.reports.front import SAMPLE_SUFFIX
from assistant.ingest.reports.reader import read_report_text
from assistant.models.draft import Draft
from assistant.reporting.figures import Figure
from assistant.reporting.html import report_html
from assistant.reporting.listing import figures_as_data
from assistant.reporting.markdown import written_out
from assistant.reporting.pdf import pdf_of

SAMPLE_MARK = "示例年度：数字不是真实的，不能作为年度报告使用"
"""What stands above every page that is made of the sample year."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported: the draft, the day of signing ("" for none), figures for an appendix.

    sample tells that figures come from the sample year: title and pages then say 示例.
    """

    draft: Draft
    pages: Environment
    signed_on: str = ""
    appendix: Mapping[str, Figure] = field(default_factory=dict)
    sample: bool = False

    @property
    def title(self) -> str:
        """The title as it stands on the file."""
        return self.draft.title + (SAMPLE_SUFFIX if self.sample else "")

    @property
    def mark(self) -> str:
        """What stands above the pages, "" for nothing."""
        return SAMPLE_MARK if self.sample else ""


def exported(what: Export, suffix: str) -> bytes:
    """The file's bytes; raises BadInput for an ending that is none of FORMS.

    .docx, .html and .md are read back by the importer of reports with the same tables;
    .json is what that importer makes of them, with the definitions where there is an
    appendix. .pdf may raise Unavailable.
    """
    form = FORMS.get(suffix.lower())
    if form is None:
        raise BadInput(f"不能导出“{suffix}”文件，请用 {'、'.join(FORMS)} 之一作结尾。")
    return form(replace(what, draft=replace(what.draft, title=what.title)))


def _docx(what: Export) -> bytes:
    # Late: a service seldom writes one, and the library takes its time to start.
    from assistant.reporting.docx.report import report_docx

    return report_docx(what.draft, signed_on=what.signed_on, mark=what.mark, appendix=what.appendix)


def _page(what: Export) -> str:
    return report_html(
        what.draft, what.pages, signed_on=what.signed_on, mark=what.mark, appendix=what.appendix
    )


def _json(what: Export) -> bytes:
    draft = what.draft
    read = read_report_text(written_out(draft), agency=draft.agency, year=draft.year)
    data: Data = report_as_data(read)
    if what.appendix:
        data["definitions"] = figures_as_data(what.appendix)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


FORMS: dict[str, Callable[[Export], bytes]] = {
    ".docx": _docx,
    ".html": lambda what: _page(what).encode(),
    ".pdf": lambda what: pdf_of(_docx(what)),
    ".md": lambda what: written_out(what.draft).encode(),
    ".json": _json,
}
"""Ending of a file's name to what writes it."""
