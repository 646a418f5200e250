"""A draft as Markdown: title, preface, sections with the statutory tables."""

from collections.abc import Iterable, Sequence

from assistant.models.draft import Draft, DraftSection, Paragraph
from assistant.models.report import Tables
from assistant.models.report_tables import (
    APPLICANTS,
    ARTICLE_20,
    COLUMNS_2021,
    DISPUTE_GROUPS,
    DISPUTE_RESULTS,
    REQUEST_GROUPS,
    REQUEST_ROWS,
)
from assistant.reporting.wording import ordinal

_SUM_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_RESULTS = "三、本年度办理结果"
_BORDER_ROWS = ("new_received", "carried_over", "carried_forward")
_GROUP_OF = {row: group for group, rows in REQUEST_GROUPS.items() for row in rows}


def written_out(draft: Draft) -> str:
    """The whole draft, a paragraph a line, gaps as their marks; the reader takes it back."""
    blocks = [f"# {draft.title}", *map(_block, draft.preface)]
    for section in draft.sections:
        blocks.append(f"## {ordinal(section.no)}、{section.title}")
        blocks += _tables(draft, section)
        blocks += map(_block, section.paragraphs)
    return "\n\n".join(blocks) + "\n"


def _block(paragraph: Paragraph) -> str:
    return f"### {paragraph.text}" if paragraph.heading else paragraph.text


def _tables(draft: Draft, section: DraftSection) -> list[str]:
    tables = {2: publication, 3: requests, 4: disputes}
    return [tables[section.no](draft.tables)] if section.no in tables else []


def publication(tables: Tables) -> str:
    """Table two: a heading line and a table for each 项 of Article 20."""
    blocks = []
    for block, columns in COLUMNS_2021.items():
        rows = [
            (label, *(cells[column].raw for column in columns))
            for label, cells in tables.art20[block].items()
        ]
        blocks.append(f"{ARTICLE_20[block]}\n\n{_table(('信息内容', *columns.values()), rows)}")
    return "\n\n".join(blocks)


def requests(tables: Tables) -> str:
    """Table three: three columns of labels, merged ones repeated, and seven of numbers."""
    rows = [
        (*_labels(row, label), *(tables.requests[row][column].raw for column in APPLICANTS))
        for row, label in REQUEST_ROWS.items()
    ]
    return _table((_SUM_NOTE, "", "", *APPLICANTS.values()), rows)


def _labels(row: str, label: str) -> tuple[str, str, str]:
    if row in _BORDER_ROWS:
        return label, "", ""
    return (_RESULTS, _GROUP_OF[row], label) if row in _GROUP_OF else (_RESULTS, label, "")


def disputes(tables: Tables) -> str:
    """Table four: fifteen columns under three rows of headings, and one row of numbers."""
    groups = list(DISPUTE_GROUPS.values())
    results = list(DISPUTE_RESULTS.values())
    empty = [""] * (len(results) - 1)
    head = (groups[0], *empty, "行政诉讼", *empty, "", *empty)
    second = ("", *empty, groups[1], *empty, groups[2], *empty)
    cells = tuple(
        tables.disputes[group][result].raw for group in DISPUTE_GROUPS for result in DISPUTE_RESULTS
    )
    return _table(head, (second, results * len(groups), cells))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
