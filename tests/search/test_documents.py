"""What the index holds of an item, and which words the segmenter must keep whole."""

import pytest

from assistant.models.item import Material, ServiceItem
from assistant.search.documents import BODY_CHARACTERS, Document, document_of, domain_words, tokens

FULL = ServiceItem(
    code="A-1",
    name="结婚登记",
    region_code="610925",
    parent_name="婚姻登记",
    department="县民政局",
    aliases=("领证",),
    keywords=("扯证",),
    conditions=("双方自愿",),
    materials=(Material(name="户口簿"),),
    applies_to="内地居民",
    level="县级",
)


def test_a_document_holds_the_searchable_side_of_an_item():
    document = document_of(FULL)

    assert (document.key, document.kind, document.region_code) == ("A-1", "item", "610925")
    assert (document.name, document.parent, document.department) == (
        "结婚登记",
        "婚姻登记",
        "县民政局",
    )
    assert document.level == "县级"


def test_aliases_and_keywords_are_both_other_names():
    assert document_of(FULL).aliases == ("领证", "扯证")


def test_conditions_and_materials_go_into_the_body_alone():
    assert document_of(FULL).body == "双方自愿 户口簿 内地居民"


def test_a_long_body_is_cut():
    long = ServiceItem(code="A", name="事项", conditions=("条" * 1000,))

    assert len(document_of(long).body) == BODY_CHARACTERS


def test_tokens_are_words_and_grams_of_the_search_key(segmenter):
    assert {"结婚", "登记", "结", "婚登"} <= set(tokens(segmenter, "結婚登記").split(" "))


@pytest.mark.parametrize("text", ["", "、。！", " "])
def test_a_text_without_words_has_no_tokens(segmenter, text):
    assert tokens(segmenter, text) == ""


def test_names_and_aliases_of_items_are_domain_words_in_their_normal_form(item):
    named = item("a", "結婚登記（內地）", aliases=("領證",))

    assert domain_words([named]) == {"结婚登记(内地)", "领证"}


def test_passages_bring_no_domain_words(item):
    passage = Document("p", "passage", "610925", "", parent="2019年总体情况", body="结婚登记")

    assert domain_words([passage, item("a", "离婚登记")]) == {"离婚登记"}
