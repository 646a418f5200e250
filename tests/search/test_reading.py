"""How a line is read: slips, places, aspect, subject and meanings; and the starter's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.answer import Aspect
from assistant.search.reading import Reader


@pytest.fixture(scope="module")
def reader(segmenter, lexicon, item):
    documents = [
        item("A-1", "居民身份证补领", aliases=("身份证丢失",)),
        item("A-2", "海洋捕捞许可"),
        item("A-3", "居住证申领"),
        item("A-4", "医疗费用报销办理"),
    ]
    spoken = lexicon(
        ("身份证&丢|掉了", "居民身份证补领"),
        ("越南|外国&媳妇", "涉外婚姻"),
        ("残疾证", "残疾人证"),
        canonical=[("娃儿", "小孩"), ("合医", "居民医保"), ("合作医疗", "居民医保")],
        homophones=["残积证"],
    )
    return Reader(segmenter, spoken, documents)


@pytest.mark.parametrize(
    ("text", "subject", "aspect"),
    [
        ("您好，请问身份证掉了怎么补？", "身份证掉了 补", Aspect.HOW),
        ("居住证要带什么材料", "居住证", Aspect.MATERIALS),
        ("居住證", "居住证", Aspect.GENERAL),
        ("多少钱", "", Aspect.FEE),
        ("娃儿的合作医疗", "小孩的居民医保", Aspect.GENERAL),
        ("", "", Aspect.GENERAL),
    ],
)
def test_a_line_is_read_as_subject_and_aspect(reader, text, subject, aspect):
    reading = reader.read(text)

    assert (reading.subject, reading.aspect) == (subject, aspect)


def test_a_slip_is_mended_and_told(reader):
    reading = reader.read("居驻证怎么办")

    assert reading.corrected == (("居驻证", "居住证"),)
    assert reading.subject == "居住证"


def test_a_word_listed_as_right_is_not_mended(reader):
    assert reader.read("残积证").corrected == ()


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ("成都居住证", ("成都",)),
        ("2024年居住证", ("2024年",)),
        ("今年成都的居住证", ("今年", "成都")),
        ("海洋捕捞", ()),
        ("居住证", ()),
    ],
)
def test_places_and_years_are_set_aside_unless_items_are_named_so(reader, text, ignored):
    assert reader.read(text).ignored == ignored


def test_a_meaning_whose_word_is_a_place_fires_all_the_same(reader):
    assert [f.meaning.shown for f in reader.read("娶个越南媳妇").fired] == ["涉外婚姻"]


def test_an_alias_is_a_meaning_of_its_item(reader):
    assert "居民身份证补领" in [f.meaning.shown for f in reader.read("身份证丢失").fired]


@pytest.mark.parametrize("name", ["医疗费用报销办理", "海洋捕捞许可", "居民身份證補領"])
def test_an_official_name_is_its_own_subject(reader, name):
    reading = reader.read(name)

    assert (reading.subject, reading.aspect, reading.bare) == (reading.key, Aspect.GENERAL, True)


@pytest.mark.parametrize(
    ("text", "bare"), [("居住证", True), ("居住证怎么办", False), ("成都居住证", False)]
)
def test_a_key_that_is_nothing_but_its_subject_is_bare(reader, text, bare):
    assert reader.read(text).bare is bare


@given(st.text("身份证居驻住海洋成都今年2024掉了补怎么办多少钱请问吗，。？ab", max_size=30))
def test_any_line_is_read_and_always_in_the_same_way(reader, text):
    assert reader.read(text) == reader.read(text)


@given(st.text(max_size=60))
def test_no_text_stops_the_reader(reader, text):
    reader.read(text)


def test_every_line_of_the_starter_lexicon_fires_on_its_own_example(county, project_lexicon):
    silent = [
        m.example
        for m in project_lexicon.meanings
        if m.pattern not in {fired.meaning.pattern for fired in county.read(m.example).fired}
    ]

    assert silent == []


@pytest.fixture(scope="session")
def right_words(taught, project_lexicon):
    """Words of the dictionary that stand in the lexicon's example questions."""
    cut = (word for m in project_lexicon.meanings for word in taught.cut(m.example))
    return sorted({w for w in cut if len(w) > 1 and not w.isascii() and taught.knows(w)})


@given(data=st.data())
def test_a_right_word_is_left_untouched_alone_and_beside_particles(county, right_words, data):
    word = data.draw(st.sampled_from(right_words))
    text = data.draw(st.sampled_from(["{}", "我的{}", "{}在哪里办", "要{}吗"])).format(word)

    assert county.read(text).corrected == ()


def test_questions_without_slips_are_hardly_ever_corrected(county, project_lexicon):
    touched = [m.example for m in project_lexicon.meanings if county.read(m.example).corrected]

    assert len(touched) <= 0.015 * len(project_lexicon.meanings)


@pytest.mark.parametrize("text", ["juzhuzheng", "ju zhu zheng", "jzz"])
def test_pinyin_is_read_as_the_word_and_told(segmenter, lexicon, item, text):
    spoken = lexicon(canonical=[("jzz", "居住证")])
    read = Reader(segmenter, spoken, [item("A", "居住证申领")]).read(text)

    assert (read.key, read.corrected) == ("居住证", ((text, "居住证"),))


def test_a_shop_alone_fires_what_is_meant_by_opening_it_and_tells_its_line(
    segmenter, lexicon, item
):
    spoken = lexicon(("想开&店", "个体工商户设立登记"), canonical=[("=~店", "想开~店")])
    read = Reader(segmenter, spoken, [item("A", "个体工商户设立登记")]).read("五金店")

    assert (read.key, read.corrected, read.lines) == ("想开五金店", (), ("canonical =~店",))
    assert [one.meaning.targets for one in read.fired] == [("个体工商户设立登记",)]
