"""From a question to explained hits (检索): candidates, score, certainty, reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.language.segment import Segmenter, grams
from assistant.models.answer import Hit
from assistant.models.lexicon import Lexicon
from assistant.search.actions import Actions
from assistant.search.certainty import Evidence, Judge, evidence_of
from assistant.search.documents import Document
from assistant.search.features import FeatureMaker, LexiconReach
from assistant.search.index import Index
from assistant.search.ranker import Ranker, Ranking, Scored, Weights
from assistant.search.reading import BODY_CHARACTERS, Reader, Reading
from assistant.search.statistics import Statistics
from assistant.search.targets import Targets

FROM_INDEX = 40
FROM_LEXICON = 40
_TERMS = 12


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
    the matter is in the catalogue at all.
    """

    reading: Reading
    ranking: Ranking
    hits: tuple[Hit, ...]
    right: float
    inside: float
    evidence: Evidence


class Retriever:
    """Finds items and passages; holds what can be computed before any question comes."""

    def __init__(
        self,
        index: Index,
        segmenter: Segmenter,
        documents: Sequence[Document],
        lexicon: Lexicon,
        fitted: tuple[Weights, Judge],
        asked_often: Mapping[str, float] | None = None,
    ) -> None:
        weights, self._judge = fitted
        items = [document for document in documents if document.kind == "item"]
        self._index = index
        self._segmenter = segmenter
        self._documents = {document.key: document for document in documents}
        self._regions = {document.region_code for document in documents}
        self._reader = Reader(segmenter, lexicon, items)
        self._statistics = Statistics(items)
        parents = {document.key: document.parent for document in items}
        maker = FeatureMaker(self._statistics, Actions(lexicon.actions), parents, asked_often or {})
        self._ranker = Ranker(maker, Targets(items), weights)

    def read(self, text: str) -> Reading:
        """How a line of text is read."""
        return self._reader.read(text)

    def find(self, reading: Reading, region: str, body: str = "", limit: int = 10) -> Found:
        """Items that may be meant, at most limit; body is the text after the first line."""
        beside = self._reader.read(body[:BODY_CHARACTERS]) if body.strip() else None
        reached = self._ranker.reached(reading)
        codes = self._candidates(reading, reached, region)
        if beside is not None:
            more = self._candidates(beside, self._ranker.reached(beside), region)
            codes = list(dict.fromkeys((*codes, *more)))
        ranking = self._ranker.rank(reading, codes, reached, beside)
        evidence = evidence_of(reading, ranking, self._statistics)
        right, inside = self._judge.certainty(evidence) if codes else (0.0, 0.0)
        shown = ranking.scored[:limit]
        hits = tuple(self._hit(reading, ranking, scored, right) for scored in shown)
        return Found(reading, ranking, hits, round(right, 4), round(inside, 4), evidence)

    def passages(self, text: str, region: str, limit: int = 3) -> tuple[Document, ...]:
        """Report passages that hold the words of a search key, best first."""
        words = (*self._segmenter.words(text), *grams(text))
        found = self._index.candidates(words, "passage", self._asked(region), limit)
        known = self._documents
        return tuple(known[one.key] for one in found if one.key in known)

    def _candidates(self, reading: Reading, reached: LexiconReach, region: str) -> list[str]:
        best = reached.best
        codes = dict.fromkeys(sorted(best, key=lambda code: (-best[code], code))[:FROM_LEXICON])
        asked = self._asked(region)
        if asked and not all(asked.values()):
            codes = {c: None for c in codes if asked[self._documents[c].region_code]}
        for one in self._index.candidates(self._terms(reading), "item", asked, FROM_INDEX):
            # The index may be a version ahead of us while new knowledge is taken up.
            if one.key in self._documents:
                codes[one.key] = None
        return list(codes)

    def _terms(self, reading: Reading) -> list[str]:
        """The rarest grams of the subject that any item has: few, so the index answers soon."""
        known = [g for g in dict.fromkeys(grams(reading.subject)) if self._statistics.knows(g)]
        idf = self._statistics.idf
        return sorted(known, key=lambda gram: (len(gram) == 1, -idf(gram), gram))[:_TERMS]

    def _asked(self, region: str) -> Mapping[str, bool]:
        return {code: visible_in(region, code) for code in self._regions} if region else {}

    def _hit(self, reading: Reading, ranking: Ranking, scored: Scored, right: float) -> Hit:
        document = self._documents[scored.code]
        top = ranking.scored[0].score
        share = scored.score / top if top > 0 else 0.0
        score = round(right * min(1.0, max(0.0, share)), 4)
        why = self._why(reading, ranking, scored)
        return Hit(scored.code, document.name, document.department, score, why)

    def _why(self, reading: Reading, ranking: Ranking, scored: Scored) -> tuple[str, ...]:
        told = []
        by = ranking.reached.by.get(scored.code)
        if by is not None:
            told.append(f"按“{'＋'.join(by.words)}”理解为“{by.meaning.shown}”")
        text = self._statistics.texts[scored.code]
        shared = [g for g in grams(reading.subject) if len(g) > 1 and g in text.weights]
        if shared:
            told.append(f"字词相同：{'、'.join(dict.fromkeys(shared))}")
        told += [f"“{written}”按“{meant}”查" for written, meant in reading.corrected]
        if reading.ignored:
            told.append(f"已忽略：{'、'.join(reading.ignored)}")
        return tuple(told)
