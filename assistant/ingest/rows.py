"""Files become rows: .xlsx, .csv, .json and .jsonl, each row with its number in the file."""

import csv
import functools
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import Refused, TooLarge

SUFFIXES = (".xlsx", ".csv", ".json", ".jsonl")
_EXPANSION = 40
_HEADER_SEARCH = 10
_MOST_CELLS = 10_000_000
_COLUMN_OF_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})")
_ROW_OF_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^>]*?\br=[\"'][A-Z]*(\d{1,7})[\"']")

_GUARDED = re.compile(r"'+[=+\-@\t]")
# The default of 128 KB would make one long list of materials a damaged file.
csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its number from 1, and its cells by header as they stand.

    beyond counts cells with content that stand to the right of the last column.
    """

    number: int
    cells: dict[str, Any]
    beyond: int = 0


def read_rows(path: Path, key_headers: frozenset[str], limit_mb: int = 50) -> list[Row]:
    """Every row below the header that names one of key_headers.

    Raises Refused or TooLarge, naming the file and what to do, for a file that is
    empty, too large, damaged, of another kind, or without such a header.
    """
    check_size(path, limit_mb)
    readers = {".xlsx": _xlsx, ".csv": _csv, ".json": _json, ".jsonl": _jsonl}
    if path.suffix.lower() not in readers:
        raise Refused(f"{path.name} 不是可导入的格式，请另存为 {'、'.join(SUFFIXES)} 之一。")
    rows = readers[path.suffix.lower()](path, key_headers)
    if not rows:
        raise Refused(f"{path.name} 中没有数据行，请检查表头下面是否有内容。")
    return rows


def check_size(path: Path, limit_mb: int) -> None:
    """Raise Refused for an absent or empty file, TooLarge for one over the limit."""
    if not path.is_file():
        raise Refused(f"找不到文件 {path.name}，请检查路径。")
    size = path.stat().st_size
    if size == 0:
        raise Refused(f"{path.name} 是空文件，请重新导出后再导入。")
    if size > limit_mb * 1_000_000:
        raise TooLarge(
            f"{path.name} 有 {size / 1_000_000:.0f} MB，超过上限 {limit_mb} MB，请拆分成几个文件后分别导入。"
        )


def read_text(path: Path) -> str:
    """The text of a file in UTF-8 or GB18030; Refused where it is neither."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Brought only where it is needed, like python_calamine: the service reads files in other processes.
    from charset_normalizer import from_bytes

    guessed = from_bytes(data).best()
    if guessed is None or guessed.encoding not in ("big5", "big5hkscs", "utf_16", "utf_16_le"):
        raise Refused(f"{path.name} 的文字编码无法识别，请用 UTF-8 或 GB18030 编码另存后再导入。")
    return str(guessed)


def _csv(path: Path, key_headers: frozenset[str]) -> list[Row]:
    text = read_text(path)
    if "\x00" in text:
        raise Refused(f"{path.name} 不是文本文件，请另存为 .csv 后再导入。")
    try:
        # newline=None takes the line ends of every system, a lone carriage return too;
        # without strict, a quote left open would swallow every row below it.
        lines = csv.reader(io.StringIO(text, newline=None), strict=True)
        grid = [(n, [_plain(cell) for cell in line]) for n, line in enumerate(lines, start=1)]
    except csv.Error as error:
        raise Refused(
            f"{path.name} 不是完好的 CSV，可能有引号没有成对，请用 Excel 或 WPS 另存为 .xlsx。"
        ) from error
    rows = _below_header(grid, key_headers)
    if rows is None:
        raise _no_header(path, key_headers)
    return rows


def _plain(cell: str) -> str:
    """A cell without the ' that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _xlsx(path: Path, key_headers: frozenset[str]) -> list[Row]:
    from python_calamine import CalamineWorkbook

    _check_archive(path)
    try:
        _check_extent(path)
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except TooLarge:
        raise
    except Exception as error:  # calamine raises many kinds, all of them "no workbook"
        raise Refused(
            f"{path.name} 打不开，它不是完好的 Excel 工作簿，请用 Excel 或 WPS 另存为 .xlsx。"
        ) from error
    found = [_below_header(list(enumerate(sheet, start=1)), key_headers) for sheet in sheets]
    tables = [rows for rows in found if rows is not None]
    if not tables:
        raise _no_header(path, key_headers)
    return next((rows for rows in tables if rows), [])


def _check_archive(path: Path) -> None:
    """Refuse what would unpack to far more than it is (压缩炸弹)."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refused(f"{path.name} 不是完好的 .xlsx 文件，请用 Excel 或 WPS 重新另存。") from error
    if "[Content_Types].xml" not in names:
        raise Refused(f"{path.name} 是压缩包，不是 Excel 工作簿，请解压后导入其中的表格。")
    if unpacked > max(path.stat().st_size * _EXPANSION, 50_000_000):
        raise TooLarge(
            f"{path.name} 解压后有 {unpacked / 1_000_000:.0f} MB，超出正常工作簿，未导入。"
        )


def _check_extent(path: Path) -> None:
    """Refuse a sheet with a stray cell far out: its reader holds the whole rectangle."""
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if "sheet" in entry.filename.lower() and entry.filename.endswith(".xml"):
                # Not more than the entry says it holds, in case that is a lie.
                sheet = archive.open(entry).read(entry.file_size)
                last_row = max(map(int, _ROW_OF_CELL.findall(sheet)), default=1)
                widest = max(map(_column_number, set(_COLUMN_OF_CELL.findall(sheet))), default=1)
                if last_row * widest > _MOST_CELLS:
                    raise TooLarge(
                        f"{path.name} 的工作表有 {last_row} 行 {widest} 列，多半是远处误填了单元格，请删去表格以外的行和列后另存。"
                    )


def _column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    return functools.reduce(lambda number, letter: number * 26 + letter - 64, letters, 0)


def _below_header(
    grid: list[tuple[int, list[Any]]], key_headers: frozenset[str]
) -> list[Row] | None:
    """The rows below the header; None where there is no header."""
    for position, (_, cells) in enumerate(grid[:_HEADER_SEARCH]):
        header = [str(cell).strip().removeprefix("\ufeff") for cell in cells]
        if key_headers & set(header):
            return list(_named(grid[position + 1 :], header))
    return None


def _named(grid: list[tuple[int, list[Any]]], header: list[str]) -> Iterator[Row]:
    for number, cells in grid:
        named = {name: cell for name, cell in zip(header, cells, strict=False) if name}
        beyond = sum(bool(str(cell).strip()) for cell in cells[len(header) :])
        if beyond or any(str(cell).strip() for cell in named.values()):
            yield Row(number, named, beyond)


def _no_header(path: Path, key_headers: frozenset[str]) -> Refused:
    return Refused(
        f"{path.name} 的前 {_HEADER_SEARCH} 行中找不到表头“{sorted(key_headers)[-1]}”，请在数据上方保留一行列名。"
    )


def _json(path: Path, key_headers: frozenset[str]) -> list[Row]:
    try:
        entries = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise Refused(f"{path.name} 不是完好的 JSON，请检查括号、引号和逗号。") from error
    if not isinstance(entries, list):
        entries = [entries]
    return [_entry(path, number, entry) for number, entry in enumerate(entries, start=1)]


def _jsonl(path: Path, key_headers: frozenset[str]) -> list[Row]:
    rows = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            try:
                rows.append(_entry(path, number, json.loads(line)))
            except (ValueError, RecursionError) as error:
                raise Refused(
                    f"{path.name} 第 {number} 行不是完好的 JSON，请检查括号和引号。"
                ) from error
    return rows


def _entry(path: Path, number: int, entry: object) -> Row:
    if not isinstance(entry, dict):
        raise Refused(f'{path.name} 第 {number} 条不是对象，请写成 {{"事项名称": …}} 的形式。')
    try:
        json.dumps(entry, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise Refused(f"{path.name} 第 {number} 条里有残缺的字符，请重新导出后再导入。") from error
    return Row(number, {str(key): value for key, value in entry.items()})
