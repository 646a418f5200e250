"""What the tests of files share: real files, made in the test."""

import io
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.ingest.catalogue import Catalogue, read_catalogue
from assistant.models.item import ServiceItem


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


@pytest.fixture
def hardly_any_memory() -> Callable[[], AbstractContextManager[None]]:
    """Fails a with block that holds more than a megabyte: a file was read that should not be."""

    @contextmanager
    def watched() -> Iterator[None]:
        tracemalloc.start()
        try:
            yield
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 1_000_000

    return watched


@pytest.fixture
def sparse(tmp_path: Path) -> Callable[[str], Path]:
    """A file of 200 MB that takes no room."""

    def made(name: str) -> Path:
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(200_000_000)
        return path

    return made
