"""Damaged and hostile files: each is read or refused in words, in time, and never half."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import Refused
from assistant.ingest.reports.apart import ApartReader
from assistant.ingest.reports.reader import read_report_text
from assistant.models.report import AnnualReport
from tests.ingest.reports.test_documents import pdf_report, word_file
from tests.reporting.checks.conftest import GOOD

PAGE = "<html><body><table>" + "".join(
    f"<tr><td colspan=2>{line}</td></tr>" for line in GOOD.splitlines()
)
ENDINGS = (".txt", ".html", ".docx", ".pdf")
SOME = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def reader():
    with ApartReader(seconds=10) as process:
        yield process


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> dict[str, bytes]:
    """A good report in every form."""
    folder = tmp_path_factory.mktemp("whole")
    return {
        ".txt": GOOD.encode(),
        ".html": PAGE.encode(),
        ".docx": word_file(folder / "a.docx").read_bytes(),
        ".pdf": pdf_report(folder / "a.pdf").read_bytes(),
    }


def read(reader: ApartReader, path: Path, content: bytes) -> AnnualReport | str:
    """The report, or the sentence of the refusal; anything else that is raised fails the test."""
    path.write_bytes(content)
    try:
        return reader.read(path)
    except Refused as error:
        return error.message


def is_whole(told: AnnualReport | str) -> bool:
    """A sentence that ends, or a report with something in it."""
    if isinstance(told, str):
        return told.endswith("。") and "超过 10 秒" not in told
    tables = told.tables
    return bool(told.sections or tables.art20 or tables.requests)


def damaged(content: bytes, places: list[tuple[int, bytes]], cut: int) -> bytes:
    """The content with bytes put over it here and there, and its end cut off."""
    spoilt = bytearray(content)
    for place, new in places:
        at = place % len(spoilt)
        spoilt[at : at + len(new)] = new
    return bytes(spoilt[: len(spoilt) - cut % len(spoilt)])


PLACES = st.lists(
    st.tuples(st.integers(0, 100_000), st.binary(min_size=1, max_size=12)), max_size=8
)
CUT = st.one_of(st.just(0), st.integers(0, 100_000))


@pytest.mark.parametrize("ending", ENDINGS)
@SOME
@given(places=PLACES, cut=CUT)
def test_a_damaged_file_is_read_or_refused(reader, whole, tmp_path, ending, places, cut):
    content = damaged(whole[ending], places, cut)
    assert is_whole(read(reader, tmp_path / f"a{ending}", content))


@SOME
@given(part=st.sampled_from(["word/document.xml", "[Content_Types].xml"]), places=PLACES, cut=CUT)
def test_a_word_file_with_a_damaged_part_is_read_or_refused(
    reader, whole, tmp_path, part, places, cut
):
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole[".docx"])) as old, zipfile.ZipFile(new, "w") as made:
        for name in old.namelist():
            content = old.read(name)
            made.writestr(name, damaged(content, places, cut) if name == part else content)
    assert is_whole(read(reader, tmp_path / "a.docx", new.getvalue()))


@pytest.mark.parametrize("ending", ENDINGS)
@SOME
@given(content=st.binary(max_size=2000))
def test_any_bytes_are_refused_in_words(reader, tmp_path, ending, content):
    assert is_whole(read(reader, tmp_path / f"a{ending}", content))


PIECES = st.sampled_from(
    [
        "一、总体情况\n",
        "二、主动公开政府信息情况\n",
        "（一）予以公开",
        "1.属于国家秘密",
        "总计",
        "0",
        "99999999999999",
        "第二十条第（一）项",
        "规章",
        "|",
        "\n",
        "\t",
        "1,234",
        "-",
        "/",
        "无",
        "2023年",
        "共3条，其中1条",
        "行政复议",
        "结果维持",
        "“",
        "<td",
        "rowspan=99999>",
        "</table>",
        "\x00",
        "😀",
        "0000000",
    ]
)


@settings(max_examples=150, deadline=2000)
@given(pieces=st.lists(PIECES, max_size=200))
def test_any_medley_of_a_reports_words_is_read_or_refused(pieces):
    try:
        told = read_report_text("".join(pieces))
    except Refused as error:
        told = error.message
    assert is_whole(told)


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况\n" + "1" * 200_000,
        "一、总体情况\n" + "（" * 100_000,
        "一、总体情况\n" + "1 " * 100_000,
        "一、总体情况\n" + "共1条，其中" * 30_000,
        "第二十条第（一）项规章" + " |" * 100_000,
        "<table>" * 50_000 + "一、总体情况",
        "<table><tr><td rowspan=65535 colspan=65535>一、总体情况",
        "一、新收政府信息公开申请数量" * 10_000,
    ],
    ids=["digits", "brackets", "numbers", "lists", "pipes", "nested", "spans", "labels"],
)
def test_what_is_made_to_take_long_ends_in_time(reader, tmp_path, text):
    ending = ".html" if text.startswith("<") else ".txt"
    assert is_whole(read(reader, tmp_path / f"a{ending}", text.encode()))
