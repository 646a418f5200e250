"""Who says a name or an alias to the letter means its item."""

import pytest


@pytest.fixture
def made(retriever, item):
    items = [
        item("A-1", "个体工商户设立登记", aliases=("叉车过户",)),
        item("A-2", "特种设备使用登记变更"),
        item("A-3", "机动车转让登记"),
    ]
    return retriever(items, ("过户|转让", "机动车转让登记"), ("叉车", "特种设备使用登记变更"))


@pytest.mark.parametrize(
    "question",
    [
        "叉车过户",
        "叉车过户怎么办",
        "请问叉车过户要带什么材料",
        "叉车过户在哪里办",
        "我们县叉车过户怎么办",
        "急!叉车过户去哪弄",
        "我想问问叉车过户的事",
        "叉车过户可以代办吗",
        "办叉车过户",
    ],
)
def test_an_alias_leads_to_its_item_whatever_the_lexicon_says(made, ask, question):
    assert ask(made, question)[0] == "A-1"


def test_a_name_leads_to_its_item(made, ask):
    assert ask(made, "机动车转让登记")[0] == "A-3"


def test_who_says_more_than_the_alias_is_understood_by_all_that_is_said(made, ask):
    assert ask(made, "我的叉车要转让登记过户给别人")[0] != "A-1"


def test_of_two_with_the_same_alias_the_words_decide(retriever, item, ask):
    names = ("居民身份证换领", "居民户口簿换领")
    items = [item(f"A-{n}", name, aliases=("换本",)) for n, name in enumerate(names)]

    assert ask(retriever(items), "换本") == ["A-0", "A-1"]


def test_an_alias_of_another_region_is_not_found(retriever, item, ask):
    made = retriever([item("A", "个体工商户设立登记", "610926", aliases=("叉车过户",))])

    assert ask(made, "叉车过户", "610925") == []
