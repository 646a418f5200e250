"""Results of the check page on the disk for a day, until somebody imports the report or not."""

import json
import re
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import NotFound
from assistant.reporting.checks.apart import CheckedFile, as_checked, as_plain

KEPT_SECONDS = 86_400
"""How long a result can be looked at again."""

_ID = re.compile(r"[0-9A-Z-]+")


def keep(folder: Path, id: str, every: Sequence[CheckedFile]) -> None:
    """Keep a result under its number; those older than a day go."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        if old.stat().st_mtime < time.time() - KEPT_SECONDS:
            old.unlink(missing_ok=True)
    written = folder / f"{id}.part"
    written.write_text(json.dumps(as_plain(every), ensure_ascii=False), "utf-8")
    written.replace(folder / f"{id}.json")


def kept(folder: Path, id: str) -> list[CheckedFile]:
    """The result of a number; NotFound for one that is gone."""
    file = folder / f"{id}.json"
    if not _ID.fullmatch(id) or not file.is_file():
        raise NotFound("检查结果只保留一天，这一份已经清除，请重新选择文件。")
    return as_checked(json.loads(file.read_text("utf-8")))
