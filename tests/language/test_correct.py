"""Slips of the pen are mended to domain words; right words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.correct import Corrector

DOMAIN = [
    "居住证", "身份证", "营业执照", "补贴", "户口", "医保", "低保", "公积金", "账户", "驾驶证",
    "流动人口", "残疾证", "婚姻登记", "社会保险费用", "etc",
]  # fmt: skip


@pytest.fixture(scope="module")
def corrected(segmenter):
    """Mends a key by the domain words above, or by others."""
    usual = Corrector(DOMAIN, ["残记证"])

    def corrected(key, *others):
        corrector = Corrector(others, []) if others else usual
        return corrector.corrected(key, segmenter.cut(key))

    return corrected


@pytest.mark.parametrize(
    ("written", "mended", "pairs"),
    [
        ("居驻证怎么办", "居住证怎么办", (("居驻证", "居住证"),)),
        ("身份正丢了", "身份证丢了", (("身份正", "身份证"),)),
        ("营业执兆", "营业执照", (("营业执兆", "营业执照"),)),
        ("帐户", "帐户", ()),
        ("公积今和户囗", "公积金和户囗", (("公积今", "公积金"),)),
        ("居驻证和驾史证", "居住证和驾驶证", (("居驻证", "居住证"), ("驾史证", "驾驶证"))),
        ("往居住证", "往居住证", ()),
        ("", "", ()),
    ],
)
def test_slips_are_mended_and_kept_as_pairs_in_order(corrected, written, mended, pairs):
    assert corrected(written) == (mended, pairs)


def test_two_characters_take_no_known_word_apart(corrected):
    assert corrected("到哪里交材料", "教材") == ("到哪里交材料", ())


def test_a_character_of_the_same_shape_counts_as_a_slip(corrected):
    assert corrected("贪困户", "贫困户") == ("贫困户", (("贪困户", "贫困户"),))
    assert corrected("法律援肋", "法律援助")[0] == "法律援助"


@pytest.mark.parametrize("word", [word for word in DOMAIN if not word.isascii()])
def test_a_domain_word_is_never_touched(corrected, word):
    assert corrected(f"我要办{word}") == (f"我要办{word}", ())


def test_a_listed_exception_is_respected(corrected):
    assert corrected("残记证") == ("残记证", ())


def test_more_than_half_of_a_word_may_not_differ(corrected):
    assert corrected("俱驻正") == ("俱驻正", ())


def test_a_known_word_is_not_taken_apart(corrected):
    # 步铁 sounds like 补贴, but 地铁 is a word of its own.
    assert corrected("步行坐地铁") == ("步行坐地铁", ())


@pytest.mark.parametrize(
    ("written", "mended"), [("卖新房", "卖新房"), ("可以补", "可以补"), ("县医院", "县医院")]
)
def test_a_verb_beside_a_whole_word_is_meant_as_it_is(segmenter, written, mended):
    domain = ["买新房", "可以不", "省医院"]
    corrector = Corrector(domain, [], segmenter.often_alone, segmenter.knows)

    assert corrector.corrected(written, segmenter.cut(written))[0] == mended


@pytest.mark.parametrize(("common", "mended"), [({"住院"}, "住院有优惠"), (set(), "住愿有优惠")])
def test_two_characters_in_a_row_that_make_no_word_are_mended_to_a_common_one(
    segmenter, common, mended
):
    corrector = Corrector(["住院"], [], segmenter.often_alone, segmenter.knows, common=common)

    assert corrector.corrected("住愿有优惠", segmenter.cut("住愿有优惠"))[0] == mended


def test_words_over_five_characters_are_not_corrected_to(corrected):
    assert corrected("社会保险费佣", "社会保险费用") == ("社会保险费佣", ())


def test_two_words_of_the_same_sound_are_chosen_between_in_one_way(corrected):
    assert corrected("居驻", "居住", "剧主") == corrected("居驻", "剧主", "居住")


@given(st.text("居驻住证正身份户口低保报补贴帖的了办", max_size=16))
def test_a_corrected_key_has_its_length_and_only_domain_words_for_slips(corrected, key):
    mended, pairs = corrected(key)

    assert len(mended) == len(key)
    assert all(written in key and meant in DOMAIN and meant in mended for written, meant in pairs)
