"""Files become rows: .xlsx, .csv, .json and .jsonl, each row with its number in the file."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import charset_normalizer
import python_calamine

from assistant.errors import Refused, TooLarge

SUFFIXES = (".xlsx", ".csv", ".json", ".jsonl")
_EXPANSION = 40
_HEADER_SEARCH = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its number from 1, and its cells by header as they stand."""

    number: int
    cells: dict[str, Any]


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
    guessed = charset_normalizer.from_bytes(data).best()
    if guessed is None or guessed.encoding not in ("big5", "big5hkscs", "utf_16", "utf_16_le"):
        raise Refused(f"{path.name} 的文字编码无法识别，请用 UTF-8 或 GB18030 编码另存后再导入。")
    return str(guessed)


def _csv(path: Path, key_headers: frozenset[str]) -> list[Row]:
    text = read_text(path)
    if "\x00" in text:
        raise Refused(f"{path.name} 不是文本文件，请另存为 .csv 后再导入。")
    grid = list(enumerate(csv.reader(io.StringIO(text)), start=1))
    return _below_header(path, grid, key_headers)


def _xlsx(path: Path, key_headers: frozenset[str]) -> list[Row]:
    _check_archive(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except Exception as error:  # calamine raises many kinds, all of them "no workbook"
        raise Refused(
            f"{path.name} 打不开，它不是完好的 Excel 工作簿，请用 Excel 或 WPS 另存为 .xlsx。"
        ) from error
    for sheet in sheets:
        rows = _below_header(path, list(enumerate(sheet, start=1)), key_headers, required=False)
        if rows:
            return rows
    raise _no_header(path, key_headers)


def _check_archive(path: Path) -> None:
    """Refuse what would unpack to far more than it is (压缩炸弹)."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        raise Refused(f"{path.name} 不是完好的 .xlsx 文件，请用 Excel 或 WPS 重新另存。") from error
    if "[Content_Types].xml" not in names:
        raise Refused(f"{path.name} 是压缩包，不是 Excel 工作簿，请解压后导入其中的表格。")
    if unpacked > max(path.stat().st_size * _EXPANSION, 50_000_000):
        raise TooLarge(
            f"{path.name} 解压后有 {unpacked / 1_000_000:.0f} MB，超出正常工作簿，未导入。"
        )


def _below_header(
    path: Path,
    grid: list[tuple[int, list[Any]]],
    key_headers: frozenset[str],
    required: bool = True,
) -> list[Row]:
    for position, (_, cells) in enumerate(grid[:_HEADER_SEARCH]):
        header = [str(cell).strip().removeprefix("\ufeff") for cell in cells]
        if key_headers & set(header):
            return list(_named(grid[position + 1 :], header))
    if required:
        raise _no_header(path, key_headers)
    return []


def _named(grid: list[tuple[int, list[Any]]], header: list[str]) -> Iterator[Row]:
    for number, cells in grid:
        named = {name: cell for name, cell in zip(header, cells, strict=False) if name}
        if any(str(cell).strip() for cell in named.values()):
            yield Row(number, named)


def _no_header(path: Path, key_headers: frozenset[str]) -> Refused:
    return Refused(
        f"{path.name} 的前 {_HEADER_SEARCH} 行中找不到表头“{sorted(key_headers)[-1]}”，请在数据上方保留一行列名。"
    )


def _json(path: Path, key_headers: frozenset[str]) -> list[Row]:
    try:
        entries = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise Refused(f"{path.name} 不是完好的 JSON，请检查括号、引号和逗号。") from error
    if isinstance(entries, dict):
        entries = [entries]
    return [_entry(path, number, entry) for number, entry in enumerate(entries, start=1)]


def _jsonl(path: Path, key_headers: frozenset[str]) -> list[Row]:
    rows = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
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
    return Row(number, {str(key): value for key, value in entry.items()})
