"""Personal data is masked, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.privacy import masked


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("我的电话13812345678，请回", "我的电话〔手机号〕，请回"),
        ("138 1234 5678", "〔手机号〕"),
        ("138-1234-5678", "〔手机号〕"),
        ("+8613812345678", "〔手机号〕"),
        ("86-138-1234-5678", "〔手机号〕"),
        ("013812345678", "〔手机号〕"),
        ("打１３８１２３４５６７８", "打〔手机号〕"),
        ("微信同号19912345678谢谢", "微信同号〔手机号〕谢谢"),
        ("身份证610925199001011234丢了", "身份证〔身份证号〕丢了"),
        ("61092519900101123X", "〔身份证号〕"),
        ("61092519900101123x", "〔身份证号〕"),
        ("６１０９２５１９９００１０１１２３Ｘ", "〔身份证号〕"),
        ("老证610925900101123", "老证〔身份证号〕"),
        ("卡号6222021234567890123", "卡号〔银行卡号〕"),
        ("6222 0212 3456 7890 123", "〔银行卡号〕"),
        ("6222-0212-3456-7890", "〔银行卡号〕"),
        ("发到zhang.san@example.com谢谢", "发到〔邮箱〕谢谢"),
        ("邮箱13812345678@qq.com", "邮箱〔邮箱〕"),
        ("13812345678和13912345678", "〔手机号〕和〔手机号〕"),
    ],
)
def test_personal_data_is_replaced_by_its_kind(written, kept):
    assert masked(written) == kept


@pytest.mark.parametrize(
    "text",
    [
        "2019年12345办了多少件",
        "2019-11-22",
        "20191122",
        "0915-2512345",
        "拨打12345或12333",
        "10925元",
        "610925",
        "事项编码11610925016036",
        "统一代码91610925MA70XXXX12",
        "注册资本1000000元",
        "法释〔2019〕60号",
        "12812345678",
        "138123456789",
        "张三，住人民路8号",
        "@你",
        "没有号码",
        "",
    ],
)
def test_ordinary_numbers_dates_and_words_stay(text):
    assert masked(text) == text


@given(st.text())
def test_masking_takes_any_text(text):
    masked(text)


@given(
    st.text(max_size=20),
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.text(max_size=20),
)
def test_no_mobile_number_survives(before, mobile, after):
    # Inside a longer run of digits it is no mobile number.
    text = before.rstrip("0123456789０１２３４５６７８９") + mobile
    text += after.lstrip("0123456789０１２３４５６７８９")

    assert mobile not in masked(text)


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True), st.sampled_from("，是 证x\n"))
def test_no_identity_number_survives(number, beside):
    assert number not in masked(f"{beside}{number}{beside}")


@given(st.text("我要办身份证，补领。0123456789", max_size=30))
def test_what_is_masked_stays_masked(text):
    once = masked(text)

    assert masked(once) == once


# Patterns that go back and forth over such texts would not end within the hour.
@pytest.mark.parametrize("text", ["1" + "a" * 300_000, "@" + "a." * 150_000, "a@" * 150_000])
def test_a_huge_text_without_anything_to_mask_stays_as_it_is(text):
    assert masked(text) == text
