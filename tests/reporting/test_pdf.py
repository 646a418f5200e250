"""The PDF is the Word document: pages, numbers and every cell; without LibreOffice it is told what to do."""

import re
import shutil

import pdfplumber
import pytest

from assistant.errors import Unavailable
from assistant.ingest.reports.reader import read_report
from assistant.models.report import Edition
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.draft import draft
from assistant.reporting.export import Export, exported
from assistant.reporting.pdf import pdf_of
from assistant.reporting.year import report_year
from tests.reporting.test_draft import full_year
from tests.reporting.test_export import PAGES


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("edition", [Edition.TRIAL, Edition.CURRENT], ids=str)
def test_the_pdf_has_official_pages_and_is_read_back_cell_by_cell(
    edition, agency, log, chapters, tmp_path
):
    year = report_year(agency, 2026, log(*full_year(3)), CatalogueCounts(), None, edition)
    file = tmp_path / "report.pdf"
    file.write_bytes(
        exported(Export(draft(year, chapters), PAGES, "2027-01-20", sample=True), ".pdf")
    )
    with pdfplumber.open(file) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
        sizes = {(round(page.width), round(page.height)) for page in pdf.pages}
    assert sizes == {(595, 842)}
    for number, text in enumerate(pages, 1):
        assert text.startswith("示例年度")
        assert re.search(rf"— ?{number} ?—$", text)
    assert "2027年1月20日" in pages[-1].replace(" ", "")
    read = read_report(file)
    assert read.tables == year.tables
    assert (read.agency, read.year, read.edition) == (agency.name, 2026, edition)


def test_without_libreoffice_it_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match=r"没有安装 LibreOffice.*libreoffice-writer.*另存为 PDF"):
        pdf_of(b"")
