"""Page, fonts and page numbers of an official document (公文格式, GB/T 9704-2012)."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

LATIN = "Times New Roman"
BODY, TITLE = "仿宋_GB2312", "方正小标宋简体"
FIRST, SECOND, SMALL = "黑体", "楷体_GB2312", "宋体"
LINE = Pt(28.95)
"""22 lines fill the 225 mm of the text block."""

CHARACTER = Pt(16)
"""One character of the body (三号)."""

TEXT_WIDTH_MM = 156

_FALLBACKS = {BODY: "仿宋", TITLE: "宋体", SECOND: "楷体"}


def new_document() -> WordDocument:
    """An empty A4 document with the margins, styles and page numbers of an official one."""
    document = Document()
    _set_fallbacks(document)
    _set_language(document)
    _lay_out(document.sections[0])
    _style(document, "Normal", BODY, 16, indent=True)
    _style(document, "Title", TITLE, 22, centred=True, line=Pt(36))
    _style(document, "Heading 1", FIRST, 16, indent=True)
    _style(document, "Heading 2", SECOND, 16, indent=True)
    document.settings.odd_and_even_pages_header_footer = True
    footers = document.sections[0]
    _number(footers.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number(footers.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    return document


def mark_pages(document: WordDocument, words: str) -> None:
    """Put words above the text of every page (页眉), in 黑体 and in the middle."""
    section = document.sections[0]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        form = paragraph.paragraph_format
        form.alignment, form.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
        run = paragraph.add_run(words)
        run.font.size = Pt(14)
        set_fonts(run._r.get_or_add_rPr(), FIRST)


def set_fonts(element: BaseOxmlElement, east_asian: str) -> None:
    """Chinese and Latin font of a style or run by its w:rPr."""
    fonts = element.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), LATIN)
    fonts.set(qn("w:eastAsia"), east_asian)
    # Left by the template they would win over the names above.
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    # The number stands 7 mm below the text block and is 5 mm high itself.
    section.footer_distance = Mm(23)


def _style(
    document: WordDocument,
    name: str,
    font: str,
    points: int,
    *,
    indent: bool = False,
    centred: bool = False,
    line: Pt = LINE,
) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.size, style.font.bold, style.font.italic = Pt(points), False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    set_fonts(style.element.get_or_add_rPr(), font)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    form.first_line_indent = CHARACTER * 2 if indent else Pt(0)
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    form.keep_with_next = name.startswith("Heading")
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _set_language(document: WordDocument) -> None:
    """Chinese text, Latin digits: were both Chinese, Word would break numbers over lines."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_fallbacks(document: WordDocument) -> None:
    """Names that a machine without the official fonts takes instead (w:altName)."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            fonts = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/>'
                '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
                for name, other in _FALLBACKS.items()
            )
            part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())


def _number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 14 pt 宋体, one character from the outer edge."""
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent = side, Pt(0)
    form.left_indent = form.right_indent = Pt(14)
    for text, field in (("— ", ""), ("", "begin"), ("PAGE", ""), ("", "end"), (" —", "")):
        run = paragraph.add_run()
        run.font.size = Pt(14)
        set_fonts(run._r.get_or_add_rPr(), SMALL)
        if field:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), field)
            run._r.append(mark)
        elif text == "PAGE":
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)
        else:
            run.text = text
