"""Copies of the database (备份): made beside the running service, looked into, put back."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import BadInput, Conflict, Unavailable
from assistant.storage.migrations import migrations

_SECONDS_TO_WAIT = 10
_SIDE_FILES = ("-wal", "-shm")
_COUNTED = {
    "items": "SELECT count(DISTINCT code) FROM item_version",
    "reports": "SELECT count(*) FROM (SELECT DISTINCT agency_id, year FROM report)",
    "answers": "SELECT count(*) FROM answer",
    "activities": "SELECT count(*) FROM activity",
}


@dataclass(frozen=True, slots=True)
class Copy:
    """What one copy holds: its size in bytes, and how many rows of each kind."""

    size: int
    items: int
    reports: int
    answers: int
    activities: int


def copy_out(database: Path, copy: Path) -> Copy:
    """Copy the database as it is at one moment into a file that is not there yet.

    The service may run: readers and writers go on. The copy is whole or not there.
    Raises BadInput where there is nothing to copy or the file exists, Unavailable where it
    cannot be written.
    """
    if not database.is_file():
        raise BadInput(f"没有数据库 {database}，请检查 ASSISTANT_DATA_DIR 是否与服务相同。")
    if copy.exists():
        raise BadInput(f"{copy} 已经存在，备份不会覆盖它，请换一个文件名。")
    part = copy.with_name(copy.name + ".part")
    with _told(copy, part):
        part.unlink(missing_ok=True)
        with closing(_connected(database)) as source, closing(_connected(part)) as target:
            source.backup(target)
            # One file, which can be moved by itself.
            target.execute("PRAGMA journal_mode = DELETE")
        _kept(part)
        found = look_into(part)
        part.replace(copy)
    return found


def look_into(copy: Path) -> Copy:
    """What a copy holds; BadInput where it is damaged or not one of ours."""
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as db:
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise BadInput(f"{copy} 已经损坏，不能使用，请换一份备份。")
            applied = {number for (number,) in db.execute("SELECT number FROM migration")}
            counts = {name: db.execute(sql).fetchone()[0] for name, sql in _COUNTED.items()}
    except sqlite3.Error as error:
        raise BadInput(f"{copy} 不是本程序的备份（{error}），请检查文件名。") from error
    if newer := applied - set(migrations()):
        raise BadInput(
            f"{copy} 由更新版本的程序写成（升级号 {max(newer)}），请先把程序升级到那个版本。"
        )
    return Copy(copy.stat().st_size, **counts)


def put_back(copy: Path, database: Path, aside: Path) -> Copy:
    """Put a copy in the place of the database, which is kept aside under another name.

    Whenever it is cut short, the database is the old one or the new one. Raises BadInput
    for a copy that cannot be used, Conflict while a service or a command has the database
    open, Unavailable where nothing can be written.
    """
    found = look_into(copy)
    part = database.with_name(database.name + ".part")
    with _told(database, part):
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy, part)
        _kept(part)
        if database.exists():
            _close_up(database, aside)
            _keep_aside(database, aside)
        part.replace(database)
    return found


def _close_up(database: Path, aside: Path) -> None:
    """Take what the log beside the database holds into it; Conflict where somebody has it open."""
    try:
        with closing(_connected(database, seconds=1)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        raise Conflict("服务还在运行，请先停止服务再恢复，免得正在写入的内容丢失。") from error
    except sqlite3.DatabaseError:
        # Damaged: that is why it is replaced. Its log must not be read into the new one.
        for suffix in _SIDE_FILES:
            beside = database.with_name(database.name + suffix)
            if beside.exists():
                beside.rename(aside.with_name(aside.name + suffix))


def _keep_aside(database: Path, aside: Path) -> None:
    """A second name for the same file, so that there is a database at every moment."""
    try:
        os.link(database, aside)
    except OSError:
        # A file system without second names.
        shutil.copyfile(database, aside)


def _connected(path: Path, seconds: float = _SECONDS_TO_WAIT) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=seconds)


def _kept(path: Path) -> None:
    """Wait until the file is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _told(path: Path, part: Path) -> Iterator[None]:
    """Tell what kept path from being written, and leave no part of it: it would fill the disk."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise Unavailable(f"{path} 写不了（{error}），请检查文件夹、权限和磁盘空间。") from error
    finally:
        for one in (part, *(part.with_name(part.name + s) for s in (*_SIDE_FILES, "-journal"))):
            one.unlink(missing_ok=True)
