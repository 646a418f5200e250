"""Many published reports into the database: read one by one, stored by the dozen."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError, Refused
from assistant.ingest.reports.data import report_from_data
from assistant.ingest.rows import check_size, read_text
from assistant.models.agency import Agency
from assistant.models.loading import Loaded, Progress, Refusal
from assistant.models.report import AnnualReport
from assistant.reporting.taking_in import Incoming, compared, not_to_take, reporting_agency, take_in
from assistant.storage.database import Database
from assistant.storage.items import agencies_by_name

_TOGETHER = 50
_CALLED = "年度报告"


@dataclass(frozen=True, slots=True)
class Taking:
    """How reports are taken in (导入方式): where to, for whom, with which reader."""

    db: Database
    own: Agency
    clock: Callable[[], str]
    read: Callable[[Path], AnnualReport]
    dry_run: bool = False


@dataclass(slots=True)
class _File:
    """One file on its way: its reports, and what of it was refused."""

    path: Path
    reports: list[AnnualReport]
    refused: list[Refusal]


async def take_reports(taking: Taking, files: Sequence[Path], progress: Progress) -> list[Loaded]:
    """Load report files, in their order; one answer a file.

    Fifty files are stored at a time, each wholly or not at all: a commit waits for the disk.
    """
    every: list[Loaded] = []
    for start in range(0, len(files), _TOGETHER):
        batch = []
        for file in files[start : start + _TOGETHER]:
            batch.append(await asyncio.to_thread(_read, taking, file))
            progress(_CALLED, start + len(batch), len(files))
        every += await _stored(taking, batch)
    return every


def _read(taking: Taking, path: Path) -> _File:
    try:
        found = _reports_in(taking, path)
    except AssistantError as error:
        return _File(path, [], [Refusal(path.name, 0, "", "", error.message)])
    file = _File(path, [], [])
    for number, report in enumerate(found, start=1):
        if why := not_to_take(report):
            row = number if len(found) > 1 else 0
            file.refused.append(Refusal(path.name, row, "", "", why))
        else:
            file.reports.append(report)
    return file


def _reports_in(taking: Taking, file: Path) -> list[AnnualReport]:
    """The published report of a file; all those of a .json that was exported."""
    if file.suffix.lower() != ".json":
        return [taking.read(file)]
    check_size(file, limit_mb=50)
    try:
        entries = json.loads(read_text(file))
        entries = entries if isinstance(entries, list) else [entries]
        return [report_from_data(entry) for entry in entries]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(
            f"{file.name} 不是导出的年度报告，请用 assistant export --kind reports 导出的文件。"
        ) from error


async def _stored(taking: Taking, batch: Sequence[_File]) -> list[Loaded]:
    known = await agencies_by_name(taking.db)
    told = []
    if taking.dry_run:
        for file in batch:
            counts = [await compared(taking.db, one) for one in _incoming(taking, file, known)]
            told.append(_loaded(file, counts))
        return told
    async with taking.db.transaction() as tx:
        for file in batch:
            now = taking.clock()
            counts = [await take_in(tx, one, now) for one in _incoming(taking, file, known)]
            told.append(_loaded(file, counts))
    return told


def _incoming(taking: Taking, file: _File, known: dict[str, Agency]) -> list[Incoming]:
    found = []
    for report in file.reports:
        agency = reporting_agency(report.agency, known, taking.own)
        known.setdefault(agency.name, agency)
        found.append(Incoming(agency, report, file.path.name))
    return found


def _loaded(file: _File, outcomes: Sequence[str]) -> Loaded:
    return Loaded(
        file.path.name,
        "reports",
        outcomes.count("added"),
        outcomes.count("changed"),
        outcomes.count("unchanged"),
        tuple(file.refused),
    )
