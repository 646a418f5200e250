"""The three bands: answer, ask which, decline; two topics, one place, and who else handles it."""

from dataclasses import replace

import pytest

from assistant.answering.decide import MOST_CHOICES, Thresholds, decide, retrieve, two_topics
from assistant.answering.pipeline import Context, Turn
from assistant.answering.understand import understand
from assistant.models.answer import Aspect, Hit, Outcome, Question
from assistant.models.item import Place
from assistant.models.lexicon import OutsideService

HALL = Place(name="政务中心", address="人民路8号")
VILLAGE = Place(name="便民站")


@pytest.fixture
def marriages(item):
    names = ["结婚登记", "离婚登记", "补领结婚登记证", "补领离婚登记证", "撤销婚姻登记"]
    return [
        item(f"A-{n}", name, department="县民政局", places=(HALL,)) for n, name in enumerate(names)
    ]


@pytest.fixture
def searched(knowledge):
    """A context that has been read and searched."""

    def made(known, text):
        context = Context(Question(text, region="610925"), known, "2026-11-22", Turn())
        assert understand(context) is None
        retrieve(context)
        return context

    return made


def sure(context, right, inside):
    """The same context as if the judge had been that sure."""
    hits = tuple(
        Hit(hit.code, hit.name, hit.department, round(right * 0.9**n, 4), hit.why)
        for n, hit in enumerate(context.found.hits)
    )
    context.found = replace(context.found, right=right, inside=inside, hits=hits)
    return context


KNOBS = Thresholds(answer=0.7, inside=0.3, beside=0.8)


@pytest.mark.parametrize(
    ("right", "inside", "outcome"),
    [
        (0.70, 0.99, Outcome.ITEM),
        (0.95, 0.01, Outcome.ITEM),
        (0.69, 0.99, Outcome.WHICH_ITEM),
        (0.10, 0.30, Outcome.WHICH_ITEM),
        (0.10, 0.29, Outcome.NO_MATCH),
        (0.10, 0.05, Outcome.NO_MATCH),
    ],
)
def test_certainty_decides_between_answering_asking_and_declining(
    knowledge, marriages, searched, right, inside, outcome
):
    context = sure(searched(knowledge(*marriages), "婚姻登记"), right, inside)

    assert decide(KNOBS)(context).outcome is outcome


@pytest.mark.parametrize(("right", "outcome"), [(0.8, Outcome.ITEM), (0.79, Outcome.WHICH_ITEM)])
def test_what_is_told_in_several_lines_is_answered_with_more_certainty(
    knowledge, marriages, searched, right, outcome
):
    context = sure(searched(knowledge(*marriages), "婚姻登记\n想问问怎么办"), right, 0.9)

    assert decide(replace(KNOBS, at_length=0.8))(context).outcome is outcome


def test_at_most_four_are_offered(knowledge, marriages, searched):
    context = sure(searched(knowledge(*marriages), "婚姻登记"), 0.5, 0.9)

    assert len(decide(KNOBS)(context).choices) == MOST_CHOICES == 4


def test_an_answer_shows_what_comes_close_beside_it(knowledge, marriages, searched):
    answer = decide(KNOBS)(sure(searched(knowledge(*marriages), "婚姻登记"), 0.9, 0.9))

    # The second hit has .9 of the first's score, the third .81.
    assert len(answer.choices) == 2
    assert answer.item.code not in {choice.code for choice in answer.choices}


@pytest.mark.parametrize(
    ("question", "name", "offered"),
    [
        ("食品经营许可证", "食品经营许可新办（餐饮服务）", 4),
        ("身份证", "首次申领居民身份证", 3),
        ("结婚证", "结婚登记（内地居民）", 1),
        ("食品经营许可证丢了", "食品经营许可证补办", 1),
        ("食品经营许可证要注销", "食品经营许可注销", 0),
    ],
)
def test_the_plain_variant_is_answered_and_the_others_offered_where_no_action_is_said(
    county, ask, question, name, offered
):
    answer = ask(county, question)

    assert (answer.outcome, answer.item.name) == (Outcome.ITEM, name)
    assert len(answer.choices) == offered


def test_nothing_is_shown_beside_a_clear_answer(knowledge, marriages, searched):
    context = sure(searched(knowledge(*marriages), "婚姻登记"), 0.9, 0.9)

    assert decide(replace(KNOBS, beside=0.95))(context).choices == ()


@pytest.mark.parametrize(("inside", "offered"), [(0.2, True), (0.05, False)])
def test_what_comes_near_is_offered_only_where_the_matter_may_be_ours(
    knowledge, marriages, searched, inside, offered
):
    answer = decide(KNOBS)(sure(searched(knowledge(*marriages), "婚姻登记"), 0.1, inside))

    assert bool(answer.choices) is offered


def test_nothing_found_is_said_with_whom_to_call(knowledge, marriages, ask):
    answer = ask(knowledge(*marriages), "囧囧囧")

    assert (answer.outcome, answer.item, answer.card) == (Outcome.NO_MATCH, None, ())
    assert "12345" in answer.text


@pytest.mark.parametrize("text", ["婚姻登记", "婚姻登记要带什么材料", "婚姻登记怎么办"])
def test_one_place_for_all_is_no_answer_to_another_question(knowledge, marriages, searched, text):
    context = sure(searched(knowledge(*marriages), text), 0.5, 0.9)

    assert decide(KNOBS)(context).outcome is Outcome.WHICH_ITEM


def test_where_all_are_handled_in_one_place_nobody_need_choose(knowledge, marriages, searched):
    context = sure(searched(knowledge(*marriages), "婚姻登记在哪里办"), 0.5, 0.9)
    answer = decide(KNOBS)(context)

    assert answer.outcome is Outcome.ITEM
    assert "政务中心，人民路8号" in answer.text
    assert answer.sources
    assert len(answer.choices) == MOST_CHOICES


@pytest.mark.parametrize("places", [(VILLAGE,), ()], ids=["elsewhere", "missing"])
def test_where_one_is_handled_elsewhere_one_must_choose(knowledge, marriages, searched, places):
    mixed = [replace(marriages[0], places=places), *marriages[1:4]]
    context = sure(searched(knowledge(*mixed), "婚姻登记在哪里办"), 0.5, 0.9)

    assert decide(KNOBS)(context).outcome is Outcome.WHICH_ITEM


def test_a_place_that_all_share_counts_although_some_have_more(knowledge, marriages, searched):
    more = [replace(marriages[0], places=(VILLAGE, HALL)), *marriages[1:4]]
    context = sure(searched(knowledge(*more), "婚姻登记在哪里办"), 0.5, 0.9)
    answer = decide(KNOBS)(context)

    assert answer.outcome is Outcome.ITEM
    assert "便民站" not in answer.text


POOL = OutsideService(("游泳馆办卡", "健身卡"), "县体育局", "拨打12345", "")
BUS = OutsideService(("公交卡充值",), "公交公司", "到公交站", "")
LINES = (("游泳&卡", "泳池年票 游泳馆办卡"), ("公交", "公交卡充值"), ("坐船", "轮渡"))


@pytest.mark.parametrize(
    ("text", "matter", "body"),
    [
        ("公交怎么坐", "公交卡充值", "公交公司"),
        ("想办张游泳的卡", "游泳馆办卡", "县体育局"),
        ("坐船和坐公交", "公交卡充值", "公交公司"),
        ("健身卡", "健身卡", "县体育局"),
    ],
)
def test_a_matter_of_others_is_named_with_those_who_handle_it(
    knowledge, marriages, searched, text, matter, body
):
    known = knowledge(*marriages, lines=LINES, outside=[POOL, BUS])
    answer = decide(KNOBS)(sure(searched(known, text), 0.1, 0.1))

    assert answer.outcome is Outcome.OUTSIDE
    assert f"“{matter}”" in answer.text
    assert body in answer.text


def test_a_matter_that_nobody_is_known_for_is_no_match(knowledge, marriages, searched):
    known = knowledge(*marriages, lines=LINES, outside=[POOL])
    answer = decide(KNOBS)(sure(searched(known, "坐船"), 0.1, 0.1))

    assert answer.outcome is Outcome.NO_MATCH


def test_one_character_does_not_say_whose_matter_it_is(knowledge, marriages, searched):
    known = knowledge(*marriages, outside=[POOL])
    answer = decide(KNOBS)(sure(searched(known, "卡怎么办"), 0.1, 0.1))

    assert answer.outcome is Outcome.NO_MATCH


@pytest.mark.parametrize("joined", ["和", "以及", "、", "还有", "跟", "及"])
def test_a_question_for_two_matters_gets_both_offered(county, searched, joined):
    context = sure(searched(county, f"居住证{joined}结婚在哪里办"), 0.2, 0.9)
    answer = two_topics(replace(KNOBS, answer=0.5))(context)

    assert answer.outcome is Outcome.WHICH_ITEM
    assert len(answer.choices) == 2
    assert "居住证" in answer.choices[0].name
    assert "结婚" in answer.choices[1].name


def test_one_item_named_twice_is_not_offered_twice(county, searched):
    context = sure(searched(county, "结婚登记和办结婚登记"), 0.2, 0.9)

    assert two_topics(replace(KNOBS, answer=0.5))(context) is None


def test_two_matters_are_not_looked_for_where_one_is_certain(county, searched):
    context = sure(searched(county, "居住证和结婚在哪里办"), 0.9, 0.9)

    assert two_topics(KNOBS)(context) is None


@pytest.mark.parametrize(
    ("line", "first", "other"),
    [
        ("想办高龄补贴，顺便问下老年证怎么办", "高龄津贴申领", "老年优待办理"),
        ("身份证丢了能补吗，还有户口本也没了", "居民身份证丢失补领", "居民户口簿补发与换发"),
    ],
)
def test_the_other_of_two_matters_is_offered_beside_the_answer(county, ask, line, first, other):
    answer = ask(county, line)

    assert (answer.outcome, answer.item.name) == (Outcome.ITEM, first)
    assert answer.choices[0].name.startswith(other)
    assert len(answer.choices) <= MOST_CHOICES


def test_of_two_matters_each_is_meant_in_the_action_of_the_line(county, ask):
    names = [choice.name for choice in ask(county, "身份证和驾驶证都丢了怎么补").choices]

    assert names == ["居民身份证丢失补领", "机动车驾驶证遗失补证"]


def test_words_of_every_day_are_no_second_matter(county, ask):
    names = [choice.name for choice in ask(county, "办居住证流程及时间").choices]

    assert all("居住证" in name for name in names)


@pytest.mark.parametrize("text", ["结婚登记", "和", "结婚登记和", "和谐社区", "结婚登记和结婚登记"])
def test_one_matter_is_not_taken_for_two(knowledge, marriages, searched, text):
    context = searched(knowledge(*marriages), text)

    assert two_topics(KNOBS)(context) is None


def test_one_item_whose_name_has_an_and_is_answered(county, ask):
    answer = ask(county, "气象灾害证明与气象资料查询")

    assert (answer.outcome, answer.item.name) == (Outcome.ITEM, "气象灾害证明与气象资料查询")


def test_lines_below_the_first_are_searched_too(knowledge, item, searched):
    known = knowledge(item("A", "取水许可申请"), item("B", "结婚登记"))

    context = searched(known, "有个事情想问问你们\n我想取水，要取水许可")
    assert context.found.hits[0].code == "A"


def test_items_of_another_region_are_not_answered(knowledge, item, ask):
    known = knowledge(item("A", "结婚登记", region_code="610926"))

    assert ask(known, "结婚登记").outcome is Outcome.NO_MATCH


@pytest.mark.parametrize(
    ("text", "name", "aspect"),
    [
        ("身份证丢了怎么补", "居民身份证丢失补领", Aspect.HOW),
        ("请问护照要带什么材料", "普通护照首次申领", Aspect.MATERIALS),
        ("结婚在哪里办", "结婚登记（内地居民）", Aspect.WHERE),
    ],
)
def test_everyday_questions_are_answered_from_the_starter_knowledge(
    county, ask, text, name, aspect
):
    answer = ask(county, text)

    assert (answer.outcome, answer.item.name, answer.aspect) == (Outcome.ITEM, name, aspect)


@pytest.mark.parametrize(("text", "word"), [("我想开个饭馆", "新办"), ("想开个公司", "设立")])
def test_what_the_question_says_is_to_be_done_is_not_asked_again(county, searched, text, word):
    context = sure(searched(county, text), 0.6, 0.9)
    answer = decide(KNOBS)(context)

    assert answer.outcome is Outcome.WHICH_ITEM
    assert len(answer.choices) > 1
    assert all(word in choice.name for choice in answer.choices)


def test_a_thing_alone_is_asked_back_with_every_action(county, searched):
    answer = decide(KNOBS)(sure(searched(county, "营业执照"), 0.6, 0.9))

    assert "设立" in answer.choices[0].name
    assert any("补领" in choice.name for choice in answer.choices[1:])


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("宾馆卫生脏得很，举报找哪个", "12345"),
        ("出租车拒载绕路，去哪里投诉", "12328"),
        ("隔壁无证开诊所怎么举报", "12345"),
    ],
)
def test_who_reports_a_wrong_is_sent_to_who_hears_it_not_asked_for_a_permit(
    county, ask, text, body
):
    answer = ask(county, text)

    assert (answer.outcome, answer.choices) == (Outcome.OUTSIDE, ())
    assert answer.text.startswith("您反映的问题可以这样找人处理。\n归谁管：")
    assert body in answer.text


def test_who_reports_a_wrong_gets_the_item_that_hears_it(county, ask):
    answer = ask(county, "饭馆卖过期食品，去哪里投诉")

    assert answer.outcome is Outcome.ITEM
    assert answer.item is not None
    assert answer.item.code == "SL-SUP-007"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("老板欠薪半年不给，到哪里举报", "劳动保障监察投诉举报"),
        ("饭馆卖过期食品，去哪里投诉", "消费投诉"),
    ],
)
def test_a_complaint_that_an_item_hears_is_answered_with_it(county, ask, text, name):
    assert ask(county, text).item.name.startswith(name)


@pytest.fixture
def funds(item):
    names = [
        "住房公积金提取",
        "住房公积金贷款申请",
        "住房公积金异地转移接续",
        "单位住房公积金缴存登记",
        "公积金",
        "取水许可申请",
    ]
    return [item(f"A-{n}", name) for n, name in enumerate(names)]


@pytest.mark.parametrize("text", ["公积金", "住房公积金", "公积金怎么办", "请问公积金"])
def test_a_word_that_many_matters_share_is_asked_back_however_sure(
    knowledge, searched, funds, text
):
    known = knowledge(*(one for one in funds if one.name != "公积金"))
    context = sure(searched(known, text), 0.99, 0.99)

    answer = decide(KNOBS)(context)
    assert answer.outcome is Outcome.WHICH_ITEM
    assert {choice.code for choice in answer.choices} == {"A-0", "A-1", "A-2", "A-3"}


@pytest.mark.parametrize("text", ["公积金提取", "住房公积金贷款", "取水许可", "公积金异地转移"])
def test_who_says_what_of_it_is_not_asked_back(knowledge, searched, funds, text):
    known = knowledge(*(one for one in funds if one.name != "公积金"))

    assert decide(KNOBS)(sure(searched(known, text), 0.99, 0.99)).outcome is Outcome.ITEM


def test_an_item_whose_whole_name_it_is_is_meant(knowledge, searched, funds):
    context = sure(searched(knowledge(*funds), "公积金"), 0.99, 0.99)

    assert decide(KNOBS)(context).item.code == "A-4"
