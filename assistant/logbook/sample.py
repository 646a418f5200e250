"""A year of sample activity (示例年度): loaded on demand, and taken out again whole."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.accounts.office import Office
from assistant.errors import BadInput, NotFound
from assistant.models.activity import KIND_OF, Activity
from assistant.models.disclosure import Applicant, Case, CaseKind, CaseStep
from assistant.reporting.disclosure.steps import step_from
from assistant.reporting.entries import entry_from
from assistant.storage import audit, disclosure
from assistant.storage.activity import add_entries
from assistant.storage.database import Statements
from assistant.storage.disclosure import Recorded
from assistant.storage.sample import PREFIX, has_sample, remove_rows

BY = "示例"
_FOLDER = "sample-year"


async def load_sample(office: Office, knowledge: Path, year: int, who: str) -> int:
    """Store the sample year's entries and cases; how many there are.

    A folder of that year's own (2019) wins over the general one, whose days are moved into
    the year. Raises BadInput where a sample is loaded already, or the year is not over,
    NotFound where the knowledge folder holds none.
    """
    if f"{year:04d}-12-31" > office.clock()[:10]:
        raise BadInput(f"{year} 年还没有结束，示例年度只能载入已经结束的年份。")
    entries = [_entry(row, year) for row in _rows(knowledge, "log.jsonl", year)]
    cases = list(_rows(knowledge, "cases.jsonl", year))
    if not entries:
        raise NotFound("知识目录里没有示例年度，请检查 ASSISTANT_KNOWLEDGE_DIR。")
    async with office.db.transaction() as tx:
        if await has_sample(tx):
            raise BadInput("已经载入了示例年度，请先移除再载入。")
        numbered = [(f"{PREFIX}{year}-{n:03}", entry) for n, entry in enumerate(entries, start=1)]
        await add_entries(tx, numbered, office.clock())
        for number, case in enumerate(cases, start=1):
            await _store_case(tx, office, case, f"{PREFIX}case-{number}")
        deed = office.deed(who, f"示例年度 {year}", after=f"载入 {len(entries)} 条台账")
        await audit.record(tx, deed)
    return len(entries) + len(cases)


async def remove_sample(office: Office, who: str) -> int:
    """Take out every row of the sample year, corrections of them too; how many there were."""
    async with office.db.transaction() as tx:
        removed = await remove_rows(tx)
        if removed:
            await audit.record(
                tx, office.deed(who, "示例年度", before=f"{removed} 条", after="已移除")
            )
    return removed


def _rows(knowledge: Path, name: str, year: int) -> Iterator[dict[str, Any]]:
    own = knowledge / _FOLDER / str(year)
    file = (own if own.is_dir() else knowledge / _FOLDER) / name
    if file.is_file():
        moved = file.read_text("utf-8")
        for mark, meant in (("{Y-1}", year - 1), ("{Y+1}", year + 1), ("{Y}", year)):
            moved = moved.replace(mark, str(meant))
        yield from (json.loads(line) for line in moved.splitlines() if line.strip())


def _entry(row: dict[str, Any], year: int) -> Activity:
    kind = row.pop("kind")
    typed = {name: str(value) for name, value in row.items()}
    if any(field.name == "quantity" for field in KIND_OF[kind].inputs):
        typed.setdefault("quantity", "1")
    return entry_from(kind, typed, date(year + 1, 1, 1), BY)


async def _store_case(tx: Statements, office: Office, row: Mapping[str, Any], id: str) -> None:
    kind: CaseKind = row["kind"]
    case = Case(id, kind, "", "", ())
    for number, told in enumerate(row["steps"], start=1):
        typed = {name: str(value) for name, value in told.items() if name != "kind"}
        step = step_from(told["kind"], typed, date.max, case)
        recorded = Recorded(f"{id}-{number}", BY, office.clock())
        if number == 1:
            await disclosure.open_case(tx, kind, step, replace(recorded, id=id), BY)
        else:
            await disclosure.add_step(tx, id, step, recorded)
        case = _with(case, step, recorded.id)
    if applicant := row.get("applicant"):
        await disclosure.save_applicant(
            tx, id, Applicant(**applicant), Recorded("", BY, office.clock())
        )


def _with(case: Case, step: CaseStep, id: str) -> Case:
    return replace(case, history=(*case.history, replace(step, id=id)))
