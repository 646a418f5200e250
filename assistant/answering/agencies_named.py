"""Which agencies (机关) a question names: by full name, by a short one, or by the place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answering.knowledge import KnownReport

_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:自治[县州区]|实验区|高新区|省|市|县|区|州(?!市)|旗|镇|乡|街道)"
)
_SUFFIX = re.compile(
    r"(?:(?<=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{1,2}族)?(?:自治[县州区]|综合实验区|高新区|省|市|县|区|州|旗|镇|乡|街道)$"
)
_OUR = re.compile(r"[我本][局县区市镇乡]|你们[局县]?|我们[局县]?|咱们?[局县]?|[局县]里")
# How people shorten the part behind the place.
_SHORT = (
    ("行政审批服务管理局", ("行政审批局", "审批服务局", "审批局")),
    ("行政审批服务局", ("行政审批局", "审批服务局", "审批局")),
    ("行政审批局", ("审批局",)),
    ("人民政府", ("政府",)),
    ("政务服务中心", ("政务中心", "服务中心")),
    ("财政金融局", ("财政局", "财金局")),
    ("秦岭保护局", ("秦岭局",)),
)


@dataclass(frozen=True, slots=True)
class Named:
    """Agencies that a text names, in order; places that it names and no report is known of.

    rest is the text with their names blotted out.
    """

    agencies: tuple[str, ...]
    unknown: tuple[str, ...]
    rest: str


def agencies_in(
    text: str, reports: Sequence[KnownReport], own: str, places: Iterable[str] = ()
) -> Named:
    """Agencies of the reports that a text names; of several at one place our own is meant.

    places are words of the text known to be names of places. 我局 and 我县 name nobody,
    but are blotted out.
    """
    names = {known.agency_id: known.report.agency for known in reports}
    found = [(_found(text, names[id]), id) for id in names]
    placed = sorted((at, -whole, id, word) for (at, whole, word), id in found if word)
    agencies: list[str] = []
    rest = text
    for at in dict.fromkeys(place for place, *_ in placed):
        here = [(whole, id, word) for place, whole, id, word in placed if place == at]
        agencies += _meant(here, own)
        word = max((word for *_, word in here), key=len)
        rest = rest[:at] + " " * len(word) + rest[at + len(word) :]
    unknown = []
    for place in places:
        at = rest.find(place)
        if at < 0:
            continue
        # 安康市岚皋县 speaks of 岚皋县: the place stands there only to say where that is.
        if not rest[at + len(place) :].startswith(" ") or not agencies:
            unknown.append(place)
        rest = rest[:at] + " " * len(place) + rest[at + len(place) :]
    return Named(tuple(dict.fromkeys(agencies)), tuple(unknown), _OUR.sub(" ", rest))


def _meant(here: list[tuple[int, str, str]], own: str) -> list[str]:
    """Of agencies named at one place: the most fully named ones, our own before the others."""
    best = min((whole, -len(word)) for whole, _, word in here)
    ids = [id for whole, id, word in here if (whole, -len(word)) == best]
    return [own] if own in ids else ids


def _found(text: str, name: str) -> tuple[int, int, str]:
    """Where a text names an agency, how fully (2: name, 1: place alone), and by which words."""
    for fullness, words in ((2, _names(name)), (1, _places(name))):
        for word in sorted(words, key=len, reverse=True):
            if (at := text.find(word)) >= 0:
                return at, fullness, word
    return -1, 0, ""


@cache
def _names(name: str) -> set[str]:
    """Names that mean this agency and no other at its place."""
    places, body = _parts(name)
    if body in ("", "人民政府", "办事处"):
        return {name} | _places(name)
    bodies = {body, *(short for long, shorts in _SHORT if long == body for short in shorts)}
    last = _called(places[-1]) if places else {""}
    found = {name} | {place + body for place in last for body in bodies if place}
    return found | {"".join(places[-2:]) + body for body in bodies if places}


@cache
def _places(name: str) -> set[str]:
    """Names of its place."""
    places, _ = _parts(name)
    if not places:
        return set()
    return {"".join(places[-2:])} | _called(places[-1])


def _parts(name: str) -> tuple[list[str], str]:
    places, at = [], 0
    while found := _PLACE.match(name, at):
        places.append(found[0])
        at = found.end()
    return places, name[at:]


def _called(place: str) -> set[str]:
    """互助土族自治县 is called 互助 and 互助县, too."""
    return {place, _stem(place), _stem(place) + place[-1] if "自治" in place else place}


def _stem(place: str) -> str:
    """岚皋 of 岚皋县; a name of one character keeps its kind (富县)."""
    stem = _SUFFIX.sub("", place)
    return stem if len(stem) > 1 else place
