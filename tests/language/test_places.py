"""Places and times in a question are set aside, and said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.places import set_aside


@pytest.mark.parametrize(
    ("key", "rest", "ignored"),
    [
        ("成都身份证怎么补", "身份证怎么补", ("成都",)),
        ("岚皋县身份证怎么补", "身份证怎么补", ("岚皋县",)),
        ("重庆市区公交卡", "公交卡", ("重庆市区",)),
        ("2019年社保缴费", "社保缴费", ("2019年",)),
        ("2019年度社保", "社保", ("2019年度",)),
        ("2021年3月份的低保", "的低保", ("2021年3月份",)),
        ("今年低保标准", "低保标准", ("今年",)),
        ("最新的低保标准", "的低保标准", ("最新",)),
        ("a市身份证丢了", "身份证丢了", ("a市",)),
        ("b1区的居住证", "的居住证", ("b1区",)),
        ("去年在成都办的证", "在 办的证", ("去年", "成都")),
        ("我们县社保怎么交", "社保怎么交", ("我们县",)),
        ("咱们这儿的低保标准", "低保标准", ("咱们这儿的",)),
        ("我们市场摊位", "我们市场摊位", ()),
        ("身份证丢了", "身份证丢了", ()),
        ("", "", ()),
    ],
)
def test_places_and_times_are_taken_out_and_told(segmenter, key, rest, ignored):
    assert set_aside(key, segmenter.cut, segmenter.is_place) == (rest, ignored)


@pytest.mark.parametrize(
    ("key", "rest"),
    [
        ("广安市场监督管理局电话", "市场监督管理局电话"),
        ("上海市民卡怎么办", "市民卡怎么办"),
        ("成都区域规划许可", "区域规划许可"),
        ("西安镇痛药", "镇痛药"),
        ("湖南省外就医备案", "外就医备案"),
        ("岚皋县城乡居民医保", "城乡居民医保"),
    ],
)
def test_a_word_that_begins_like_a_suffix_is_not_torn_from_what_follows(segmenter, key, rest):
    assert set_aside(key, segmenter.cut, segmenter.is_place)[0] == rest


@pytest.mark.parametrize(
    "key", ["港澳通行证", "台湾居民来往大陆通行证", "香港居民开店", "外国人就业", "全国通办"]
)
def test_places_that_say_what_is_wanted_stay(segmenter, key):
    assert set_aside(key, segmenter.cut, segmenter.is_place) == (key, ())


def test_a_place_that_items_are_named_after_stays(segmenter):
    def is_place(word):
        return word != "海洋" and segmenter.is_place(word)

    assert set_aside("海洋捕捞许可", segmenter.cut, is_place) == ("海洋捕捞许可", ())


@given(st.text("成都市场区县镇重庆北京身份证补办2019年a今去", max_size=20))
def test_nothing_is_lost_that_is_not_told(segmenter, key):
    rest, ignored = set_aside(key, segmenter.cut, segmenter.is_place)

    assert sorted("".join((rest, *ignored)).replace(" ", "")) == sorted(key)
