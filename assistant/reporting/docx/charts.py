"""A chart of bars as a drawing of Word itself (DrawingML): no picture, no program beside it."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Emu, Mm, Pt

from assistant.reporting.charts import Chart, Row
from assistant.reporting.docx.page import SMALL, TEXT_WIDTH_MM
from assistant.reporting.numbers import Number, written

_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_ROW_MM, _BAR_MM = 4, 5
_DARK, _LIGHT = "404040", "BFBFBF"


def add_chart(document: WordDocument, chart: Chart, number: int) -> None:
    """Append a chart under its caption, over the whole width; number is its place from 1."""
    caption = document.add_paragraph()
    caption.add_run(chart.caption).font.size = Pt(12)
    form = caption.paragraph_format
    form.alignment, form.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
    form.keep_with_next, form.space_before = True, Pt(8)
    drawing = document.add_paragraph()
    form = drawing.paragraph_format
    form.first_line_indent = Pt(0)
    # A line of exactly one text line's height would cut the drawing off.
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, CONTENT_TYPE.DML_CHART, _chart_space(chart), document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing.add_run()._r.append(parse_xml(_inline(chart, relation, number)))


def _inline(chart: Chart, relation: str, number: int) -> str:
    bars = sum(2 if row.before else 1 for row in chart.rows)
    height = Mm(_BAR_MM * bars + _ROW_MM * len(chart.rows) + _ROW_MM)
    return (
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        f' xmlns:wp="{_DRAWN}/wordprocessingDrawing" xmlns:a="{_DRAWN}/main"'
        f' xmlns:c="{_DRAWN}/chart"'
        f' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Mm(TEXT_WIDTH_MM)}" cy="{Emu(height)}"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr={quoteattr(chart.described)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_DRAWN}/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _chart_space(chart: Chart) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_DRAWN}/chart" xmlns:a="{_DRAWN}/main">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f"{''.join(_series(chart))}"
        '<c:gapWidth val="60"/><c:overlap val="0"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_axes()}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1050">'
        f'<a:latin typeface="Times New Roman"/><a:ea typeface="{SMALL}"/>'
        '</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr></c:chartSpace>'
    ).encode()


def _series(chart: Chart) -> Iterator[str]:
    yield _one_series(0, chart.year, _DARK, chart, [row.now.number for row in chart.rows])
    if chart.compared:
        numbers = [row.before.number if row.before else None for row in chart.rows]
        yield _one_series(1, chart.year - 1, _LIGHT, chart, numbers)


def _one_series(at: int, year: int, colour: str, chart: Chart, numbers: list[Number | None]) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{written(number)}</c:v></c:pt>'
        for n, number in enumerate(numbers)
        if number is not None
    )
    column = "BC"[at]
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{year}年</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
        '<c:invertIfNegative val="0"/><c:dLbls><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"{_categories(chart.rows)}"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${len(numbers) + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(numbers)}"/>{points}'
        "</c:numCache></c:numRef></c:val></c:ser>"
    )


def _categories(rows: tuple[Row, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{escape(row.label)}</c:v></c:pt>' for n, row in enumerate(rows)
    )
    return (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${len(rows) + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{len(rows)}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _axes() -> str:
    """Labels at the left, the first on top; no axis of values, since each bar tells its own."""
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/>'
        '</c:scaling><c:delete val="1"/><c:axPos val="t"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="1"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
