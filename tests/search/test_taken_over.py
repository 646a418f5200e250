"""Knowledge made from the one before: whatever changed, all is found as by one made from nothing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ingest.lexicon import read_lexicon
from assistant.language.lexicon import lexicon_of
from assistant.language.segment import Segmenter
from assistant.models.lexicon import LexiconKind, LexiconLine
from assistant.search.certainty import load_fitted
from assistant.search.documents import domain_words
from assistant.search.retriever import Retriever

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="module")
def lines():
    """The lines of the lexicon that comes with the project."""
    files = sorted((KNOWLEDGE / "lexicon").glob("*.tsv"))
    return [line for file in files for line in read_lexicon(file)[0]]


@pytest.fixture(scope="module")
def questions():
    """Golden questions of every kind, and some that the changes below are about."""
    files = sorted((KNOWLEDGE / "golden").glob("*.jsonl"))
    told = [json.loads(row) for file in files for row in file.read_text("utf-8").splitlines()]
    own = ["鬼画符怎么办", "量子驾照在哪里补办", "liangzi jiazhao", "开个量子小店", "社保卡丢了"]
    return [one["question"] for one in told[::5]] + own


@pytest.fixture(scope="module")
def segmenter():
    """One that is taught again and again, as that of the service is."""
    return Segmenter()


@pytest.fixture(scope="module")
def made(starter_index):
    """A retriever of documents and lines, made from the one before if there is one."""

    def made(segmenter, documents, lexicon, before=None):
        segmenter.learn(sorted(domain_words(documents)))
        taught = segmenter.as_taught()
        fitted = load_fitted()
        return Retriever(starter_index[0], taught, documents, lexicon, fitted, {}, before)

    return made


@pytest.fixture(scope="module")
def first(made, segmenter, starter, lines):
    return made(segmenter, starter, lexicon_of(lines))


def renamed(documents, lines):
    return [replace(documents[7], name="量子驾照补领换发"), *documents[:7], *documents[8:]], lines


def added(documents, lines):
    new = replace(
        documents[3], key="A-0001", name="量子小店设立", aliases=("开个量子小店", "小店执照")
    )
    return [*documents, new], lines


def removed(documents, lines):
    return [document for document in documents if "社会保障卡" not in document.name], lines


def many_changed(documents, lines):
    return [replace(one, name=one.name + "（试点）") for one in documents[:90]] + documents[
        90:
    ], lines


def said(documents, lines):
    new = LexiconLine(LexiconKind.MEANING, ("鬼画符|量子&办", "营业执照", "", "鬼画符怎么办"))
    return documents, [*lines, new]


def unsaid(documents, lines):
    return documents, [line for line in lines if "社保" not in line.cells[0]]


def said_otherwise(documents, lines):
    kinds = [
        LexiconLine(LexiconKind.CANONICAL, ("量子驾照", "机动车驾驶证", "")),
        LexiconLine(LexiconKind.HOMOPHONE, ("两紫", "")),
        LexiconLine(LexiconKind.ACTION, ("试办", "试一试|补办", "试点")),
    ]
    return documents, [*lines, *kinds]


def nothing(documents, lines):
    return [], []


@pytest.mark.parametrize(
    "change", [renamed, added, removed, many_changed, said, unsaid, said_otherwise, nothing]
)
def test_all_is_found_as_by_one_made_from_nothing(
    made, segmenter, starter, lines, first, questions, change
):
    documents, changed = change(starter, lines)

    after = made(segmenter, documents, lexicon_of(changed), first)
    anew = made(Segmenter(), documents, lexicon_of(changed))

    for question in questions:
        mine, theirs = (one.find(one.read(question), "610925") for one in (after, anew))
        assert mine.reading == theirs.reading
        assert mine.hits == theirs.hits
        assert (mine.ranking.rows, mine.ranking.scores) == (
            theirs.ranking.rows,
            theirs.ranking.scores,
        )
        assert (mine.evidence, mine.right, mine.inside) == (
            theirs.evidence,
            theirs.right,
            theirs.inside,
        )
        assert after.uncovered(mine) == anew.uncovered(theirs)


def test_one_change_after_another_is_as_all_at_once(made, starter, lines, questions):
    segmenter = Segmenter()
    documents, told = starter, lines
    latest = made(segmenter, documents, lexicon_of(told))

    for change in (renamed, said, added, unsaid, removed, said_otherwise):
        documents, told = change(documents, told)
        latest = made(segmenter, documents, lexicon_of(told), latest)

    anew = made(Segmenter(), documents, lexicon_of(told))
    found = [[one.find(one.read(q), "").hits for q in questions] for one in (latest, anew)]
    assert found[0] == found[1]


def test_the_knowledge_before_goes_on_answering_as_it_did(made, starter, lines, questions):
    segmenter = Segmenter()
    before = made(segmenter, starter, lexicon_of(lines))
    told = [before.find(before.read(question), "").hits for question in questions]

    made(segmenter, *_lexicon(*renamed(starter, lines)), before)

    assert [before.find(before.read(question), "").hits for question in questions] == told


def _lexicon(documents, lines):
    return documents, lexicon_of(lines)
