"""From a question to explained hits (检索): candidates, score, certainty, reasons."""

import functools
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.language.aspects import asking_sentences, subject_of
from assistant.language.normal import search_key
from assistant.language.segment import Segmenter, bigrams
from assistant.models.answer import Hit
from assistant.models.lexicon import Lexicon
from assistant.search.actions import FIRST, Actions
from assistant.search.certainty import Evidence, Judge, evidence_of
from assistant.search.documents import Document
from assistant.search.features import SHORT, FeatureMaker
from assistant.search.heard import Heard
from assistant.search.index import Index
from assistant.search.meanings import Fired
from assistant.search.passages import Passages
from assistant.search.ranker import Ranker, Ranking, Weighed, Weights
from assistant.search.reading import BODY_CHARACTERS, Reader, Reading
from assistant.search.statistics import GENERIC, Flags, Statistics
from assistant.search.targets import Targets

_REGIONS = 1000
# 今天, 现在, 什么, 公司: from so often on in the dictionary, a word names no matter.
_EVERYDAY = 15_000


def visible_in(asked: str, owned: str) -> bool:
    """Whether what belongs to one region code is answered in another.

    A county sees its own, its townships' and its superiors'; trailing zeros of a code
    stand for "the whole of".
    """
    ours, theirs = _stem(asked), _stem(owned)
    return ours.startswith(theirs) or theirs.startswith(ours)


def _stem(code: str) -> str:
    while len(code) > 2 and code.endswith("00") and len(code) % 2 == 0:
        code = code[:-2]
    return code


@dataclass(frozen=True, slots=True)
class Found:
    """What one question found: hits best first, and how sure we are of the first.

    right: probability that the first hit is what was meant. inside: probability that
    the matter is in the catalogue at all. line: the lexicon line that speaks most for the
    first hit, as "kind key". broad: the question is a word that many matters share, so that no
    hit is surely meant. otherwise: what a short question wants done with a thing
    (注销), where the first hit is for something else (核发).
    """

    reading: Reading
    ranking: Ranking
    hits: tuple[Hit, ...]
    right: float
    inside: float
    evidence: Evidence
    line: str = ""
    broad: bool = False
    otherwise: tuple[str, ...] = ()


class Retriever:
    """Finds items and passages; holds what can be computed before any question comes.

    Given the retriever of the knowledge before, only what that had not is computed; what is
    found and its scores are the same without.
    """

    def __init__(
        self,
        index: Index,
        segmenter: Segmenter,
        documents: Sequence[Document],
        lexicon: Lexicon,
        fitted: tuple[Weights, Judge],
        asked_often: Mapping[str, float] | None = None,
        before: "Retriever | None" = None,
    ) -> None:
        weights, self._judge = fitted
        # By code, so that ties fall the same way however the items came.
        self._segmenter = segmenter
        self._items = sorted((d for d in documents if d.kind == "item"), key=lambda d: d.key)
        passages = [document for document in documents if document.kind == "passage"]
        self._passages: Passages = Passages(
            index, segmenter, passages, before._passages if before else None
        )
        self._regions = {document.region_code for document in documents}
        self._visible: dict[str, Flags | None] = {}
        # Names and aliases are asked for by each of the three.
        key = functools.cache(search_key)
        self._reader: Reader = Reader(
            segmenter, lexicon, self._items, key, before._reader if before else None
        )
        self._statistics: Statistics = Statistics(
            self._items, key, before._statistics if before else None
        )
        self._targets: Targets = Targets(self._items, key, before._targets if before else None)
        self._targets.prepare(one.targets for one in lexicon.meanings)
        self._heard: Heard = Heard(
            lexicon.meanings, self._targets, key, before._heard if before else None
        )
        self._actions = Actions(lexicon.actions)
        often = asked_often or {}
        self._maker = FeatureMaker(self._items, self._statistics, self._actions, often)
        self._ranker = Ranker(self._maker, self._targets, weights)

    def read(self, text: str) -> Reading:
        """How a line of text is read."""
        return self._reader.read(text)

    def find(self, reading: Reading, region: str, body: str = "", limit: int = 10) -> Found:
        """Items that may be meant, at most limit; body is the text after the first line."""
        # What a story asks counts twice, once with all that it tells.
        more = body if body.strip() else asking_sentences(reading.key)
        beside = self._reader.read(more[:BODY_CHARACTERS]) if more else None
        ranking = self._ranker.rank(reading, self._visible_rows(region), beside)
        rows = ranking.rows[:limit]
        by = self._by(reading, rows)
        best = by.get(rows[0]) if rows else None
        amiss = bool(rows) and self._maker.amiss(reading, rows[0])
        spread = self._maker.spread(ranking.rows, ranking.numbers) if rows else 0.0
        evidence = evidence_of(reading, ranking, self._statistics, self._heard, best, amiss, spread)
        right, inside = self._judge.certainty(evidence) if rows else (0.0, 0.0)
        hits = self._hits(reading, ranking, by, right, limit)
        line = best.meaning.line if best else ""
        broad = not beside and self._maker.broad(reading)
        sure = round(right, 4), round(inside, 4)
        otherwise = self._otherwise(reading, rows[0]) if rows and not beside else ()
        return Found(reading, ranking, hits, *sure, evidence, line, broad, otherwise)

    def _otherwise(self, reading: Reading, row: int) -> tuple[str, ...]:
        if len(reading.subject) > SHORT:
            return ()
        done = self._actions.other_than(reading.subject, self._items[row].name)
        known = any(self._known_as(one, done, row) for one in reading.fired) if done else False
        return () if known else done

    def _known_as(self, fired: Fired, done: Collection[str], row: int) -> bool:
        """Whether a line says that what is wanted goes by another name: 身份证变更 is 换领."""
        called = self._actions.named(fired.meaning.targets[0])
        # No later deed goes by the name of the first: 排污许可证注销 is no 核发.
        borne = self._actions.named(self._items[row].name) - {FIRST}
        if not called & borne or called.intersection(done):
            return False
        said = any(self._actions.asked(word).intersection(done) for word in fired.words)
        return said and row in self._targets.strongest(fired.meaning.targets)[0]

    def uncovered(self, found: Found) -> tuple[str, ...]:
        """Words of a question's subject that neither its first hit nor the lexicon explains.

        The rarest in the language comes first: 光伏 before 安装, so that questions of one
        matter fall under one word.
        """
        rows = found.ranking.rows[:1]
        missed = {id(one) for one in found.ranking.reached.uncovered}
        told = [w for one in found.reading.fired if id(one) not in missed for w in one.words]
        # Cut as it was read: cutting the subject once more would take as long as its meanings.
        reading, cut = found.reading, self._segmenter.cut
        words = [w for w in cut(reading.key) if w in reading.subject] or cut(reading.subject)
        words = [w for w in words if self._says_much(w)]
        left = [w for w in words if not _told(w, told) and not self._named(w, rows)]
        return tuple(sorted(dict.fromkeys(left), key=lambda w: (self._segmenter.frequency(w), w)))

    def telling(self, key: str) -> Mapping[str, float]:
        """The words of a search key that say something, each with its rarity in the language."""
        words = dict.fromkeys(w for w in self._segmenter.cut(key) if self._says_much(w))
        return {w: math.log(_EVERYDAY / (self._segmenter.frequency(w) + 1)) + 1 for w in words}

    def _says_much(self, word: str) -> bool:
        everyday = self._segmenter.frequency(word) > _EVERYDAY
        return len(word) > 1 and word.isalnum() and word not in GENERIC and not everyday

    def _named(self, word: str, rows: Sequence[int]) -> bool:
        return any(self._statistics.name_holds(pair, row) for row in rows for pair in bigrams(word))

    def score_parts(self, found: Found, place: int) -> list[Weighed]:
        """What the score of one hit is made of; place counts from 0, the best."""
        return self._ranker.parts(found.ranking, place)

    def judged(self, evidence: Evidence) -> tuple[list[Weighed], list[Weighed]]:
        """What the certainty is made of: that the first is right, that the matter is inside."""
        return self._judge.parts(evidence)

    def reached(self, terms: tuple[str, ...]) -> tuple[str, ...]:
        """Codes of the items that official terms reach, the best first."""
        rows, _ = self._targets.strongest(terms)
        return tuple(self._items[row].key for row in rows.tolist())

    def code(self, row: int) -> str:
        """The code of the item in a row."""
        return self._items[row].key

    def actions_in(self, name: str) -> frozenset[str]:
        """Actions that an item's name bears (办理动作)."""
        return self._actions.named(name)

    def actions_said(self, reading: Reading) -> frozenset[str]:
        """Actions that a question says itself."""
        return self._actions.asked(reading.key)

    def actions_wanted(self, reading: Reading) -> frozenset[str]:
        """Actions that a question wants, said or meant by the lexicon's word for it."""
        return self._maker.wanted(reading)

    def only_does(self, reading: Reading) -> bool:
        """Whether a question says what is to be done, and of nothing (丢了呢)."""
        rest = self._actions.not_asked(reading.subject)
        return rest != reading.subject and not subject_of(rest)

    def stem(self, name: str) -> str:
        """An item's name without what is done: what the items of one matter share."""
        return self._actions.stem(name)

    def passages(
        self, text: str, region: str, limit: int = 3, of: Collection[str] | None = None
    ) -> tuple[Document, ...]:
        """Report passages that tell of a question's words, best first; of the reports named."""
        return self._passages.find(text, self._asked(region), limit, of)

    def _asked(self, region: str) -> Mapping[str, bool]:
        return {code: visible_in(region, code) for code in self._regions} if region else {}

    def _visible_rows(self, region: str) -> Flags | None:
        """Which rows may be found from a region; None where all may."""
        if region not in self._visible:
            if len(self._visible) > _REGIONS:
                self._visible.clear()
            asked = self._asked(region)
            flags = np.array([asked.get(d.region_code, True) for d in self._items], np.bool_)
            self._visible[region] = None if flags.all() else flags
        return self._visible[region]

    def _by(self, reading: Reading, rows: Sequence[int]) -> dict[int, Fired]:
        """The meaning that speaks most for each of the rows, the earlier one of equals."""
        best = dict.fromkeys(rows, 0.0)
        found: dict[int, Fired] = {}
        for one in reading.fired:
            reached, values = self._targets.strongest(one.meaning.targets)
            for row, value in zip(reached.tolist(), values.tolist(), strict=True):
                if row in best and one.specificity * value > best[row]:
                    best[row], found[row] = one.specificity * value, one
        return found

    def _hits(
        self, reading: Reading, ranking: Ranking, by: Mapping[int, Fired], right: float, limit: int
    ) -> tuple[Hit, ...]:
        """The best rows as hits, each with its reasons; right is the first one's score."""
        pairs = dict.fromkeys(bigrams(reading.subject))
        # What was mended and ignored is the same for all.
        beside = [f"“{written}”按“{meant}”查" for written, meant in reading.corrected]
        if reading.ignored:
            beside.append(f"已忽略：{'、'.join(reading.ignored)}")
        hits = []
        for row, score in zip(ranking.rows[:limit], ranking.scores, strict=False):
            told = [by[row].told] if row in by else []
            if shared := self._statistics.shared(pairs, row):
                told.append(f"字词相同：{'、'.join(shared)}")
            item = self._items[row]
            told = told or _shared_beside(pairs, item)
            share = round(right * _share(score, ranking.scores[0]), 4)
            hits.append(Hit(item.key, item.name, item.department, share, (*told, *beside)))
        return tuple(hits)


def _shared_beside(pairs: Iterable[str], item: Document) -> list[str]:
    """Why an item was found whose name has nothing of the question: its aliases, parent, office."""
    places = (("别名", "\n".join(item.aliases)), ("主项", item.parent), ("部门", item.department))
    for place, text in places:
        if shared := [pair for pair in pairs if pair in text]:
            return [f"{place}里字词相同：{'、'.join(shared)}"]
    return []


def _told(word: str, told: Sequence[str]) -> bool:
    return any(word in other or other in word for other in told)


def _share(score: float, top: float) -> float:
    return min(1.0, max(0.0, score / top)) if top > 0 else 0.0
