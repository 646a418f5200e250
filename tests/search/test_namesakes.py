"""Items of one name in several offices: the one named, the one chosen, the county's."""

import pytest

from assistant.search.certainty import load_fitted
from assistant.search.index import Index
from assistant.search.retriever import Retriever

LAWYER = "兼职律师执业许可"


@pytest.fixture
def lawyers(item):
    return [
        item("A-1", LAWYER, "440000", department="广东省司法厅", level="省级"),
        item("A-2", LAWYER, "440100", department="广州市司法局律师工作管理处", level="市级"),
        item("A-3", LAWYER, "440103", department="荔湾区司法局", level="县级"),
        item("B-1", "专职律师执业许可", "440000", department="广东省司法厅", level="省级"),
    ]


def test_the_county_comes_before_the_city_and_the_city_before_the_province(retriever, lawyers, ask):
    assert ask(retriever(lawyers), LAWYER)[:3] == ["A-3", "A-2", "A-1"]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("广东省兼职律师执业许可", "A-1"),
        ("广州市兼职律师执业许可", "A-2"),
        ("荔湾区兼职律师执业", "A-3"),
        ("省级兼职律师执业", "A-1"),
    ],
)
def test_the_office_or_level_that_is_named_comes_first(retriever, lawyers, ask, question, code):
    assert ask(retriever(lawyers), question)[0] == code


def test_what_is_chosen_more_often_comes_before_what_is_nearer(
    tmp_path, segmenter, lexicon, lawyers, ask
):
    index = Index(tmp_path / "index", segmenter)
    index.bring_up_to_date(lawyers, 1)
    often = {"A-1": 1.0, "A-3": 0.5}
    found = Retriever(index, segmenter, lawyers, lexicon(), load_fitted(), often)

    assert ask(found, "律师执业兼职")[:3] == ["A-1", "A-3", "A-2"]


def test_another_name_that_is_asked_for_counts_more_than_nearness(retriever, item, ask):
    found = retriever(
        [
            item("A", LAWYER, level="省级", aliases=("律师挂证",)),
            item("B", LAWYER, level="县级"),
        ]
    )

    assert ask(found, "律师挂证") == ["A", "B"]


def test_without_a_level_the_region_tells_it(retriever, item, ask):
    regions = {"city": "610900", "town": "610925100", "county": "610925", "province": "610000"}
    found = retriever([item(key, "生育登记", region) for key, region in regions.items()])

    assert ask(found, "生育登记") == ["county", "town", "city", "province"]


def test_scores_still_fall_from_hit_to_hit(retriever, lawyers):
    made = retriever(lawyers)
    scores = made.find(made.read("律师执业许可"), "").ranking.scores

    assert list(scores) == sorted(scores, reverse=True)
