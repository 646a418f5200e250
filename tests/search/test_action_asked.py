"""What a short question wants done with a thing decides which of its items is meant."""

import pytest


@pytest.fixture
def items(item):
    return [
        item("A-1", "居民身份证补领"),
        item("C-1", "结婚登记"),
        item("D-1", "个体工商户注销登记"),
    ]


@pytest.mark.parametrize(
    ("question", "code"),
    [("营业执照注销", "D-1"), ("营业执照补领", "E-1"), ("营业执照遗失补领", "E-1")],
)
def test_a_name_of_another_action_is_not_what_is_said(retriever, items, item, ask, question, code):
    lost = item("E-1", "营业执照遗失补领")
    found = retriever([*items, lost], ("执照&注销", "个体工商户注销登记"))

    assert ask(found, question)[0] == code


def test_of_siblings_the_one_is_meant_that_does_what_is_asked(retriever, item, ask):
    """However much more of the words the first application bears."""
    items = [
        item("A", "药店许可核发", parent="药店", aliases=("药店证", "药店许可证")),
        item("B", "药店许可补领", parent="药店"),
        item("C", "食品经营许可证注销"),
    ]

    assert ask(retriever(items), "药店许可证补办")[0] == "B"


@pytest.mark.parametrize(
    ("question", "otherwise"),
    [
        ("结婚登记注销", ()),
        ("排污许可证注销", ("注销",)),
        ("排污许可证核发", ()),
        ("我的排污许可证不小心弄丢了也不知道要到哪里去补办", ()),
        ("排污许可证有效期几年", ()),
        ("身份证变更", ()),
        ("户口本变更", ("变更",)),
        ("取水证注销", ("注销",)),
    ],
)
def test_it_is_told_where_what_is_to_be_done_is_not_here(
    retriever, items, item, question, otherwise
):
    names = ("排污许可证核发", "户口本补领", "取水证核发")
    more = [item(f"E-{n}", name) for n, name in enumerate(names)]
    known_as = ("身份证&变更", "居民身份证补领")
    elsewhere = ("取水证&丢了|注销", "取水证补领 取水证核发")
    made = retriever([*items, *more], known_as, elsewhere, actions=("变更", "有效期"))

    assert made.find(made.read(question), "").otherwise == otherwise
