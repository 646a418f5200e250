"""An official letter as a Word document: title, number, addressee, text, agency and day."""

from io import BytesIO

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from assistant.reporting.disclosure.letter import Letter
from assistant.reporting.docx.page import CHARACTER, new_document
from assistant.reporting.wording import day, title_lines


def letter_docx(letter: Letter) -> bytes:
    """The document's bytes; the same letter gives the same words."""
    document = new_document()
    document.core_properties.title = letter.title
    document.core_properties.author = letter.agency
    document.add_paragraph("\n".join(title_lines(letter.title, letter.agency)), "Title")
    if letter.number:
        number = document.add_paragraph(letter.number).paragraph_format
        number.alignment, number.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
    document.add_paragraph()
    document.add_paragraph(f"{letter.addressee}：").paragraph_format.first_line_indent = Pt(0)
    for text in letter.paragraphs:
        document.add_paragraph(text)
    document.add_paragraph()
    for words in (letter.agency, day(letter.day)):
        form = document.add_paragraph(words).paragraph_format
        form.alignment, form.first_line_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(0)
        form.right_indent = CHARACTER * 4
    out = BytesIO()
    document.save(out)
    return out.getvalue()
