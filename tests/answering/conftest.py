"""What the tests of answers share: small knowledge made in the test, and the starter's."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answering.knowledge import Knowledge, KnownItem, KnownReport, replies_from
from assistant.answering.outside import Outside
from assistant.answering.pipeline import Context, Turn, answer
from assistant.answering.report_questions import passages_of
from assistant.assembly import steps
from assistant.ingest.catalogue import read_catalogue
from assistant.ingest.lexicon import read_lexicon
from assistant.language.lexicon import lexicon_of
from assistant.language.segment import Segmenter
from assistant.models.agency import Agency
from assistant.models.answer import Question
from assistant.models.item import ServiceItem
from assistant.models.lexicon import Lexicon, LexiconKind, LexiconLine
from assistant.models.report import AnnualReport, Edition, ReportFigure, Section, Tables
from assistant.search.certainty import load_fitted
from assistant.search.documents import document_of, domain_words
from assistant.search.index import Index
from assistant.search.retriever import Retriever

ROOT = Path(__file__).resolve().parents[2]
AGENCY = Agency("own", "青川县行政审批服务局", "县审批局", "610925", "青川县")
TODAY = "2026-11-22"
HOTLINE = "全年办理热线工单{n}件，按期回复率98%"
ORDINARY_YEAR = "总体平稳。" + HOTLINE + "；培训3次。\n下一年继续努力，做好政策宣传和各项工作。"


def data(path):
    return json.loads((ROOT / path).read_text("utf-8"))


@pytest.fixture(scope="session")
def phrases():
    return data("templates/replies/phrases.json")


@pytest.fixture(scope="session")
def replies():
    return replies_from(data("knowledge/replies.json"))


@pytest.fixture(scope="session")
def segmenter():
    return Segmenter()


@pytest.fixture(scope="session")
def item():
    """A service item by code and name; everything else stays empty unless given."""

    def made(code, name, **more):
        return ServiceItem(**({"code": code, "name": name, "region_code": "610925"} | more))

    return made


@pytest.fixture(scope="session")
def known():
    """An item with its source and day."""
    return lambda item: KnownItem(item, "测试目录", "2026-01-02")


@pytest.fixture(scope="session")
def built(phrases, replies, known):
    """Knowledge of items, with an index in a folder."""

    def made(folder, segmenter, items, lexicon, reports=()):
        documents = [document_of(item) for item in items]
        documents += [passage for report in reports for passage in passages_of(report)]
        index = Index(folder, segmenter)
        index.bring_up_to_date(documents, 1)
        retriever = Retriever(index, segmenter, documents, lexicon, load_fitted())
        return Knowledge(
            version=1,
            agency=AGENCY,
            items={item.code: known(item) for item in items},
            reports=list(reports),
            replies=replies,
            phrases=phrases,
            retriever=retriever,
            outside=Outside(lexicon.outside),
        )

    return made


@pytest.fixture(scope="session")
def report():
    """A report of a year and agency that states three figures."""

    def made(year, tickets, agency="own", name="青川县行政审批服务局", keys=None, art20=None):
        text = ORDINARY_YEAR.format(n=tickets)
        told = [
            ("tickets_handled", tickets, "件", f"办理热线工单{tickets}件"),
            ("tickets_on_time_rate", 98, "%", "按期回复率98%"),
            ("trainings", 3, "次", "培训3次"),
        ]
        figures = tuple(
            ReportFigure(key, Decimal(value), unit, quote, 1, text.index(quote), key=key)
            for key, value, unit, quote in told
            if keys is None or key in keys
        )
        sections = (Section(1, "总体情况", text), Section(6, "其他需要报告的事项", "无。"))
        tables = Tables(art20 or {}, {}, {})
        read = AnnualReport(name, year, Edition.CURRENT, "", "", sections, tables, figures, ())
        return KnownReport(read, agency, "610925", "2026-01-02")

    return made


@pytest.fixture
def knowledge(tmp_path, segmenter, built):
    """Knowledge of the given items, (说法, 正式词) lines, actions, outside services and reports."""

    def made(*items, lines=(), actions=(), outside=(), reports=()):
        told = [LexiconLine(LexiconKind.MEANING, (*line, "", "")) for line in lines]
        meanings = lexicon_of(told).meanings
        lexicon = Lexicon(meanings, actions=tuple(actions), outside=tuple(outside))
        return built(tmp_path / "index", segmenter, items, lexicon, reports)

    return made


@pytest.fixture(scope="session")
def lexicon():
    """The lexicon that comes with the project."""
    files = sorted((ROOT / "knowledge" / "lexicon").glob("*.tsv"))
    return lexicon_of(line for file in files for line in read_lexicon(file)[0])


@pytest.fixture(scope="session")
def county(tmp_path_factory, built, lexicon):
    """The starter knowledge: catalogue, lexicon and replies."""
    catalogues = sorted((ROOT / "knowledge" / "catalogue").glob("*.json"))
    items = [i for file in catalogues for i in read_catalogue(file, "610925", "demo").items]
    segmenter = Segmenter()
    segmenter.learn(sorted(domain_words(document_of(item) for item in items)))
    return built(tmp_path_factory.mktemp("county") / "index", segmenter, items, lexicon)


@pytest.fixture(scope="session")
def ask():
    """The answer of the project's own steps to one question."""

    def answered(knowledge, text, before=None, region="610925", chosen="", today=TODAY):
        question = Question(text, "test", "", region, chosen)
        return answer(Context(question, knowledge, today, before or Turn()), steps())

    return answered
