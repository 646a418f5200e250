"""How long each page of the desk takes in a full house: `python tests/bench/desk.py`.

Fills a data folder with the starter knowledge, 2,500 more items, 100,000 logged questions and
50,000 rows of the year's log, starts the service, and asks every page of channels/access.py
some times. Prints for each the processor time of the service, and the median and the first
time as the asker sees them, in milliseconds; pages over the limit are marked.
"""

import argparse
import asyncio
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench.ask import free_port, processor_seconds, wait_until_ready  # noqa: E402
from bench.catalogue import _golden, catalogue  # noqa: E402
from bench.report import YEAR, a_log  # noqa: E402
from conftest import SignedInSite, Site, new_colleague  # noqa: E402

from assistant.assembly import Parts, now, opened, own_agency  # noqa: E402
from assistant.channels.access import ACCESS, PUBLIC  # noqa: E402
from assistant.config import Settings  # noqa: E402
from assistant.loading import load_starter  # noqa: E402
from assistant.models.accounts import PERMISSIONS, Permission, Role  # noqa: E402
from assistant.storage.activity import append_entries  # noqa: E402
from assistant.storage.answers import AnswerLog, AnswerRow  # noqa: E402
from assistant.storage.items import save_items  # noqa: E402

LIMIT = 150
ITEMS, QUESTIONS, ENTRIES = 2500, 100_000, 50_000
_AT_ONCE = 2000
_FAILURES = ("no_answer", "unsure", "none_of_these")
_KEY = "社保卡&丢|掉了"
# Where a page is of one thing, or has more than one way to be asked.
PAGES: dict[str, list[str]] = {
    "/desk/accounts/{name}": ["/desk/accounts/admin"],
    "/desk/log/tables/{kind}.csv": ["/desk/log/tables/request.csv"],
    "/desk/catalogue": ["/desk/catalogue", "/desk/catalogue?page=20", "/desk/catalogue?text=许可"],
    "/desk/catalogue/{code}": ["/desk/catalogue/B-7"],
    "/desk/catalogue/{code}/versions": ["/desk/catalogue/B-7/versions"],
    "/desk/catalogue/{code}/edit": ["/desk/catalogue/B-7/edit"],
    "/desk/catalogue/ledger": [
        "/desk/catalogue/ledger",
        "/desk/catalogue/ledger?against=2020-01-01",
    ],
    "/desk/places/values": ["/desk/places/values?field=places.hours"],
    "/desk/learning": [
        "/desk/learning",
        "/desk/learning?days=0",
        "/desk/learning?days=7",
        "/desk/learning?state=done",
    ],
    "/desk/learning/group": [
        "/desk/learning/group?word=词7",
        "/desk/learning/group?word=词7&days=0",
    ],
    "/desk/lexicon": [
        "/desk/lexicon",
        "/desk/lexicon?table=meaning&q=社保",
        "/desk/lexicon?page=40",
    ],
    "/desk/catalogue/{code}/status": ["/desk/catalogue/B-7/status"],
    "/desk/places": ["/desk/places", "/desk/places?use=unused"],
    "/desk/lexicon/items": ["/desk/lexicon/items?kind=alias", "/desk/lexicon/items?kind=faq"],
    "/desk/lexicon/line": [f"/desk/lexicon/line?table=meaning&key={quote(_KEY)}"],
    "/desk/edits/new": ["/desk/edits/new?action=line&table=meaning"],
    "/desk/why": ["/desk/why?q=社保卡丢了怎么办", "/desk/why?id=a-99999"],
    "/desk/log": ["/desk/log", "/desk/log?kind=request"],
    "/desk/reports/{year}": [f"/desk/reports/{YEAR}"],
    "/desk/reports/read/{agency}/{year}": ["/desk/reports/read/langao-xzspj/2019"],
}
_DRAFT = "/desk/reports/{year}/{edition}"
for _rest in ("", "/compare", "/figures", "/figures/permits_handled", "/gaps"):
    _route = _DRAFT + _rest.replace("permits_handled", "{key}")
    PAGES[_route] = [f"/desk/reports/{YEAR}/2021{_rest}"]
PAGES[_DRAFT + "/paragraphs/{key}"] = [f"/desk/reports/{YEAR}/2021/paragraphs/others.fees"]


async def fill(settings: Settings) -> None:
    """The whole house, through the same doors as always."""
    async with opened(settings) as parts:
        await load_starter(parts)
        agency = await own_agency(parts.db, settings.region)
        await save_items(parts.db, agency, catalogue(ITEMS), "bench", now())
        await _ask(parts)
        entries = [(one.id, one.entry) for one in a_log(ENTRIES)]
        await append_entries(parts.db, entries, now())


async def _ask(parts: Parts) -> None:
    draw, asked, log = random.Random(1), _golden(), AnswerLog(parts.db)
    codes = [f"B-{number}" for number in range(ITEMS)]
    for start in range(0, QUESTIONS, _AT_ONCE):
        rows = [_row(number, draw, asked, codes) for number in range(start, start + _AT_ONCE)]
        await asyncio.gather(*(log.append(row) for row in rows))


def _row(
    number: int, draw: random.Random, asked: list[dict[str, str]], codes: list[str]
) -> AnswerRow:
    day = date.fromisoformat(now()[:10]) - timedelta(days=draw.randrange(1, 365))
    failure = draw.choice(_FAILURES) if draw.random() < 0.15 else ""
    return AnswerRow(
        id=f"a-{number}",
        asked_at=f"{day}T{draw.randrange(24):02}:{draw.randrange(60):02}:00.000+08:00",
        channel="web",
        conversation=f"c-{number // 2}",
        region_code="610925",
        question=draw.choice(asked)["question"],
        outcome="unanswered.no_match" if failure else "answered.item",
        aspect="general",
        item_code="" if failure else draw.choice(codes),
        offered="",
        confidence=draw.random(),
        knowledge_version=1,
        milliseconds=5.0,
        failure=failure,
        uncovered=f"词{int(draw.paretovariate(0.7)) % 3000}" if failure else "",
        line="" if failure else f"meaning {_KEY}",
    )


def pages() -> list[tuple[str, Permission]]:
    """Every page of the desk whose address is known beforehand, with what it takes to see it."""
    found = []
    for (method, route), wanted in ACCESS.items():
        if method != "GET" or wanted == PUBLIC:
            continue
        for page in PAGES.get(route, [] if "{" in route else [route]):
            found.append((page, wanted))
    return found


def measured(
    site: SignedInSite, pid: int, page: str, times: int
) -> tuple[int, float, float, float]:
    """Status, processor time, median and first time in milliseconds."""
    took = []
    status, began = 0, 0.0
    for number in range(times + 1):
        if number == 1:
            began = processor_seconds(pid)
        start = time.perf_counter()
        status = site.get(page).status
        took.append((time.perf_counter() - start) * 1000)
    used = (processor_seconds(pid) - began) * 1000 / times
    return status, used, median(took[1:]), took[0]


def most_used_place(folder: Path) -> str:
    """The number of the place that most items have."""
    with closing(sqlite3.connect(folder / "assistant.db")) as db:
        (found,) = db.execute(
            "SELECT place_id FROM item_place GROUP BY place_id ORDER BY COUNT(*) DESC LIMIT 1"
        ).fetchone()
    return str(found)


def run(folder: Path, times: int, only: str) -> None:
    """Fill unless it is filled, ask, print; the slowest page first."""
    settings = Settings(data_dir=folder, port=free_port())
    if not (folder / "assistant.db").exists():
        asyncio.run(fill(settings))
    hall = most_used_place(folder)
    PAGES["/desk/places/{id}"] = [f"/desk/places/{hall}"]
    PAGES["/desk/places/{id}/change"] = [f"/desk/places/{hall}/change"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_DATA_DIR": str(folder)}
    environ |= {"ASSISTANT_PORT": str(settings.port), "ASSISTANT_RATE_LIMIT": "0"}
    command = [sys.executable, "-m", "assistant", "serve"]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)
    try:
        wait_until_ready(process, settings.port)
        # What is worked out once after the start is no page's time.
        time.sleep(5)
        sites = {
            role: new_colleague(Site(settings.port, settings), role.value)
            for role in (Role.EDITOR, Role.REVIEWER, Role.LEADER, Role.ADMIN)
        }
        draft = {"year": str(YEAR), "edition": "2021"}
        assert sites[Role.EDITOR].submit("/desk/reports", draft).status == 303
        found = []
        for page, wanted in pages():
            if only in page:
                site = next(sites[role] for role in sites if wanted in PERMISSIONS[role])
                found.append((measured(site, process.pid, page, times), page))
    finally:
        process.terminate()
        process.wait()
    sys.stdout.write("status  processor  median   first  page\n")
    for (status, used, middle, first), page in sorted(
        found, key=lambda one: (-one[0][1], -one[0][3])
    ):
        mark = "  TOO SLOW" if used > LIMIT else ""
        sys.stdout.write(f"{status:6} {used:10.0f} {middle:7.0f} {first:7.0f}  {page}{mark}\n")


def main() -> None:
    """Read the options and run, in a folder of one's own choice where it is to be kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--data", type=Path, help="a data folder, filled where it is empty")
    parser.add_argument("--only", default="", help="pages whose address holds this")
    options = parser.parse_args()
    if options.data:
        run(options.data, options.times, options.only)
        return
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), options.times, options.only)


if __name__ == "__main__":
    main()
