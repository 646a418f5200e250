"""One published annual report, read from text or a file into an AnnualReport."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.errors import Refused
from assistant.ingest.reports.decode import decode
from assistant.ingest.reports.documents import READABLE as DOCUMENTS
from assistant.ingest.reports.documents import document_text
from assistant.ingest.reports.figures import figures
from assistant.ingest.reports.front import read_front, split_signature
from assistant.ingest.reports.markup import is_markup, plain_text
from assistant.ingest.reports.recognising import SCAN_MARK
from assistant.ingest.reports.scan_doubts import with_scan_doubts
from assistant.ingest.reports.sections import Parts, split
from assistant.ingest.reports.table_disputes import Disputes, read_disputes
from assistant.ingest.reports.table_publication import Publication, read_publication
from assistant.ingest.reports.table_requests import Requests, read_requests
from assistant.ingest.reports.text import cleaned, squeezed
from assistant.models.report import AnnualReport, Edition, Section, Tables, Uncertainty
from assistant.models.report_tables import APPENDIX_TITLE

LARGEST = 20 * 1024 * 1024
"""Bytes that one report file may have."""

LONGEST = 1_000_000
"""Characters that one report may have; the longest real ones have some fifty thousand."""

_SCANNED = Uncertainty("全文", "", "由扫描件识别而来，文字和数字可能认错，请对照原件核对。")
_APPENDIX = re.compile(rf"\n\s*{re.escape(APPENDIX_TITLE)}\s*\n")
READABLE = (".txt", ".md", ".html", ".htm", *DOCUMENTS)
"""Endings of the files that are read here."""


def read_report(path: Path, *, agency: str = "", year: int = 0) -> AnnualReport:
    """One published report from a .txt, .md, .html, .docx or .pdf file; agency and year win over the text.

    Raises Refused, with a sentence for the reader, for a file that is missing, empty, too
    large, of another kind, unreadable or without any section of an annual report.
    """
    return read_report_text(text_of(path), agency=agency, year=year)


def text_of(path: Path, document: Callable[[Path], str] = document_text) -> str:
    """All that a report's file says, markup included where it has any; Refused as read_report.

    document reads a Word or PDF file.
    """
    if path.suffix.lower() not in READABLE:
        kinds = "、".join(READABLE)
        raise Refused(f"不支持“{path.suffix or path.name}”文件，请提供 {kinds} 格式的年度报告。")
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise Refused(f"无法读取文件“{path.name}”，请检查文件是否存在、是否有权限。") from error
    if size > LARGEST:
        raise Refused(f"文件“{path.name}”超过 20 MB，请去掉图片或拆分后再导入。")
    return document(path) if path.suffix.lower() in DOCUMENTS else decode(raw)


def read_report_text(text: str, *, agency: str = "", year: int = 0) -> AnnualReport:
    """The report in a text, an HTML page or a Markdown draft; nothing is guessed silently.

    What could not be read for certain is in `uncertain`. An excerpt is read as far as it
    goes. Raises Refused where the text is empty or holds no section of an annual report.
    """
    if not text.strip():
        raise Refused("文件是空的，请检查后重新选择年度报告文件。")
    scanned = text.startswith(SCAN_MARK)
    text = text.removeprefix(SCAN_MARK)
    page = cleaned(plain_text(text) if is_markup(text) else text)
    if len(page) > LONGEST:
        raise Refused("文字超过 100 万字，不像一份年度报告，请只保留报告正文后再导入。")
    page = _APPENDIX.split(page, maxsplit=1)[0]
    flat = squeezed(page)
    found = read_publication(flat), read_requests(flat), read_disputes(flat)
    parts = split(_without(page, *(table.span for table in found)))
    if not parts.sections and not found[0].blocks and not found[1].rows:
        raise Refused("没有找到年度报告的任何章节，请确认文件是政府信息公开工作年度报告。")
    report = _report(parts, *found, agency=agency, year=year)
    if not scanned:
        return report
    return with_scan_doubts(replace(report, uncertain=(*report.uncertain, _SCANNED)))


def _report(
    parts: Parts,
    publication: Publication,
    requests: Requests,
    disputes: Disputes,
    *,
    agency: str,
    year: int,
) -> AnnualReport:
    sections, signature = _unsigned(parts.sections)
    body = "\n".join(section.text for section in sections)
    front = read_front(parts.front, body, agency=agency, year=year)
    doubts = (*publication.uncertain, *requests.uncertain, *disputes.uncertain)
    return AnnualReport(
        agency=front.agency,
        year=front.year,
        edition=_edition(publication, requests, front.year),
        title=front.title,
        preface=front.preface,
        sections=sections,
        tables=Tables(publication.blocks, requests.rows, disputes.groups),
        figures=figures(front.preface, sections),
        uncertain=(*_missing_title(sections), *doubts),
        signature=signature,
    )


def _without(text: str, *spans: tuple[int, int] | None) -> str:
    """The text with a line break in place of each table."""
    for start, stop in sorted((span for span in spans if span), reverse=True):
        text = text[:start] + "\n\n" + text[stop:]
    return text


def _unsigned(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], str]:
    if not sections:
        return sections, ""
    last = sections[-1]
    text, signature = split_signature(last.text)
    if not signature:
        return sections, ""
    subs = tuple((title, split_signature(part)[0]) for title, part in last.subsections)
    return (*sections[:-1], Section(last.no, last.title, text, subs)), signature


def _edition(publication: Publication, requests: Requests, year: int) -> Edition:
    """By the headings of table two, else the rows of table three, else the year."""
    if len(publication.editions) > 1 or _unlike(publication, requests):
        return Edition.HYBRID
    if publication.editions:
        return Edition(next(iter(publication.editions)))
    if requests.rows:
        return Edition.CURRENT if "other_no_supplement" in requests.rows else Edition.TRIAL
    return Edition.TRIAL if 0 < year <= 2020 else Edition.CURRENT


def _unlike(publication: Publication, requests: Requests) -> bool:
    """Whether table two is of one edition and a whole table three of the other."""
    if not publication.editions or not {"other_misc", "result_total"} <= requests.rows.keys():
        return False
    old = "other_no_supplement" not in requests.rows and "other_fee_unpaid" not in requests.rows
    return publication.editions != {"2019" if old else "2021"}


def _missing_title(sections: tuple[Section, ...]) -> tuple[Uncertainty, ...]:
    why = "缺少第一部分的标题，按（一）（二）等小标题认定为总体情况。"
    return tuple(Uncertainty("第一部分", "", why) for s in sections if not s.title)
