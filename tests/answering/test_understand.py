"""First steps: refusing, small talk and emergencies, and which line is the question."""

import json
import re
from pathlib import Path

import pytest

from assistant.answering.knowledge import Reply, replies_from
from assistant.answering.understand import MOST_CHARACTERS
from assistant.language.normal import search_key
from assistant.models.answer import Aspect, Outcome

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def small(knowledge, item):
    return knowledge(item("A-1", "居住证申领"), item("A-2", "结婚登记"))


@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "\u200b\ufeff", "\u0000"])
def test_an_empty_question_is_refused_with_what_to_do(small, ask, phrases, text):
    answer = ask(small, text)

    assert (answer.outcome, answer.text) == (Outcome.REFUSED_INPUT, phrases["input.empty"])


@pytest.mark.parametrize(
    ("characters", "refused"), [(MOST_CHARACTERS, False), (MOST_CHARACTERS + 1, True)]
)
def test_a_question_of_over_a_thousand_characters_is_refused(small, ask, characters, refused):
    answer = ask(small, "证" * characters)

    assert (answer.outcome is Outcome.REFUSED_INPUT) is refused


def test_hidden_characters_do_not_count(small, ask):
    assert ask(small, "居住证" + "\u200b" * 2000).outcome is not Outcome.REFUSED_INPUT


@pytest.mark.parametrize("text", ["？？？", "。", "……", "😀😀", "--"])
def test_marks_alone_are_asked_back(small, ask, text):
    assert ask(small, text).outcome is Outcome.NONSENSE


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("你好", Outcome.GREETING),
        ("您好！", Outcome.GREETING),
        ("在吗？", Outcome.GREETING),
        ("你好，在吗", Outcome.GREETING),
        ("Ｈｅｌｌｏ", Outcome.GREETING),
        ("谢谢", Outcome.GREETING),
        ("好的谢谢您！", Outcome.GREETING),
        ("你是谁", Outcome.GREETING),
        ("转人工", Outcome.HANDED_OVER),
        ("讲个笑话", Outcome.OUT_OF_SCOPE),
        ("今天天气怎么样", Outcome.OUT_OF_SCOPE),
    ],
)
def test_small_talk_gets_its_reviewed_reply(small, ask, text, outcome):
    assert ask(small, text).outcome is outcome


@pytest.mark.parametrize("text", ["车", "车子？", "房", "土地", "税", "证", "出国"])
def test_a_word_of_many_matters_alone_is_asked_back_with_questions(small, ask, text):
    answer = ask(small, text)

    assert answer.outcome is Outcome.WHICH_ASPECT
    # Each button asks by itself: it stands for no item.
    assert len(answer.choices) > 2
    assert {choice.code for choice in answer.choices} == {""}


EMERGENCIES = [
    ("家里着火了", "119"), ("楼下起火了快来", "119"), ("有人困在电梯里", "119"), ("天然气泄漏了", "119"),
    ("我爸晕倒了", "120"), ("有人喝了农药", "120"), ("孩子溺水了", "120"), ("帮我叫救护车", "120"),
    ("我不想活了", "12356"), ("有人要跳楼", "120"), ("有人持刀", "110"), ("我被抢劫", "110"),
    ("他家暴我", "110"), ("遇到家暴", "110"), ("我要报警", "110"), ("出车祸了", "122"), ("有人被车撞了", "120"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), EMERGENCIES)
def test_an_emergency_gets_the_number_to_call(small, ask, text, number):
    answer = ask(small, text)

    assert answer.outcome is Outcome.EMERGENCY
    assert number in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "你好，家里着火了",
        "居住证怎么办\n家里着火了",
        "居住证办理。" * 60 + "家里着火了",
        "12345办了多少件，着火了",
        "转人工，我爸晕倒了",
    ],
)
def test_an_emergency_wins_over_everything_else(small, ask, text):
    assert ask(small, text).outcome is Outcome.EMERGENCY


MATTERS = [
    "消防验收怎么办", "烟花爆竹许可", "急救站在哪", "消防安全检查要什么材料", "火灾事故认定书在哪里开",
    "火灾证明怎么办理", "消防设计审查多久办好", "消防备案在哪里办", "烟花爆竹零售许可证怎么延续", "焰火燃放许可",
    "民用爆炸物品购买许可证", "救护车配置审批", "急救中心电话", "急救知识培训怎么报名", "死亡证明在哪里开",
    "死亡户口注销怎么办", "人死了怎么销户", "丧葬补助金怎么领", "交通事故认定书怎么领", "交通事故责任认定复核",
    "食物中毒怎么投诉", "自杀的人能领丧葬费吗", "电信诈骗案件咨询", "身份证被偷了怎么补", "工伤死亡赔偿怎么申请",
    "安全生产事故报告", "危险化学品经营许可", "燃气经营许可证", "瓶装燃气供应许可", "电梯使用登记", "农药经营许可证怎么办",
    "家庭暴力告诫书怎么申请", "家暴离婚怎么办", "医疗事故鉴定", "无名尸体火化", "公墓怎么买", "报警回执怎么开",
    "防空警报试鸣", "爆破作业许可", "剧毒化学品购买许可证", "森林防火期野外用火审批", "火化证明丢了怎么补",
    "大型群众性活动安全许可", "火灾隐患举报", "消防员证怎么考", "急救车驾驶员资格", "死亡注销医保", "遗属待遇申领",
    "精神病人住院救助", "人工增雨作业", "气象灾害证明",
]  # fmt: skip


@pytest.mark.parametrize("text", ["买房被骗", "买车被骗怎么办", "租房被中介骗了", "被驾校骗了钱"])
def test_who_was_cheated_by_a_seller_is_not_sent_to_the_police(small, ask, text):
    assert ask(small, text).outcome is not Outcome.EMERGENCY


@pytest.mark.parametrize("text", MATTERS)
def test_a_matter_with_a_frightening_word_is_no_emergency(replies, text):
    assert [r.id for r in replies if r.pattern.search(search_key(text))] == []


def golden_emergencies(urgent):
    rows = (ROOT / "knowledge/golden/emergencies.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(row) for row in rows]
    return [row["question"] for row in told if row["emergency"] is urgent]


@pytest.mark.parametrize("text", golden_emergencies(urgent=True))
def test_whoever_is_in_danger_is_told_whom_to_call(replies, text):
    assert any(reply.speaks_to(search_key(text)) for reply in replies)


@pytest.mark.parametrize("text", golden_emergencies(urgent=False))
def test_a_thing_in_the_water_and_a_danger_long_past_are_no_emergency(replies, text):
    assert not any(reply.speaks_to(search_key(text)) for reply in replies)


def test_what_makes_a_matter_of_one_emergency_does_so_of_all():
    danger = {"outcome": "answered.emergency", "pattern": ["着火", "冒烟"], "text": "119"}
    told = [{"id": "a", "unless": "烟囱"} | danger, {"id": "b"} | danger]
    first, second = replies_from({"matters": ["理赔", "补贴"], "replies": told})

    assert [reply.speaks_to("着火了怎么理赔") for reply in (first, second)] == [False, False]
    assert [reply.speaks_to("烟囱冒烟") for reply in (first, second)] == [False, True]


def test_hardly_an_example_question_of_the_lexicon_sets_off_a_reply(lexicon, replies):
    texts = [search_key(meaning.example) for meaning in lexicon.meanings]
    struck = [t for t in texts if any(r.speaks_to(t) for r in replies)]

    assert len(struck) <= 0.004 * len(texts)


def test_no_official_name_sets_off_a_reply(county, replies):
    names = [search_key(known.item.name) for known in county.items.values()]

    assert [n for n in names if any(r.pattern.search(n) for r in replies)] == []


def test_a_long_message_that_only_greets_first_is_a_question(small, ask):
    text = "你好，我想问一下居住证在哪里办，" + "我在这里住了三年了，" * 8

    assert ask(small, text).outcome is not Outcome.GREETING


@pytest.mark.parametrize(
    "text", ["你好：\n居住证怎么办", "您好！\n\n请问居住证怎么办", "居住证怎么办\n谢谢"]
)
def test_the_first_line_that_says_something_is_the_question(small, ask, text):
    answer = ask(small, text)

    assert (answer.understood.clean, answer.aspect) == ("居住证", Aspect.HOW)


def test_an_aspect_asked_above_the_matter_is_kept(small, ask):
    assert ask(small, "要带什么材料？\n居住证").aspect is Aspect.MATERIALS


def test_a_question_without_a_matter_is_asked_back(small, ask, phrases):
    answer = ask(small, "要带什么材料")

    assert (answer.outcome, answer.text) == (Outcome.WHICH_ASPECT, phrases["which.subject"])


def test_replies_are_read_from_data_and_the_first_that_fits_speaks():
    told = [{"id": "a", "outcome": "answered.greeting", "pattern": "^喂$", "text": "您好"}]

    assert replies_from({"matters": [], "replies": told}) == [
        Reply("a", Outcome.GREETING, re.compile("^喂$"), "您好")
    ]


def test_a_reply_with_an_unknown_outcome_is_an_error():
    with pytest.raises(ValueError, match=r"answered\.never"):
        replies_from(
            {
                "matters": [],
                "replies": [{"id": "a", "outcome": "answered.never", "pattern": "x", "text": "y"}],
            }
        )
