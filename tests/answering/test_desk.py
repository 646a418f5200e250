"""The desk numbers, remembers, masks and logs; a log that fails does not silence it."""

import itertools
from dataclasses import replace

import pytest

from assistant.answering.desk import Desk
from assistant.answering.pipeline import Turn
from assistant.assembly import steps
from assistant.models.answer import Aspect, Outcome, Question
from assistant.models.item import Material


class Kept:
    """A log in memory; it can be told to fail."""

    def __init__(self):
        self.rows = []
        self.works = True

    async def append(self, logged):
        if self.works:
            self.rows.append(logged)
        return self.works


@pytest.fixture
def log():
    return Kept()


@pytest.fixture
def small(knowledge, item):
    return knowledge(
        item("A-1", "结婚登记", materials=(Material(name="户口簿"),)),
        item("A-2", "取水许可申请", fee=False),
    )


@pytest.fixture
def desk(small, log):
    """A desk with numbers 1, 2, 3 … and a clock that stands still."""
    numbers = itertools.count(1)
    stored = {"old": Turn("A-2", (), Aspect.FEE)}

    async def earlier(conversation):
        return stored.get(conversation, Turn())

    return Desk(
        small, steps(), log, earlier, lambda: "2026-11-22T09:00:00.000+08:00",
        lambda: f"n{next(numbers)}", lambda: "-secret",
    )  # fmt: skip


async def test_an_answer_gets_a_number_and_a_conversation(desk):
    answer = await desk.ask(Question("结婚登记"))

    assert (answer.id, answer.conversation) == ("n1", "n1-secret")


async def test_a_given_conversation_is_kept(desk):
    assert (await desk.ask(Question("结婚登记", conversation="c"))).conversation == "c"


async def test_what_is_logged_is_what_was_answered(desk, log):
    answer = await desk.ask(Question("结婚登记", "web", "c", "610925"))

    [row] = log.rows
    assert (row.answer, row.question, row.channel, row.region) == (
        answer,
        "结婚登记",
        "web",
        "610925",
    )
    assert (row.asked_at, row.knowledge_version) == ("2026-11-22T09:00:00.000+08:00", 1)
    assert row.milliseconds >= 0


@pytest.mark.parametrize(
    ("text", "logged"),
    [
        ("我电话13812345678，结婚登记", "我电话〔手机号〕，结婚登记"),
        ("610925199001011234结婚登记", "〔身份证号〕结婚登记"),
        (" 结婚\u200b登记 ", "结婚登记"),
    ],
)
async def test_personal_data_is_masked_before_it_is_logged(desk, log, text, logged):
    await desk.ask(Question(text))

    assert log.rows[0].question == logged


async def test_a_refused_long_text_is_logged_cut_and_masked(desk, log):
    await desk.ask(Question("13812345678" + "长" * 500_000))

    assert log.rows[0].answer.outcome is Outcome.REFUSED_INPUT
    assert log.rows[0].question.startswith("〔手机号〕长")
    assert len(log.rows[0].question) <= 2000


async def test_a_log_that_fails_leaves_the_answer_without_a_number(desk, log):
    log.works = False

    answer = await desk.ask(Question("结婚登记"))
    assert (answer.outcome, answer.id) == (Outcome.ITEM, "")


async def test_a_follow_up_leans_on_the_same_conversation(desk):
    await desk.ask(Question("结婚登记", conversation="c"))
    await desk.ask(Question("取水许可申请", conversation="d"))

    answer = await desk.ask(Question("要带什么材料", conversation="c"))
    assert answer.item.code == "A-1"


async def test_thanks_in_between_does_not_end_a_follow_up(desk):
    await desk.ask(Question("结婚登记", conversation="c"))
    await desk.ask(Question("谢谢", conversation="c"))

    assert (await desk.ask(Question("要带什么材料", conversation="c"))).item.code == "A-1"


async def test_another_matter_ends_a_follow_up(desk):
    await desk.ask(Question("结婚登记", conversation="c"))
    await desk.ask(Question("取水许可申请", conversation="c"))

    assert (await desk.ask(Question("多少钱", conversation="c"))).item.code == "A-2"


async def test_a_conversation_goes_on_after_a_restart(desk):
    assert (await desk.ask(Question("要多久", conversation="old"))).item.code == "A-2"


async def test_without_a_conversation_nothing_is_remembered(desk):
    await desk.ask(Question("结婚登记"))

    assert (await desk.ask(Question("要带什么材料"))).outcome is Outcome.WHICH_ASPECT


async def test_a_question_asked_again_gets_its_own_number(desk):
    first, second = [await desk.ask(Question("结婚登记", conversation=c)) for c in "ab"]

    assert first.id != second.id
    assert first.text == second.text


async def test_new_knowledge_answers_the_next_question(desk, small):
    await desk.ask(Question("结婚登记"))
    renamed = replace(small.items["A-1"].item, department="新民政局")
    known = replace(small.items["A-1"], item=renamed)
    desk.knowledge = replace(small, version=2, items={**small.items, "A-1": known})

    answer = await desk.ask(Question("结婚登记", chosen="A-1"))
    assert "新民政局" in answer.text


async def test_many_conversations_do_not_fill_the_memory(desk):
    for n in range(5100):
        await desk.ask(Question("谢谢", conversation=f"c{n}"))

    assert len(desk._turns) <= 5000


async def test_many_and_huge_texts_do_not_fill_the_memory(desk):
    for n in range(1600):
        await desk.ask(Question(f"谢谢{n}"))
    await desk.ask(Question("长" * 100_000))

    assert len(desk._recent) <= 1500
    assert all(len(key[3]) <= 2000 for key in desk._recent)
