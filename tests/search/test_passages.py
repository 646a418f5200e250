"""Passages of reports: where the words stand close together comes first."""

import pytest

from assistant.search.documents import Document
from assistant.search.index import Index
from assistant.search.passages import Passages, passage_tokens

PADDING = "全局干部职工学习会议精神，抓好各项日常工作的落实。" * 12


def passage(key, body, region="610925", parent="2024年总体情况"):
    return Document(key, "passage", region, "", parent, body=body)


@pytest.fixture
def found(tmp_path, segmenter):
    """Keys of the passages found for a question among the given ones."""

    def keys(passages, question, regions=None, limit=3):
        index = Index(tmp_path / "index", segmenter)
        index.bring_up_to_date(passages, 1)
        search = Passages(index, segmenter, passages)
        return [p.key for p in search.find(question, regions or {}, limit)]

    return keys


def test_words_that_stand_close_together_count_more_than_the_same_words_scattered(found):
    near = passage("near", PADDING + "热线工单按期回复。" + PADDING)
    far = passage("far", "热线开通。" + PADDING + "工单很多。" + PADDING + "按期回复来信。")

    assert found([far, near], "热线工单按期回复") == ["near", "far"]


def test_the_same_words_in_one_piece_come_before_the_same_words_in_another_order(found):
    pieces = "按期回复，热线交流，线工座谈，工单转办，单按规定，期回应。"
    whole = passage("whole", "热线工单按期回复，全局干部职工学习会议精神，抓好日常工作落实。")

    assert found([passage("a", pieces * 2), whole], "热线工单按期回复") == ["whole", "a"]


def test_words_that_only_ask_find_nothing(found):
    asking, telling = passage("asking", "是否组织。"), passage("telling", "组织了一次培训。")

    assert found([asking, telling], "是否组织培训") == ["telling", "asking"]
    assert found([asking], "是否") == ["asking"]


def test_a_word_that_stands_there_often_does_not_make_up_for_another(found):
    often = passage("often", "热线。" * 20 + PADDING)
    both = passage("both", PADDING + "热线工单。" + PADDING)

    assert found([often, both], "热线工单") == ["both", "often"]


def test_a_question_in_traditional_characters_finds_the_same(found):
    passages = [passage("a", "全年办理热线工单四百件"), passage("b", "组织业务培训三次")]

    assert found(passages, "熱線工單")[0] == found(passages, "热线工单")[0] == "a"


def test_equal_passages_come_in_order_of_their_keys(found):
    passages = [passage(key, "组织业务培训三次") for key in "cab"]

    assert found(passages, "业务培训") == ["a", "b", "c"]


def test_no_more_than_asked_are_told(found):
    passages = [passage(f"k{n}", "组织业务培训三次") for n in range(9)]

    assert found(passages, "业务培训", limit=2) == ["k0", "k1"]


def test_passages_of_other_regions_are_not_found(found):
    passages = [passage("a", "组织业务培训"), passage("b", "组织业务培训", "610926")]

    assert found(passages, "业务培训", {"610925": False, "610926": True}) == ["b"]


@pytest.mark.parametrize("question", ["", "？？", "囧囧囧"])
def test_a_question_without_known_words_finds_no_passage(found, question):
    assert found([passage("a", "组织业务培训")], question) == []


def test_tokens_are_pairs_and_longer_words(segmenter):
    told = passage_tokens(segmenter, "公共场所卫生")

    assert {"公共", "共场", "场所"} <= set(told)
    assert all(len(token) > 1 for token in told)
