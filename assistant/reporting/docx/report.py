"""The annual report as a Word document: title, chapters, statutory tables, signature, appendix."""

from collections.abc import Mapping
from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Pt

from assistant.models.draft import Draft, Paragraph
from assistant.reporting.appendix import appendix_grid
from assistant.reporting.charts import charts_of
from assistant.reporting.docx.charts import add_chart
from assistant.reporting.docx.page import CHARACTER, mark_pages, new_document
from assistant.reporting.docx.tables import add_table
from assistant.reporting.figures import Figure
from assistant.reporting.grids import grids_of
from assistant.reporting.wording import day, ordinal, title_lines

_GAP = Pt(8)


def report_docx(
    draft: Draft,
    *,
    signed_on: str = "",
    mark: str = "",
    appendix: Mapping[str, Figure] | None = None,
) -> bytes:
    """The document's bytes; the same draft gives the same words and tables.

    signed_on (ISO-8601) puts agency and day at the foot; mark stands above every page;
    appendix adds the figures with their definitions, on a page of their own, and charts.
    """
    document = new_document()
    document.core_properties.title = draft.title
    document.core_properties.author = draft.agency
    if mark:
        mark_pages(document, mark)
    document.add_paragraph("\n".join(title_lines(draft.title, draft.agency)), "Title")
    document.add_paragraph()
    for paragraph in draft.preface:
        _add(document, paragraph)
    grids = grids_of(draft.tables, draft.edition)
    for section in draft.sections:
        heading = document.add_paragraph(f"{ordinal(section.no)}、{section.title}", "Heading 1")
        # A table right above or below would touch the heading.
        heading.paragraph_format.space_before = _GAP if section.no - 1 in grids else Pt(0)
        if section.no in grids:
            heading.paragraph_format.space_after = _GAP
            add_table(document, grids[section.no])
        for paragraph in section.paragraphs:
            _add(document, paragraph)
    if signed_on:
        _sign(document, draft.agency, signed_on)
    if appendix:
        _append(document, appendix, draft.year)
    return _bytes(document)


def _add(document: WordDocument, paragraph: Paragraph) -> None:
    document.add_paragraph(paragraph.text, "Heading 2" if paragraph.heading else "Normal")


def _sign(document: WordDocument, agency: str, signed_on: str) -> None:
    """Agency and day at the right, four characters from the edge, two lines below the text."""
    document.add_paragraph()
    document.add_paragraph()
    for words in (agency, day(signed_on)):
        form = document.add_paragraph(words).paragraph_format
        form.alignment, form.first_line_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(0)
        form.right_indent = CHARACTER * 4


def _append(document: WordDocument, figures: Mapping[str, Figure], year: int) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    grid = appendix_grid(tuple(figures.values()))
    document.add_paragraph(grid.title, "Heading 1")
    add_table(document, grid, numbers=False)
    for number, chart in enumerate(charts_of(figures, year), 1):
        add_chart(document, chart, number)


def _bytes(document: WordDocument) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()
