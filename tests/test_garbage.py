"""Garbage is not looked for while new knowledge is made, nor among what lives long."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from assistant.assembly import opened
from assistant.config import Settings
from assistant.garbage import as_before, give_back, look_through, undisturbed
from assistant.loading import load_starter


class _Ring:
    def __init__(self) -> None:
        self.me = self


def test_nothing_is_looked_for_meanwhile_and_all_is_passed_over_afterwards() -> None:
    frozen = gc.get_freeze_count()

    with undisturbed():
        assert not gc.isenabled()
        made = [[number] for number in range(1000)]

    assert gc.isenabled()
    assert gc.get_freeze_count() - frozen > len(made)


def test_garbage_is_looked_for_again_after_a_failure() -> None:
    with pytest.raises(ValueError, match="x"), undisturbed():
        raise ValueError("x")

    assert gc.isenabled()


def test_what_refers_to_itself_goes_when_all_is_looked_through() -> None:
    with undisturbed():
        ring = _Ring()
    left = weakref.ref(ring)
    del ring
    gc.collect()
    assert left() is not None

    look_through()

    assert left() is None


def test_a_process_whose_service_has_ended_lets_go_of_all_as_usual() -> None:
    with undisturbed():
        ring = _Ring()
    left = weakref.ref(ring)
    del ring

    as_before()
    gc.collect()

    assert left() is None


async def test_old_knowledge_goes_without_any_search(tmp_path: Path) -> None:
    async with opened(Settings(data_dir=tmp_path)) as parts:
        await load_starter(parts)
        with undisturbed():
            old = await parts.knowledge()
        left = weakref.ref(old.retriever)
        with undisturbed():
            new = await parts.knowledge()
            del old

            assert left() is None
            assert new.retriever is not None


def test_free_memory_goes_back_to_the_machine() -> None:
    def held() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    kept = [b"x" * (1000 + number % 7) for number in range(40_000)]
    last = kept[-1]
    full = held()
    del kept

    give_back()

    assert last
    assert held() < full - 5_000


_PLACES = """
import sys, threading
from pathlib import Path
from assistant.garbage import share_memory
if sys.argv[1] == "shared":
    share_memory()
ready = threading.Barrier(7)
def take():
    held = [b"x" * 1000 for _ in range(1000)]
    ready.wait()
    ready.wait()
for _ in range(6):
    threading.Thread(target=take).start()
ready.wait()
spans = [line.split()[:2] for line in Path("/proc/self/maps").read_text().splitlines()]
ready.wait()
# Each place but the first is set aside as 64 MB, of which most is not used yet.
sizes = [int(s.split("-")[1], 16) - int(s.split("-")[0], 16) for s, use in spans if use == "---p"]
print(sum(32e6 < size < 68e6 for size in sizes))
"""


def test_threads_take_memory_from_the_same_places() -> None:
    def places(way: str) -> int:
        command = [sys.executable, "-c", _PLACES, way]
        return int(subprocess.run(command, capture_output=True, check=True).stdout)

    assert places("shared") < 2 < places("apart")


_LARGE_PIECES = """
import sys
from pathlib import Path
from assistant.garbage import share_memory
if sys.argv[1] == "at once":
    share_memory()
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
first = b"x" * 30_000_000
del first
large = [b"x" * 10_000_000, [b"y" * 1000 for _ in range(1000)]]
full = held()
large[0] = None
print(full - held())
"""


def test_large_pieces_go_back_as_soon_as_they_are_free() -> None:
    def gone(way: str) -> int:
        command = [sys.executable, "-c", _LARGE_PIECES, way]
        return int(subprocess.run(command, capture_output=True, check=True).stdout)

    assert gone("kept") < 5_000_000 < gone("at once")
