"""A draft as Markdown: title, preface, sections with the statutory tables."""

from collections.abc import Sequence

from assistant.models.draft import Draft, Paragraph
from assistant.reporting.grids import Grid, grids_of
from assistant.reporting.wording import ordinal


def written_out(draft: Draft) -> str:
    """The whole draft, a paragraph a line, gaps as their marks; the reader takes it back."""
    grids = grids_of(draft.tables, draft.edition)
    blocks = [f"# {draft.title}", *map(_block, draft.preface)]
    for section in draft.sections:
        blocks.append(f"## {ordinal(section.no)}、{section.title}")
        if section.no in grids:
            blocks.append(_table(grids[section.no]))
        blocks += map(_block, section.paragraphs)
    return "\n\n".join(blocks) + "\n"


def _block(paragraph: Paragraph) -> str:
    return f"### {paragraph.text}" if paragraph.heading else paragraph.text


def _table(grid: Grid) -> str:
    """Places that a cell spans are empty, since Markdown merges none."""
    head, *rows = (_row(places) for places in grid.places())
    return "\n".join([head, _row(["---"] * len(grid.widths)), *rows])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
