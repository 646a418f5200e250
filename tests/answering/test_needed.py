"""Whether a paper is needed is told by the item's own list of materials, and by nothing else."""

import pytest

from assistant.answering.needed import asks_paper_alone, held, paper_asked
from assistant.answering.pipeline import Turn
from assistant.models.answer import Aspect
from assistant.models.item import Material


@pytest.mark.parametrize(
    ("key", "paper", "alone"),
    [
        ("要居住证吗", "居住证", True),
        ("那还需要带户口本原件吗?", "户口本", True),
        ("要不要提供租房合同", "租房合同", True),
        ("用交照片不", "照片", True),
        ("结婚登记要户口本吗", "户口本", False),
        ("要本人去吗", "", False),
        ("要钱吗", "", False),
        ("居住证怎么办", "", False),
        ("", "", False),
    ],
)
def test_the_paper_that_is_asked_about_is_read(key, paper, alone):
    assert (paper_asked(key), asks_paper_alone(key)) == (paper, alone)


@pytest.mark.parametrize(
    ("paper", "names"),
    [
        ("居住证", ["房产证或者居住证"]),
        ("户口本", ["居民户口簿"]),
        ("结婚证", []),
        ("证", ["房产证或者居住证"]),
    ],
)
def test_a_paper_is_found_in_the_list_under_its_other_name_too(item, paper, names):
    papers = (Material(name="居民户口簿"), Material(name="房产证或者居住证"))

    assert [m.name for m in held(item("A-1", "入学报名", materials=papers), paper)] == names


@pytest.fixture
def school(knowledge, item):
    papers = (Material(name="居民户口簿", kind="原件", copies=1),)
    return knowledge(
        item("A-1", "小学入学报名", materials=papers),
        item("A-2", "居住证首次申领", materials=(Material(name="照片"),)),
        item("A-3", "无材料的事项"),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("要户口本吗", "“小学入学报名”的材料清单里有：居民户口簿（原件，1 份）"),
        ("要居住证吗", "“小学入学报名”的材料清单里没有写“居住证”。"),
    ],
)
def test_a_paper_asked_for_after_an_item_is_looked_up_in_its_list(school, ask, text, told):
    answer = ask(school, text, Turn("A-1"))

    assert (answer.item.code, answer.aspect) == ("A-1", Aspect.MATERIALS)
    first, *rest = answer.text.splitlines()
    assert first == told
    assert rest[-1].startswith("1. 居民户口簿")


def test_without_a_list_or_an_item_before_a_paper_is_a_matter_of_its_own(school, ask):
    assert ask(school, "要居住证吗", Turn("A-3")).item.code == "A-2"
    assert ask(school, "要居住证吗").item.code == "A-2"


def test_who_names_the_item_too_is_told_what_the_list_holds(school, ask):
    told = ask(school, "小学入学报名要户口本吗").text

    assert told.startswith("“小学入学报名”的材料清单里有：居民户口簿")
    assert "没有写" not in ask(school, "小学入学报名要体检表吗").text
