"""Files become rows, whatever was done to them; or one sentence that says what to do."""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import AssistantError, Refused, TooLarge
from assistant.ingest.rows import SUFFIXES, Row, read_rows

KEY = frozenset({"事项名称", "name"})
TEXT = "事项名称,编码\n开饭馆,007\n补社保卡,8\n"
ROWS = [
    Row(2, {"事项名称": "开饭馆", "编码": "007"}),
    Row(3, {"事项名称": "补社保卡", "编码": "8"}),
]
Watch = Callable[[], AbstractContextManager[None]]
Write = Callable[[str, str | bytes], Path]


def rows(path: Path) -> list[Row]:
    return read_rows(path, KEY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_csv_is_read_in_every_usual_encoding(file: Write, encoding: str) -> None:
    text = TEXT + "第三项较长的事项名称以便辨认编码,9\n" * 5

    found = rows(file("a.csv", text.encode(encoding)))

    assert found[:2] == ROWS
    assert len(found) == 7


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_with_every_line_end(file: Write, ending: str) -> None:
    assert rows(file("a.csv", TEXT.replace("\n", ending))) == ROWS


def test_a_csv_cell_may_hold_commas_quotes_and_lines(file: Write) -> None:
    (row,) = rows(file("a.csv", '事项名称,说明\n开饭馆,"甲,乙\n""丙"""\n'))

    assert row.cells["说明"] == '甲,乙\n"丙"'


def test_titles_above_the_header_are_passed_over(file: Write) -> None:
    text = "某县事项目录,\n,\n更新于2026年,\n" + TEXT

    assert [row.number for row in rows(file("a.csv", text))] == [5, 6]


def test_a_header_far_below_is_not_looked_for(file: Write) -> None:
    with pytest.raises(Refused, match=r"a\.csv 的前 10 行中找不到表头"):
        rows(file("a.csv", "标题\n" * 10 + TEXT))


def test_rows_keep_their_numbers_where_empty_ones_stand_between(file: Write) -> None:
    text = "事项名称,编码\n\n , \n开饭馆,1\n,,\n补社保卡,2\n"

    assert [row.number for row in rows(file("a.csv", text))] == [4, 6]


def test_columns_without_a_title_are_left_out(file: Write) -> None:
    (row,) = rows(file("a.csv", "事项名称,,编码\n开饭馆,无名,1\n"))

    assert row.cells == {"事项名称": "开饭馆", "编码": "1"}


def test_spaces_around_titles_do_not_matter(file: Write) -> None:
    (row,) = rows(file("a.csv", " 事项名称 ,编码\t\n开饭馆,1\n"))

    assert set(row.cells) == {"事项名称", "编码"}


def test_a_workbook_is_read(file: Write, workbook: Callable[..., bytes]) -> None:
    book = workbook([["事项名称", "编码"], ["开饭馆", "007"], ["补社保卡", "8"]])

    assert rows(file("a.xlsx", book)) == ROWS


def test_the_ending_may_be_in_capitals(file: Write, workbook: Callable[..., bytes]) -> None:
    assert len(rows(file("A.XLSX", workbook([["事项名称"], ["开饭馆"]])))) == 1


@pytest.mark.parametrize(
    "before", [[], [["说明"]], [["事项名称"]], [["事项名称"], ["", ""]]], ids=str
)
def test_the_first_sheet_with_rows_below_a_header_is_taken(
    file: Write, workbook: Callable[..., bytes], before: list[list[Any]]
) -> None:
    book = workbook(before, [["事项名称"], ["开饭馆"]], [["事项名称"], ["另一页"]])

    assert [row.cells["事项名称"] for row in rows(file("a.xlsx", book))] == ["开饭馆"]


def test_one_object_is_a_list_of_one(file: Write) -> None:
    assert rows(file("a.json", '{"name": "开饭馆"}')) == [Row(1, {"name": "开饭馆"})]


def test_a_json_list_is_read(file: Write) -> None:
    text = json.dumps([{"name": "开饭馆", "fee": False}, {"name": "补社保卡"}])

    assert rows(file("a.json", text)) == [
        Row(1, {"name": "开饭馆", "fee": False}),
        Row(2, {"name": "补社保卡"}),
    ]


def test_jsonl_lines_keep_their_numbers(file: Write) -> None:
    found = rows(file("a.jsonl", '{"name": "开饭馆"}\r\n\n{"name": "补社保卡"}'))

    assert [(row.number, row.cells["name"]) for row in found] == [(1, "开饭馆"), (3, "补社保卡")]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b"])
def test_only_a_line_feed_ends_a_jsonl_line(file: Write, mark: str) -> None:
    text = json.dumps({"name": f"开{mark}饭馆"}, ensure_ascii=False) + "\n"

    assert [row.cells["name"] for row in rows(file("a.jsonl", text))] == [f"开{mark}饭馆"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_refused(file: Write, suffix: str) -> None:
    with pytest.raises(Refused, match="是空文件，请"):
        rows(file(f"a{suffix}", b""))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"找不到文件 a\.csv，请"):
        rows(tmp_path / "a.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="找不到文件"):
        rows(tmp_path)


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a", "a.xlsx.bak"])
def test_another_kind_of_file_is_refused(file: Write, name: str) -> None:
    with pytest.raises(Refused, match=r"不是可导入的格式，请另存为 \.xlsx、\.csv、\.json、\.jsonl"):
        rows(file(name, TEXT))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("head.csv", "事项名称,编码\n", "没有数据行，请"),
        ("blank.csv", "\n\n \n", "找不到表头"),
        ("bom.csv", b"\xef\xbb\xbf", "找不到表头"),
        ("other.csv", "名目,编码\n开饭馆,1\n", "找不到表头"),
        ("binary.csv", b"\x00\x01\x02\x03" * 50, "不是文本文件，请"),
        ("broken.csv", b"\xff\xff\xfe\xfe\x80\xff" * 99, "编码无法识别，请"),
        ("cut.csv", "事项名称\n开饭馆".encode()[:-1] + b"\xff", "编码无法识别，请"),
        ("open.csv", '事项名称\n"开饭馆\n补社保卡\n', "引号没有成对，请"),
        ("quote.csv", '事项名称\n"开饭馆' + "x" * 200_000, "引号没有成对，请"),
        ("empty.json", "[]", "没有数据行，请"),
        ("blank.json", "  ", "不是完好的 JSON，请"),
        ("cut.json", '[{"name": "开饭馆"}', "不是完好的 JSON，请"),
        ("deep.json", "[" * 100_000, "不是完好的 JSON，请"),
        ("number.json", "5", "第 1 条不是对象，请"),
        ("null.json", "null", "第 1 条不是对象，请"),
        ("text.json", '"开饭馆"', "第 1 条不是对象，请"),
        ("list.json", '[{"name": "a"}, ["b"]]', "第 2 条不是对象，请"),
        ("half.json", '[{"name": "\\ud800"}]', "第 1 条里有残缺的字符，请"),
        ("half.jsonl", '{"name": "a"}\n{"name": "\\udc00"}', "第 2 条里有残缺的字符，请"),
        ("cut.jsonl", '{"name": "a"}\n{"name": ', "第 2 行不是完好的 JSON，请"),
        ("blank.jsonl", "\n\n", "没有数据行，请"),
        ("text.xlsx", TEXT, "不是完好的 .xlsx 文件，请"),
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "不是完好的 .xlsx 文件，请"),
    ],
    ids=lambda value: value if str(value).endswith(("csv", "json", "jsonl", "xlsx")) else "",
)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(
    file: Write, name: str, content: str | bytes, reason: str
) -> None:
    with pytest.raises(Refused, match=reason) as caught:
        rows(file(name, content))

    assert caught.value.message.startswith(name)


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        ([[]], "找不到表头"),
        ([[["名目"], ["开饭馆"]]], "找不到表头"),
        ([[["事项名称"]]], "没有数据行"),
    ],
    ids=str,
)
def test_a_workbook_without_rows_says_what_is_missing(
    file: Write, workbook: Callable[..., bytes], sheets: list[list[list[str]]], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        rows(file("a.xlsx", workbook(*sheets)))


def zipped(**entries: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_a_zip_archive_is_no_workbook_whatever_its_name(file: Write) -> None:
    with pytest.raises(Refused, match="是压缩包，不是 Excel 工作簿，请解压"):
        rows(file("a.xlsx", zipped(事项=b"text")))


def test_a_workbook_that_asks_for_a_later_zip_version_is_refused(
    file: Write, workbook: Callable[..., bytes]
) -> None:
    book = bytearray(workbook([["事项名称"], ["开饭馆"]]))
    book[book.index(b"PK\x01\x02") + 6] = 200

    with pytest.raises(Refused, match=r"不是完好的 \.xlsx 文件，请"):
        rows(file("a.xlsx", bytes(book)))


def test_a_workbook_that_would_unpack_to_far_more_is_refused(file: Write) -> None:
    bomb = zipped(**{"[Content_Types].xml": b"<x/>", "xl/worksheets/sheet1.xml": bytes(60_000_000)})

    with pytest.raises(TooLarge, match="解压后有 60 MB"):
        rows(file("a.xlsx", bomb))


@pytest.mark.parametrize(("row", "column"), [(1_048_576, 16_384), (300_000, 200)])
def test_a_stray_cell_far_out_is_refused_before_it_fills_the_memory(
    file: Write, workbook: Callable[..., bytes], row: int, column: int
) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook([["事项名称"], ["开饭馆"]])))
    book.active.cell(row, column, " ")
    held = io.BytesIO()
    book.save(held)

    with pytest.raises(TooLarge, match=f"{row} 行 {column} 列.*请删去"):
        rows(file("a.xlsx", held.getvalue()))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_200_mb_is_refused_by_its_size_without_being_read(
    sparse: Callable[[str], Path], hardly_any_memory: Watch, suffix: str
) -> None:
    path = sparse(f"a{suffix}")

    with (
        hardly_any_memory(),
        pytest.raises(TooLarge, match=r"有 200 MB，超过上限 50 MB，请拆分"),
    ):
        rows(path)


def test_a_file_just_at_the_limit_is_read_and_one_byte_more_is_not(file: Write) -> None:
    content = b'{"name": "a"}\n'.ljust(1_000_000)

    assert len(read_rows(file("a.jsonl", content), KEY, limit_mb=1)) == 1
    with pytest.raises(TooLarge):
        read_rows(file("b.jsonl", content + b" "), KEY, limit_mb=1)


def ends_well(path: Path) -> None:
    """The promise for any bytes at all: rows, or an error that people can read."""
    try:
        assert rows(path)
    except AssistantError as error:
        assert path.name in error.message


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8")))
def test_any_bytes_end_in_rows_or_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(content)

    ends_well(path)


@settings(max_examples=60, deadline=None)
@given(
    damage=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6),
    kept=st.sampled_from([1.0, 1.0, 0.99, 0.5]),
)
def test_a_damaged_workbook_ends_in_rows_or_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory,
    workbook: Callable[..., bytes],
    damage: list[tuple[float, int]],
    kept: float,
) -> None:
    content = bytearray(workbook([["事项名称", "编码"], ["开饭馆", "007"]]))
    for place, byte in damage:
        content[int(place * (len(content) - 1))] = byte
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(content[: int(len(content) * kept)])

    ends_well(path)
