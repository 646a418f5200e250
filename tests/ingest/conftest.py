"""What the tests of files share: real files, made in the test."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.ingest.catalogue import Catalogue, read_catalogue
from assistant.models.item import ServiceItem

Sheets = Sequence[Sequence[Sequence[Any]]]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file; text goes in as UTF-8."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def read(file: Callable[[str, str | bytes], Path]) -> Callable[..., Catalogue]:
    """What read_catalogue makes of a file with this name and content."""

    def read(name: str, content: str | bytes) -> Catalogue:
        return read_catalogue(file(name, content), "610925", "owner")

    return read


@pytest.fixture
def only_item(read: Callable[..., Catalogue]) -> Callable[[str, str | bytes], ServiceItem]:
    """The one item of a file that is taken whole."""

    def only(name: str, content: str | bytes) -> ServiceItem:
        catalogue = read(name, content)
        assert catalogue.refused == ()
        (item,) = catalogue.items
        return item

    return only


@pytest.fixture(scope="session")
def workbook() -> Callable[..., bytes]:
    """An .xlsx file with these sheets, each a list of rows."""

    def made(*sheets: Sequence[Sequence[Any]]) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for rows in sheets:
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(list(row))
        held = io.BytesIO()
        book.save(held)
        return held.getvalue()

    return made
