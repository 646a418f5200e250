"""What the tests of search share: segmenters, the starter knowledge, and small catalogues."""

from pathlib import Path

import pytest
from hypothesis import settings

from assistant.ingest.catalogue import read_catalogue
from assistant.ingest.lexicon import read_lexicon
from assistant.language.lexicon import lexicon_of
from assistant.language.segment import Segmenter
from assistant.models.lexicon import ActionClass, Lexicon, LexiconKind, LexiconLine
from assistant.search.certainty import load_fitted
from assistant.search.documents import Document, document_of, domain_words
from assistant.search.index import Index
from assistant.search.retriever import Retriever

# A busy machine is no fault of the code.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture(scope="session")
def segmenter():
    """A segmenter that no test teaches anything."""
    return Segmenter()


@pytest.fixture(scope="session")
def item():
    """A searchable item by code and name."""

    def made(key, name, region_code="610925", **more):
        return Document(key, "item", region_code, name, **more)

    return made


@pytest.fixture(scope="session")
def meaning():
    """A lexicon line as (说法, 正式词)."""

    def made(pattern, targets):
        return LexiconLine(LexiconKind.MEANING, (pattern, targets, "", ""))

    return made


@pytest.fixture(scope="session")
def lexicon(meaning):
    """A lexicon with the given (说法, 正式词) lines, three actions and a kind."""

    def made(*lines, canonical=(), homophones=(), actions=()):
        actions = (
            *(ActionClass(word, (word,), (word,)) for word in actions),
            ActionClass("新办", ("新办", "想开"), ("新办", "设立", "核发")),
            ActionClass("补办", ("丢了", "补办"), ("补办", "补领")),
            ActionClass("注销", ("不干了", "注销"), ("注销",)),
            ActionClass("特指：临时", ("临时", "急用"), ("临时",)),
        )
        meanings = lexicon_of(meaning(*line) for line in lines).meanings
        return Lexicon(meanings, tuple(canonical), actions, (), frozenset(homophones))

    return made


@pytest.fixture
def retriever(tmp_path, segmenter, lexicon):
    """A retriever over the given documents, with the project's weights."""

    def made(documents, *lines, folder="index", **more):
        index = Index(tmp_path / folder, segmenter)
        index.bring_up_to_date(documents, 1)
        return Retriever(index, segmenter, documents, lexicon(*lines, **more), load_fitted())

    return made


@pytest.fixture(scope="session")
def ask():
    """Codes of what a retriever finds for a question, best first."""

    def codes(retriever, question, region=""):
        return [hit.code for hit in retriever.find(retriever.read(question), region).hits]

    return codes


@pytest.fixture(scope="session")
def project_lexicon():
    """The lexicon that comes with the project."""
    files = sorted((KNOWLEDGE / "lexicon").glob("*.tsv"))
    return lexicon_of(line for file in files for line in read_lexicon(file)[0])


@pytest.fixture(scope="session")
def starter():
    """The starter catalogue's items as documents."""
    files = sorted((KNOWLEDGE / "catalogue").glob("*.json"))
    return [document_of(i) for file in files for i in read_catalogue(file, "610925", "demo").items]


@pytest.fixture(scope="session")
def taught(starter):
    """A segmenter that knows the starter catalogue's words."""
    taught = Segmenter()
    taught.learn(sorted(domain_words(starter)))
    return taught


@pytest.fixture(scope="session")
def starter_index(tmp_path_factory, starter, taught):
    """The starter catalogue's index, and its folder."""
    folder = tmp_path_factory.mktemp("starter") / "index"
    index = Index(folder, taught)
    index.bring_up_to_date(starter, 1)
    return index, folder


@pytest.fixture(scope="session")
def county(starter, taught, starter_index, project_lexicon):
    """The starter catalogue with the project's lexicon and weights."""
    return Retriever(starter_index[0], taught, starter, project_lexicon, load_fitted())
