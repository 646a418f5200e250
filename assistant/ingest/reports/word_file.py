"""Word files (.docx) as text: paragraphs and tables in their order, merged cells once."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentPart
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from assistant.errors import Refused
from assistant.ingest.reports.word_numbers import Numbers

_MOST_PARTS = 5_000
_MOST_BYTES = 200 * 1024 * 1024
_MOST_EXPANSION = 100
# Small files of blanks expand a hundredfold without harm.
_HARMLESS = 10 * 1024 * 1024
_ENTITY = re.compile(
    rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O|E\x00N)|\x00<\x00!\x00(?:D\x00O|E)"
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_LONG_CELL = 200
_WIDEST = 60
# A cell's text is in w:t; what was deleted or is a picture's second description is not.
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:instrText")}


def word_text(path: Path) -> str:
    """The text of a .docx file, a line per paragraph, a row of pipes per row of a table.

    Automatic numbers (一、 （一） 1.) are written out. Raises Refused for another kind of
    file, one that expands beyond reason, and one with a document type or entities.
    """
    _refuse_unsafe(path)
    document = Document(str(path))
    return "\n".join(_lines(document.element.body, _numbers(document)))


def _numbers(document: DocumentPart) -> Numbers:
    """The document's lists; a document without any has no such part."""
    parts = {str(part.partname): part for part in document.part.package.iter_parts()}
    roots = [
        etree.fromstring(parts[name].blob, _PARSER) if name in parts else None
        for name in ("/word/numbering.xml", "/word/styles.xml")
    ]
    return Numbers(*roots)


def _refuse_unsafe(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        raise Refused("这不是 .docx 文件；旧版 .doc 请用 Word 或 WPS 另存为 .docx 后再导入。")
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        whole = sum(part.file_size for part in parts)
        packed = max(1, sum(part.compress_size for part in parts))
        if len(parts) > _MOST_PARTS or whole > _MOST_BYTES:
            raise Refused("文件展开后过大，不像一份年度报告，请去掉图片后另存再导入。")
        if whole > _HARMLESS and whole > packed * _MOST_EXPANSION:
            raise Refused("文件压缩比异常，可能是恶意文件，没有读取。请重新另存后再导入。")
        if "word/document.xml" not in archive.namelist():
            raise Refused("这不是 Word 文档，请提供 .docx 格式的年度报告。")
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _declares(archive, part):
                raise Refused("文件含有不允许的外部实体，没有读取。请用 Word 或 WPS 另存后再导入。")


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part begins with a document type; it must stand before the first element."""
    with archive.open(part) as file:
        return bool(_ENTITY.search(file.read(65_536)))


def _lines(body: _Element, numbers: Numbers) -> Iterator[str]:
    for child in body:
        if child.tag == qn("w:p"):
            yield from (numbers.of(child) + _text(child)).split("\n")
        elif child.tag == qn("w:tbl"):
            yield from _table(child, numbers)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")):
            yield from _lines(child, numbers)


def _text(node: _Element) -> str:
    """Words of a paragraph; line breaks and tabs stay."""
    if node.tag in _SKIPPED:
        return ""
    if node.tag == qn("w:t"):
        return node.text or ""
    if node.tag in (qn("w:br"), qn("w:cr")):
        return "\n"
    if node.tag == qn("w:tab") and node.getparent().tag == qn("w:r"):
        return "\t"
    return "".join(_text(child) for child in node)


def _table(table: _Element, numbers: Numbers) -> Iterator[str]:
    """Rows of pipes; a table whose cells are whole paragraphs lays out a page and is text."""
    rows = [list(_cells(row, numbers)) for row in table.iter(qn("w:tr")) if _of(row, table)]
    if any(len(text) >= _LONG_CELL for row in rows for text, _ in row):
        yield from (text for row in rows for text, _ in row if text)
        return
    for row in rows:
        cells = [part for text, width in row for part in (_one_line(text), *[""] * (width - 1))]
        yield "| " + " | ".join(cells) + " |"


def _of(row: _Element, table: _Element) -> bool:
    """Whether a row is this table's own, not that of a table inside."""
    return next(row.iterancestors(qn("w:tbl"))) is table


def _cells(row: _Element, numbers: Numbers) -> Iterator[tuple[str, int]]:
    """Text and width of each cell; one that hangs down from above is empty."""
    for cell in row.iter(qn("w:tc")):
        if next(cell.iterancestors(qn("w:tr"))) is not row:
            continue
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        hangs = merge is not None and merge.get(qn("w:val")) != "restart"
        width = int(span.get(qn("w:val"), "1")) if span is not None else 1
        text = "" if hangs else "\n".join(_lines(cell, numbers)).strip()
        yield text, min(max(width, 1), _WIDEST)


def _one_line(text: str) -> str:
    words = " ".join(text.replace("|", "/").split())
    return re.sub(r"(?<=[\u3000-\uffef]) | (?=[\u3000-\uffef])", "", words)
