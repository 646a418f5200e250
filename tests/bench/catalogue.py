"""How a large catalogue goes in while questions are asked: `python tests/bench/catalogue.py`.

Starts the service, uploads 2,500 items of 60 filled fields as .xlsx, looks at the preview and
confirms it, and asks questions all the time from a process of its own. Prints seconds of
preview and import, memory, and the 99th percentile of answers before and during it.
"""

import argparse
import dataclasses
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench.ask import free_port, percentile, wait_until_ready  # noqa: E402
from conftest import SignedInSite, Site, new_colleague  # noqa: E402

from assistant.config import Settings  # noqa: E402
from assistant.ingest.catalogue import read_catalogue  # noqa: E402
from assistant.ingest.writing import write_catalogue  # noqa: E402
from assistant.models.item import ServiceItem, columns  # noqa: E402

HERE = "/desk/catalogue/import"
FIELDS = 60


def catalogue(items: int) -> list[ServiceItem]:
    """Items like those of the starter catalogue, each with its own name and words."""
    files = sorted((ROOT / "knowledge/catalogue").glob("*.json"))
    starter = [item for file in files for item in read_catalogue(file, "610925", "x").items]
    draw = random.Random(1)
    words = [text for item in starter for text in (*item.conditions, *item.legal_basis)]
    made = []
    for number in range(items):
        item = starter[number % len(starter)]
        filled = {
            f.name: "".join(draw.sample(words, 2))[:60]
            for f in columns()
            if f.metadata["kind"] == "text" and not getattr(item, f.name)
        }
        own = {"code": f"B-{number}", "name": f"{item.name}（第{number}类）", "status": "在用"}
        empty = [name for name in filled if name not in own]
        kept = {name: filled[name] for name in empty[: FIELDS - 30]}
        made.append(dataclasses.replace(item, **(kept | own)))
    return made


def ask_all_the_time(port: int, seconds: float, pause: float) -> list[float]:
    """Milliseconds of each answer, questions following each other with a pause."""
    site, took = Site(port, Settings()), []
    asked = [row["question"] for row in _golden()]
    ends, number = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        number += 1
        began = time.perf_counter()
        site.ask(f"{asked[number % len(asked)]}{number}")
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(pause)
    return took


def _golden() -> list[dict[str, str]]:
    lines = (ROOT / "knowledge/golden/citizens.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def memory_of(pid: int, *children: int) -> float:
    """Megabytes that a process, and the children given, hold at this moment."""
    pages = 0
    for one in (pid, *children):
        try:
            pages += int(Path(f"/proc/{one}/statm").read_text().split()[1])
        except OSError:
            continue
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def asking(port: int, seconds: float) -> "subprocess.Popen[str]":
    """The asker in a process of its own, so that it does not wait for this one."""
    command = [sys.executable, __file__, "--ask", str(port), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def told(process: "subprocess.Popen[str]") -> list[float]:
    """What an asker measured."""
    return [float(part) for part in process.communicate()[0].split()]


def import_file(editor: SignedInSite, path: Path) -> dict[str, float]:
    """Seconds until the preview is seen, until the import is stored, and until it is answered."""
    began = time.monotonic()
    at = editor.upload(HERE, {}, {"file": (path.name, path.read_bytes())}).headers["Location"]
    assert "确认导入（新增" in editor.page(at).text
    seen = time.monotonic()
    assert editor.submit(at, {"decision": "confirm"}).headers["Location"].endswith("done")
    stored = time.monotonic()
    while editor.get("/api/v1/items/B-0").status != 200:
        time.sleep(0.05)
    return {
        "preview_s": seen - began,
        "import_s": stored - seen,
        "answered_s": time.monotonic() - stored,
    }


def measure(items: int, folder: Path) -> dict[str, float]:
    """One whole round in a folder."""
    made = catalogue(items)
    write_catalogue(folder / "items.xlsx", made)
    filled = [sum(getattr(i, f.name) not in (None, "", ()) for f in columns()) for i in made]
    settings = Settings(data_dir=folder / "data", port=free_port())
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_DATA_DIR": str(folder / "data")}
    environ |= {"ASSISTANT_PORT": str(settings.port), "ASSISTANT_RATE_LIMIT": "0"}
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve"], env=environ, stdout=subprocess.DEVNULL
    )
    try:
        wait_until_ready(process, settings.port)
        editor = new_colleague(Site(settings.port, settings), "editor")
        quiet = told(asking(settings.port, 15))
        before, most, done = memory_of(process.pid), [0.0, 0.0], threading.Event()

        def watch() -> None:
            while not done.wait(0.05):
                pid = process.pid
                most[0] = max(most[0], memory_of(pid))
                most[1] = max(most[1], memory_of(pid, *_children(pid)))

        watcher = threading.Thread(target=watch)
        watcher.start()
        asker = asking(settings.port, 15)
        took = import_file(editor, folder / "items.xlsx")
        busy = told(asker)
        done.set()
        watcher.join()
    finally:
        process.terminate()
        process.wait()
    return {
        "items": items,
        "fields_median": sorted(filled)[len(filled) // 2],
        "file_mb": (folder / "items.xlsx").stat().st_size / 1e6,
        **took,
        "memory_before_mb": before,
        "memory_service_most_mb": most[0],
        "memory_with_reader_most_mb": most[1],
        "quiet_p50_ms": percentile(quiet, 0.5),
        "quiet_p99_ms": percentile(quiet, 0.99),
        "busy_p50_ms": percentile(busy, 0.5),
        "busy_p99_ms": percentile(busy, 0.99),
        "busy_most_ms": max(busy),
    }


def main() -> None:
    """Measure and print, or ask for a measuring process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=2500)
    parser.add_argument("--ask", nargs=2, metavar=("PORT", "SECONDS"))
    options = parser.parse_args()
    if options.ask:
        port, seconds = options.ask
        sys.stdout.write(" ".join(map(str, ask_all_the_time(int(port), float(seconds), 0.02))))
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, value in measure(options.items, Path(folder)).items():
            sys.stdout.write(f"{name:28} {value:8.1f}\n")


if __name__ == "__main__":
    main()
