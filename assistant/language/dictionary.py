"""The general dictionary (通用词典): words with frequencies, places, small words, as jieba brings it."""

import contextlib
import importlib.util
import marshal
import os
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

CACHE = "dictionary.cache"
WITH_PYTHON = Path(sys.prefix) / "share" / "assistant"
_FORMAT = 3
# Slips that the dictionary lists as words, each heard as a word of the field: none is one.
_SLIPS = frozenset((
    "注消", "幼儿圆", "图书管", "摩拖车", "互连网", "天燃气", "加油战", "文化观", "运书车", "公帐",
    "几关", "几划", "几动", "危方", "发飘", "咨讯", "资询", "够买", "开俱", "加格", "复义", "官理",
    "子格", "姿质", "峻工", "异已", "拉圾", "授理", "政腐", "查讯", "沾用", "渐少", "灰复", "照生",
    "燥音", "申批", "真所", "简验", "管到", "纵合", "继成", "聆取", "胡口", "自料", "菸草", "行尾",
    "观门", "规画", "设制", "设使", "调正", "贵定", "转意", "转议", "连系", "酒霸", "网霸", "采料",
    "零型", "零首", "非用", "扉用", "诗品", "遗矢", "佚失", "共养", "正书", "正明", "残基", "知取",
    "配法", "鱼乐", "覆议", "覆审", "运数", "主销", "五包", "汙染", "汙水",
))  # fmt: skip
# Tags of the dictionary for all that is neither noun, verb nor phrase.
_SMALL = frozenset((
    "a", "ad", "b", "c", "d", "df", "e", "f", "h", "k", "m", "mq",
    "o", "p", "q", "r", "s", "t", "u", "y", "z", "zg",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Frequencies by word, and how long the words are that begin with a character.

    places are the words that it lists as names of places (地名), small those that it lists as
    no noun, verb or phrase (虚词等).
    """

    frequencies: dict[str, int]
    total: int
    lengths: dict[str, tuple[int, ...]]
    places: frozenset[str]
    small: frozenset[str]


def dictionary(folder: Path, beside: Path = WITH_PYTHON) -> Dictionary:
    """jieba's dictionary; kept as read in a folder, since reading it again takes half a second.

    What was kept of another dictionary, or is damaged, is made anew, unless it lies beside:
    `make setup` puts it there, so that the first start is as quick as every other.
    """
    source = _source()
    told = source.stat()
    stamp = f"{_FORMAT} {told.st_size} {told.st_mtime_ns}".encode()
    for place in (folder / CACHE, beside / CACHE):
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            return _unpacked(place.read_bytes(), stamp)
    read = _read(source)
    _keep(folder / CACHE, stamp, read)
    return read


def _source() -> Path:
    # Found without importing jieba: that alone takes as long as reading what was kept.
    found = importlib.util.find_spec("jieba")
    assert found is not None and found.origin is not None
    return Path(found.origin).with_name("dict.txt")


def _read(source: Path) -> Dictionary:
    # Three cells a line; all lines at once, which is quicker than one by one.
    cells = source.read_text("utf-8").split()
    words, tags = cells[0::3], cells[2::3]
    frequencies = dict(zip(words, map(int, cells[1::3]), strict=True))
    total = sum(frequencies.values())
    for slip in _SLIPS:
        frequencies.pop(slip, None)
    tagged = list(zip(words, tags, strict=True))
    places = frozenset(word for word, tag in tagged if tag == "ns") - _SLIPS
    small = frozenset(word for word, tag in tagged if tag in _SMALL) - _SLIPS
    return Dictionary(frequencies, total, lengths_of(frequencies), places, small)


def lengths_of(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """By first character, the lengths of the words that begin with it, short ones first."""
    found: dict[str, set[int]] = defaultdict(set)
    for first, length in {(word[0], len(word)) for word in words}:
        found[first].add(length)
    # Few kinds for many characters: each is held once.
    kinds: dict[tuple[int, ...], tuple[int, ...]] = {}
    told = ((first, tuple(sorted(lengths))) for first, lengths in found.items())
    return {first: kinds.setdefault(lengths, lengths) for first, lengths in told}


def _unpacked(kept: bytes, stamp: bytes) -> Dictionary:
    """What was kept under this stamp; ValueError where it was kept under another or is damaged."""
    head, _, body = kept.partition(b"\n")
    # The checksum comes first: damaged bytes may bring down what unpacks them.
    if head != b"%s %d" % (stamp, zlib.crc32(body)):
        raise ValueError("not what was kept")
    return Dictionary(*marshal.loads(body))  # noqa: S302


def _keep(place: Path, stamp: bytes, read: Dictionary) -> None:
    """Write what was read, whole or not at all; a folder that takes nothing costs time only."""
    body = marshal.dumps((read.frequencies, read.total, read.lengths, read.places, read.small))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(number, "wb") as file:
            # Nothing of anybody stands in it; who sets the program up may not be who runs it.
            os.fchmod(number, 0o644)
            file.write(b"%s %d\n" % (stamp, zlib.crc32(body)) + body)
        Path(name).replace(place)
    except OSError:
        return
