"""What a machine and its data lack for good service (自检), each with the remedy."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from assistant.assembly import own_agency
from assistant.config import Settings
from assistant.errors import AssistantError
from assistant.ingest.reports.recognising import TESSERACT
from assistant.models.accounts import Role
from assistant.storage.accounts import every_account
from assistant.storage.copies import look_into
from assistant.storage.database import Database, open_sqlite
from assistant.storage.holidays import calendar
from assistant.storage.items import current_items

_LEAST_FREE_BYTES = 1_000_000_000
_PYTHONS = ((3, 11), (3, 13))
_SECONDS = 20
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class State(StrEnum):
    """How one check ended."""

    GOOD = "good"
    ADVICE = "advice"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, how it stands, and what to do about it."""

    name: str
    state: State
    told: str


async def checkup(settings: Settings, today: str) -> AsyncIterator[Check]:
    """Every check, in an order in which they are best mended; nothing is changed.

    The service may run. What depends on the database is left out where it cannot be read.
    """
    yield _python()
    yield _folder(settings.data_dir)
    database = _database(settings.sqlite_path())
    yield database
    if database.state is State.GOOD:
        async for check in _data(settings, today):
            yield check
    yield _reach(settings)
    for check in _programs():
        yield check


def _python() -> Check:
    low, high = _PYTHONS
    told = f"{sys.version_info.major}.{sys.version_info.minor}"
    if low <= sys.version_info[:2] <= high:
        return Check("Python", State.GOOD, told)
    return Check("Python", State.MISSING, f"{told}，请使用 3.11 到 3.13")


def _folder(folder: Path) -> Check:
    name = "数据目录"
    # The folder itself, or the nearest one in which it would be made.
    there = next(p for p in (folder, *folder.absolute().parents) if p.is_dir())
    try:
        TemporaryFile(dir=there).close()
    except OSError:
        return Check(name, State.MISSING, f"{folder} 不能写入，请检查权限或改 ASSISTANT_DATA_DIR")
    free = shutil.disk_usage(there).free
    told = f"{folder}，磁盘还剩 {free / 1e9:.1f} GB"
    if free < _LEAST_FREE_BYTES:
        return Check(name, State.ADVICE, f"{told}，请清理或换一个磁盘")
    return Check(name, State.GOOD, told)


def _database(path: Path) -> Check:
    name = "数据库"
    if not path.exists():
        return Check(name, State.MISSING, f"还没有 {path}，第一次运行 assistant serve 时会建立")
    try:
        held = look_into(path)
    except AssistantError as error:
        return Check(name, State.MISSING, error.message)
    told = f"完好，事项 {held.items} 个，年报 {held.reports} 份，问答 {held.answers} 条"
    return Check(name, State.GOOD, told)


async def _data(settings: Settings, today: str) -> AsyncIterator[Check]:
    db = await open_sqlite(settings.sqlite_path(), readers=1)
    try:
        yield await _agency(db, settings.region)
        yield await _items(db)
        yield await _administrators(db)
        yield await _holidays(db, int(today[:4]))
    except sqlite3.Error:
        told = "由较早版本的程序写成，请先启动一次服务，它会自动升级"
        yield Check("数据库版本", State.ADVICE, told)
    finally:
        await db.close()


async def _agency(db: Database, region: str) -> Check:
    agency = await own_agency(db, region)
    if agency.region_code != region:
        told = (
            f"没有区划 {region} 的机关，请用 assistant load agency.json 导入，或改 ASSISTANT_REGION"
        )
        return Check("机关", State.MISSING, told)
    if agency.sample:
        told = f"{agency.name}，地址和电话还是示例，请改好 agency.json 再导入"
        return Check("机关", State.ADVICE, told)
    return Check("机关", State.GOOD, agency.name)


async def _items(db: Database) -> Check:
    items = [stored.item for stored in await current_items(db)]
    if not items:
        told = "没有事项，请用 assistant load 导入事项目录"
        return Check("事项目录", State.MISSING, told)
    samples = sum(bool(item.sample_fields) for item in items)
    told = f"{len(items)} 个事项"
    if samples:
        told += f"，其中 {samples} 个的地点、电话等还是示例，请换成本地的"
        return Check("事项目录", State.ADVICE, told)
    return Check("事项目录", State.GOOD, told)


async def _administrators(db: Database) -> Check:
    admins = [a for a in await every_account(db) if a.role is Role.ADMIN and a.active]
    if not admins:
        told = "没有管理员，启动服务时会建立 admin，或运行 assistant user add"
        return Check("账号", State.ADVICE, told)
    if all(admin.must_change for admin in admins):
        told = "管理员还没有换掉一次性密码，请登录一次；密码丢了运行 assistant user reset"
        return Check("账号", State.ADVICE, told)
    return Check("账号", State.GOOD, f"管理员 {len(admins)} 位")


async def _holidays(db: Database, year: int) -> Check:
    if (await calendar(db)).announced(year):
        return Check("节假日", State.GOOD, f"{year} 年的放假安排已导入")
    told = f"{year} 年的放假安排还没有导入，期限是暂定的，请用 assistant load 导入"
    return Check("节假日", State.ADVICE, told)


def _reach(settings: Settings) -> Check:
    told = f"监听 {settings.host}:{settings.port}"
    if settings.host in _LOOPBACK:
        return Check("网络", State.GOOD, told)
    told += "，外面可以直接访问；建议放在 nginx 后面，只监听 127.0.0.1"
    return Check("网络", State.ADVICE, told)


def _programs() -> Iterator[Check]:
    if shutil.which("soffice") or shutil.which("libreoffice"):
        yield Check("导出 PDF", State.GOOD, "可以")
    else:
        told = "不能，需要时请安装 LibreOffice（apt-get install libreoffice-writer）"
        yield Check("导出 PDF", State.ADVICE, told)
    if "chi_sim" in _said(TESSERACT, "--list-langs"):
        yield Check("识别扫描件", State.GOOD, "可以")
    else:
        told = "不能，需要时请安装 apt-get install tesseract-ocr tesseract-ocr-chi-sim"
        yield Check("识别扫描件", State.ADVICE, told)


def _said(*command: str) -> str:
    """What a program of the machine prints; nothing where there is none."""
    run = partial(subprocess.run, capture_output=True, check=False, timeout=_SECONDS)
    try:
        done = run(command, text=True, encoding="utf-8", errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return str(done.stdout) + str(done.stderr)
