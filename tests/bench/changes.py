"""How soon a change made at the desk is found: `python tests/bench/changes.py`.

Starts the service on its starter knowledge and --items more items. One person publishes items
and lexicon lines in the forms of the desk; each time the seconds from the press of the button
until a question is answered by it are taken. Prints the median and the longest of each.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench.ask import free_port, wait_until_ready  # noqa: E402
from bench.catalogue import catalogue, import_file  # noqa: E402
from conftest import SignedInSite, Site, new_colleague  # noqa: E402

from assistant.config import Settings  # noqa: E402
from assistant.ingest.writing import write_catalogue  # noqa: E402

# Words that no catalogue has, one for each change.
WORDS = ("鹦鹉", "骆驼", "鸵鸟", "刺猬", "孔雀", "海豚", "蟋蟀")
_LONGEST = 30


def until(so: Callable[[], bool]) -> float:
    """Seconds until something is so."""
    began = time.monotonic()
    while not so():
        assert time.monotonic() - began < _LONGEST, "never so"
        time.sleep(0.01)
    return time.monotonic() - began


def publish_item(editor: SignedInSite, reviewer: SignedInSite, word: str) -> float:
    """Seconds from publishing a new item until a question by its name finds it."""
    code, name = f"N-{WORDS.index(word)}", f"{word}饲养许可"
    editor.submit("/desk/catalogue/new", {"code": code, "name": name})
    form = {"number": "1", "version": "0", "name": name, "note": "新建", "action": "submit"}
    assert editor.submit(f"/desk/catalogue/{code}/edit", form).status == 303
    form = {"number": "2", "version": "0", "decision": "publish"}
    assert reviewer.submit(f"/desk/catalogue/{code}/review", form).status == 303
    return until(lambda: code in [hit["code"] for hit in editor.ask(name)["hits"]])


def publish_line(editor: SignedInSite, reviewer: SignedInSite, word: str) -> float:
    """Seconds from publishing a lexicon line until a question by its word is led by it."""
    asked = f"{word}跑了咋整"
    line = {"c0": f"{word}跑了", "c1": "社会保障卡补领", "c2": "测", "c3": asked}
    form = {"action": "line", "table": "meaning", **line, "other": ""}
    at = editor.submit("/desk/edits/new", form).headers["Location"]
    until(lambda: "核对结果" in editor.page(at).text)
    assert reviewer.submit(at, {"do": "publish"}).status == 303
    return until(lambda: "社会保障卡补领" in str(editor.ask(asked)["hits"][:1]))


def run(items: int, folder: Path) -> dict[str, float]:
    """All changes, one after another, on one service."""
    settings = Settings(data_dir=folder / "data", port=free_port())
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "ASSISTANT_DATA_DIR": str(folder / "data")}
    environ |= {"ASSISTANT_PORT": str(settings.port), "ASSISTANT_RATE_LIMIT": "0"}
    command = [sys.executable, "-m", "assistant", "serve"]
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)
    try:
        wait_until_ready(process, settings.port)
        site = Site(settings.port, settings)
        editor, reviewer = new_colleague(site, "editor"), new_colleague(site, "reviewer")
        write_catalogue(folder / "items.xlsx", catalogue(items))
        import_file(editor, folder / "items.xlsx")
        time.sleep(2)
        of_items = [publish_item(editor, reviewer, word) for word in WORDS]
        of_lines = [publish_line(editor, reviewer, word) for word in WORDS]
    finally:
        process.terminate()
        process.wait()
    told = {"item": of_items, "line": of_lines}
    return {
        f"{name}_{kind}_s": take(seconds)
        for name, seconds in told.items()
        for kind, take in (("median", median), ("longest", max))
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=737)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, value in run(options.items, Path(folder)).items():
            sys.stdout.write(f"{name:24} {value:.2f}\n")


if __name__ == "__main__":
    main()
