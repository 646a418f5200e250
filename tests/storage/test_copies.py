"""Copies of the database: whole or not there, beside a running program, put back safely."""

import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.errors import BadInput, Conflict, Unavailable
from assistant.models.agency import Agency
from assistant.storage.copies import copy_out, look_into, put_back
from assistant.storage.database import SqliteDatabase


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [name for (name,) in db.execute("SELECT name FROM agency ORDER BY id")]


@pytest.fixture
async def closed(db: SqliteDatabase, agency: Agency, path: Path) -> Path:
    """A database with one agency that nobody has open."""
    await db.close()
    return path


@pytest.fixture
def copy(closed: Path, tmp_path: Path) -> Path:
    """A copy of that database."""
    copy_out(closed, tmp_path / "copy.db")
    return tmp_path / "copy.db"


async def test_a_copy_holds_what_an_open_database_has_not_yet_moved_out_of_its_log(
    db: SqliteDatabase, agency: Agency, path: Path, tmp_path: Path
) -> None:
    copy_out(path, tmp_path / "copy.db")

    assert names(tmp_path / "copy.db") == [agency.name]


async def test_a_copy_made_amid_a_transaction_holds_none_of_it(
    db: SqliteDatabase, agency: Agency, path: Path, tmp_path: Path
) -> None:
    async with db.transaction() as tx:
        await tx.execute("UPDATE agency SET name = '半途'")
        copy_out(path, tmp_path / "copy.db")

    assert names(tmp_path / "copy.db") == [agency.name]


def test_a_copy_is_one_file_that_can_be_moved(copy: Path) -> None:
    assert sorted(p.name for p in copy.parent.glob("copy.db*")) == ["copy.db"]


def test_a_file_that_is_there_is_not_overwritten(closed: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("别动", "utf-8")

    with pytest.raises(BadInput, match="不会覆盖"):
        copy_out(closed, tmp_path / "mine")

    assert (tmp_path / "mine").read_text("utf-8") == "别动"


def test_there_is_nothing_to_copy_without_a_database(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ASSISTANT_DATA_DIR"):
        copy_out(tmp_path / "none.db", tmp_path / "copy.db")


def test_a_folder_that_is_missing_is_named(closed: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="请检查文件夹"):
        copy_out(closed, tmp_path / "none" / "copy.db")


def test_what_was_changed_since_the_copy_is_back_as_it_was(copy: Path, closed: Path) -> None:
    before = names(closed)
    with closing(sqlite3.connect(closed)) as db:
        db.execute("UPDATE agency SET name = '改错了'")
        db.commit()

    put_back(copy, closed, closed.with_name("aside.db"))

    assert names(closed) == before
    assert names(closed.with_name("aside.db")) == ["改错了"]


def test_a_copy_is_put_back_where_there_is_no_database(copy: Path, tmp_path: Path) -> None:
    put_back(copy, tmp_path / "new" / "assistant.db", tmp_path / "aside.db")

    assert names(tmp_path / "new" / "assistant.db") == names(copy)
    assert not (tmp_path / "aside.db").exists()


async def test_nothing_is_put_back_under_an_open_database(
    copy: Path, closed: Path, open_again: Callable[[], object]
) -> None:
    await open_again()  # type: ignore[misc]

    with pytest.raises(Conflict, match="请先停止服务"):
        put_back(copy, closed, closed.with_name("aside.db"))

    assert names(closed) == names(copy)


def test_a_damaged_database_is_replaced_and_kept_aside(copy: Path, closed: Path) -> None:
    closed.write_bytes(b"damaged" * 1000)
    closed.with_name(closed.name + "-wal").write_bytes(b"its log")

    put_back(copy, closed, closed.with_name("aside.db"))

    assert names(closed) == names(copy)
    assert closed.with_name("aside.db").read_bytes().startswith(b"damaged")
    assert not closed.with_name(closed.name + "-wal").exists()


@pytest.mark.parametrize("damage", ["text", "cut", "foreign"])
def test_what_is_no_copy_of_ours_is_refused_and_changes_nothing(
    damage: str, copy: Path, closed: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.db"
    if damage == "foreign":
        with closing(sqlite3.connect(bad)) as db:
            db.execute("CREATE TABLE other (id)")
    else:
        whole = copy.read_bytes()
        bad.write_bytes(b"a text" if damage == "text" else whole[: len(whole) // 2])
    before = closed.read_bytes()

    with pytest.raises(BadInput, match=r"bad\.db"):
        put_back(bad, closed, closed.with_name("aside.db"))

    assert closed.read_bytes() == before


def test_a_copy_of_a_newer_program_is_refused(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as db:
        db.execute("INSERT INTO migration VALUES (9999, '9999_later.sql', '2030-01-01')")
        db.commit()

    with pytest.raises(BadInput, match="9999"):
        look_into(copy)


@pytest.fixture
def full_disk(copy: Path) -> Iterator[None]:
    """A machine that writes no file as large as the copy, as a disk with too little room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (copy.stat().st_size // 2, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("full_disk")
def test_a_disk_without_room_is_told_and_not_filled(
    closed: Path, copy: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}

    with pytest.raises(Unavailable, match="磁盘空间"):
        put_back(copy, closed, tmp_path / "aside.db")
    with pytest.raises(Unavailable, match="磁盘空间"):
        copy_out(closed, tmp_path / "another.db")

    after = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert after == before
