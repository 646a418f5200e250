"""A few words after a question add to it: what they name together is answered."""

import pytest

from assistant.answering.desk import turn_from
from assistant.answering.pipeline import Turn
from assistant.models.answer import Outcome
from assistant.storage.answers import LastTurn


@pytest.fixture
def then(county, ask):
    """The answer to a second question; the first was answered as it is."""

    def asked(first, second):
        before = ask(county, first)
        offered = tuple(choice.code for choice in before.choices if choice.code)
        back = int(before.outcome.group == "clarify")
        item = before.item.code if before.item else ""
        return ask(county, second, Turn(item, offered, before.aspect, back, said=first))

    return asked


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("公积金", "租房", "住房公积金提取（租房）"),
        ("租房", "公积金的", "住房公积金提取（租房）"),
        ("身份证", "补办", "居民身份证丢失补领"),
        ("残疾", "补贴", "残疾人两项补贴申请"),
        ("公积金怎么办", "贷款的", "住房公积金贷款申请"),
        ("车", "过户", "机动车转让登记（二手车过户）"),
        ("房子", "过户", "二手房转移登记（存量房过户）"),
        ("社保", "断了能补交吗", "灵活就业人员参加企业职工基本养老保险登记"),
    ],
)
def test_a_few_words_add_to_the_question_before(then, first, second, name):
    answer = then(first, second)

    assert answer.item.name == name
    # The page shows both as what was read.
    assert first[:2] in answer.understood.clean and second[:2] in answer.understood.clean


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("公积金", "结婚登记"),
        ("低保", "护照丢了"),
        ("身份证", "营业执照"),
        ("户口", "开饭店办什么证"),
    ],
)
def test_a_new_matter_stands_by_itself(county, ask, then, first, second):
    assert then(first, second).item == ask(county, second).item


def test_a_meaning_of_both_lines_may_lead_to_another_office(then):
    answer = then("离婚", "对方不同意咋办")

    assert answer.outcome is Outcome.OUTSIDE
    assert answer.text.startswith("“离婚诉讼”")


def test_a_meaning_of_both_lines_leads_to_its_item(then):
    assert then("孩子上学", "外地户口可以吗").item.name == "进城务工人员随迁子女入学"


def test_a_question_before_that_names_nothing_stands_for_its_item(county, ask):
    before = ask(county, "离婚登记").item
    answer = ask(county, "对方不同意咋办", Turn(before.code, said="要带什么材料"))

    assert answer.text.startswith("“离婚诉讼”")


def test_an_aspect_with_words_that_say_nothing_is_asked_of_the_item_before(county, ask):
    before = ask(county, "身份证丢了").item

    for text in ("在哪补", "到哪里交材料"):
        answer = ask(county, text, Turn(before.code, said="身份证丢了"))
        assert answer.text.startswith(f"“{before.name}”在这里办：")


def test_an_action_alone_is_of_no_matter(county, ask):
    assert ask(county, "补办").outcome.group == "clarify"


def test_after_a_restart_the_logged_question_is_what_was_said(county, ask):
    turn = turn_from(LastTurn(said="公积金怎么办", outcome="clarify.item"))

    assert ask(county, "租房", turn).item.name == "住房公积金提取（租房）"


def test_who_asks_on_without_a_matter_is_told_that_the_record_does_not_tell(then):
    answer = then("取水许可申请", "有影响吗")

    assert answer.outcome is Outcome.ITEM
    assert answer.text.startswith("事项库中“取水许可申请（新办）”没有写明您问的这一点")


@pytest.mark.parametrize(
    ("said", "second", "name"),
    [
        ("那变更呢", "丢了呢", "食品经营许可证补办"),
        ("那变更呢", "到期了呢", "食品经营许可延续"),
        ("食品经营许可变更", "不是，我是说注销", "食品经营许可注销"),
    ],
)
def test_what_is_to_be_done_is_said_of_the_matter_before(county, ask, said, second, name):
    before = ask(county, "食品经营许可变更").item

    assert ask(county, second, Turn(before.code, said=said)).item.name == name


@pytest.mark.parametrize(
    ("item", "second"),
    [
        ("公共租赁住房申请", "我离婚了能申请吗"),
        ("公共场所卫生许可延续", "提前多久"),
        ("住房公积金提取（租房）", "一次能提多少"),
    ],
)
def test_a_question_of_if_or_how_much_is_asked_of_the_item_before(county, ask, item, second):
    before = ask(county, item).item

    assert ask(county, second, Turn(before.code, said=item)).item.code == before.code


def test_another_kind_of_the_same_is_meant(county, ask):
    before = ask(county, "机动车驾驶证初次申领（小型汽车）").item
    answer = ask(county, "摩托车的呢", Turn(before.code, said="想考个驾照"))

    assert answer.item.name == "机动车驾驶证初次申领（摩托车）"


def test_what_may_be_asked_of_any_matter_is_no_matter_of_its_own(county, ask):
    before = ask(county, "食品经营许可证补办").item

    for said in ("丢了呢", "食品经营许可证丢了"):
        answer = ask(county, "能代办吗", Turn(before.code, said=said))
        assert answer.item.code == before.code
