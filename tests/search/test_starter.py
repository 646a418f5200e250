"""The starter catalogue and the shared question sets: who asks by name or as people speak is found."""

import json
from pathlib import Path

import pytest

from assistant.ingest.catalogue import read_catalogue
from assistant.language.segment import Segmenter
from assistant.search.certainty import load_fitted
from assistant.search.documents import document_of, domain_words
from assistant.search.index import Index
from assistant.search.retriever import Retriever

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
shared = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not here")


# Siblings that differ in a word or two: 换证 of the licence, 临时 of the permit.
MOST_CONFUSED = 3


def test_every_official_name_reaches_its_own_item_first(county, starter, ask):
    wrong = [d.name for d in starter if ask(county, d.name, "610925")[:1] != [d.key]]

    assert len(wrong) <= MOST_CONFUSED, wrong


def test_every_official_name_reaches_its_own_item_among_three(county, starter, ask):
    wrong = [d.name for d in starter if d.key not in ask(county, d.name, "610925")[:3]]

    assert wrong == []


@pytest.mark.parametrize("phrase", ["{}在哪里办", "请问{}怎么办理", "我想咨询{}要带什么材料"])
def test_official_names_in_a_question_hardly_ever_miss(county, starter, ask, phrase):
    wrong = [d.key for d in starter if ask(county, phrase.format(d.name), "610925")[:1] != [d.key]]

    assert len(wrong) <= 0.05 * len(starter)


def test_every_official_name_is_among_three_when_asked_where(county, starter, ask):
    wrong = [d.name for d in starter if d.key not in ask(county, f"{d.name}在哪里办", "610925")[:3]]

    assert len(wrong) <= 0.02 * len(starter)


@pytest.fixture(scope="module")
def city(tmp_path_factory, project_lexicon):
    """The shared city's catalogue with the project's lexicon and weights."""
    catalogue = read_catalogue(DATA / "catalogues" / "guangan.csv", "511600", "city")
    documents = [document_of(item) for item in catalogue.items]
    segmenter = Segmenter()
    segmenter.learn(sorted(domain_words(documents)))
    index = Index(tmp_path_factory.mktemp("city") / "index", segmenter)
    index.bring_up_to_date(documents, 1)
    return Retriever(index, segmenter, documents, project_lexicon, load_fitted())


def within(retriever, name, top):
    """Share of a set's questions with an expected item among the first ones."""
    lines = (DATA / "questions" / f"{name}.jsonl").read_text("utf-8").splitlines()
    trials = [trial for line in lines if (trial := json.loads(line))["expected"]]
    found = 0
    for trial in trials:
        hits = retriever.find(retriever.read(trial["question"]), "").hits[:top]
        found += not {hit.code for hit in hits}.isdisjoint(trial["expected"])
    return found / len(trials)


@shared
@pytest.mark.parametrize(
    ("name", "top", "floor"),
    [
        ("guangan_search", 1, 0.92),
        ("guangan_citizens", 1, 0.80),
        ("guangan_citizens", 3, 0.92),
        ("guangan_typos", 1, 0.82),
    ],
)
def test_shared_questions_are_found_as_often_as_promised(city, name, top, floor):
    assert within(city, name, top) >= floor
