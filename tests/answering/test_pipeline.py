"""Steps in order; the answer about an item; what goes along; sources."""

import pytest

from assistant.answering.compose import compose
from assistant.answering.pipeline import Context, Turn, answer
from assistant.models.answer import Answer, Aspect, Hit, Outcome, Question, Source
from assistant.models.item import Material, Place

PHRASED = [aspect for aspect in Aspect if aspect is not Aspect.GENERAL]


@pytest.fixture
def full(item):
    """An item with something to say in every aspect."""
    return item(
        "A-1",
        "结婚登记",
        department="县民政局",
        places=(Place(name="政务中心", hours="工作日", phone="1234"),),
        consult_phone="1234",
        online=True,
        materials=(Material(name="户口簿"),),
        promised_days=0,
        fee=False,
        conditions=("双方自愿",),
        steps=(),
        result_name="结婚证",
        legal_basis=("民法典",),
    )


@pytest.fixture
def context(knowledge):
    def made(*items, text="结婚登记", aspect=Aspect.GENERAL):
        known = knowledge(*items)
        return Context(Question(text), known, "2026-11-22", Turn(), aspect)

    return made


def said(text):
    return lambda context: Answer(Outcome.GREETING, text)


def test_the_first_step_that_answers_ends_the_way(context, item):
    found = answer(context(item("A", "事项")), [lambda c: None, said("一"), said("二")])

    assert found.text == "一"


def test_where_no_step_answers_nothing_was_found(context, item, phrases):
    found = answer(context(item("A", "事项")), [])

    assert (found.outcome, found.text) == (Outcome.NO_MATCH, phrases["none"])


@pytest.mark.parametrize("outcome", [Outcome.ITEM, Outcome.REPORT])
def test_an_answered_answer_needs_a_source(outcome):
    with pytest.raises(ValueError, match="source"):
        Answer(outcome, "没有来源的答复")


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in (Outcome.ITEM, Outcome.REPORT)])
def test_other_answers_need_none(outcome):
    assert Answer(outcome, "答复").outcome.group == outcome.value.split(".")[0]


HIT = Hit("A-1", "结婚登记", "县民政局", 0.9)


def test_in_general_the_department_and_place_are_told(context, full):
    text = compose(context(full), HIT, ()).text

    assert text == "“结婚登记”由县民政局办理。办理地点：政务中心"


def test_a_missing_department_or_place_is_not_made_up(context, item):
    text = compose(context(item("A-1", "结婚登记")), Hit("A-1", "结婚登记", "", 0.9), ()).text

    assert "事项库未写明" in text
    assert "办理地点" not in text


@pytest.mark.parametrize("aspect", PHRASED)
def test_every_aspect_has_its_sentence(context, full, aspect):
    text = compose(context(full, aspect=aspect), HIT, ()).text

    assert "结婚登记" in text
    assert "{" not in text


@pytest.mark.parametrize("aspect", PHRASED)
def test_what_the_record_does_not_say_is_said_to_be_missing(context, item, aspect):
    text = compose(context(item("A-1", "结婚登记"), aspect=aspect), HIT, ()).text

    assert "没有填写" in text
    assert "12345" in text


def test_an_answer_brings_the_whole_card_and_its_source(context, full):
    found = compose(context(full), HIT, ())

    assert len(found.card) == 16
    assert found.sources == (Source("结婚登记（测试目录）", "/items/A-1", "2026-01-02"),)


def test_others_are_offered_in_case_this_is_not_meant(context, full, phrases):
    found = compose(context(full), HIT, (Hit("A-2", "离婚登记", "县民政局", 0.8),))

    assert [c.code for c in found.choices] == ["A-2"]
    assert phrases["item.also"] in found.text


def test_hits_aspect_and_understanding_go_along_whatever_the_outcome(knowledge, item, ask):
    found = ask(knowledge(item("A-1", "结婚登记")), "今年请问结婚登记要带什么材料")

    assert [hit.code for hit in found.hits] == ["A-1"]
    assert found.aspect is Aspect.MATERIALS
    assert (found.understood.clean, found.understood.ignored) == ("结婚登记", ("今年",))


def test_the_meanings_that_were_understood_are_told(knowledge, item, ask):
    known = knowledge(item("A-1", "结婚登记"), lines=[("扯证|领证", "结婚登记")])

    assert ask(known, "我们要扯证").understood.meanings == (("扯证", "结婚登记"),)


def test_an_unknown_phrase_is_an_error(knowledge, item):
    with pytest.raises(KeyError):
        knowledge(item("A", "事项")).say("no.such.phrase")


def test_the_same_question_gets_the_same_answer(county, ask):
    for text in ("身份证丢了怎么补", "户口和医保怎么办", "量子纠缠", "开饭店要什么证"):
        assert ask(county, text) == ask(county, text)
