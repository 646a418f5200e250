"""Cells become values, or a reason why not."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.values import (
    READERS,
    date_value,
    flag_value,
    int_value,
    lines_value,
    list_value,
    records_value,
    text_of,
    text_value,
    unit_in,
)
from assistant.models.item import RECORD_TYPES, Faq, FeeItem, Material, Place, Step


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  文字 \n", "文字"),
        (5.0, "5"),
        (5.5, "5.5"),
        (0, "0"),
        (float("inf"), "inf"),
        (datetime(2026, 11, 22, 9, 30), "2026-11-22"),
        (date(2026, 11, 22), "2026-11-22"),
        ("①号", "①号"),
    ],
)
def test_a_cell_is_shown_as_it_stands(cell: object, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("", None),
        (None, None),
        ("无", None),
        ("/", None),
        ("不限", None),
        (0, 0),
        (5.0, 5),
        ("5", 5),
        (" 5 ", 5),
        ("5个工作日", 5),
        ("5天", 5),
        ("30(工作日)", 30),
        ("30（自然日）", 30),
        ("0次", 0),
        ("即办", 0),
        ("当场办结", 0),
        ("当场", 0),
        ("3650", 3650),
    ],
)
def test_a_number_may_have_its_unit(cell: object, number: int | None) -> None:
    assert int_value(cell) == number


@pytest.mark.parametrize(
    "cell",
    [
        "五",
        "5.5",
        5.5,
        "-1",
        -1,
        "5-10",
        "约5天",
        "5个月",
        True,
        "1e3",
        [5],
        "3651",
        "9" * 5000,
        1e12,
    ],
    ids=lambda cell: str(cell)[:9],
)
def test_what_is_no_number_of_days_is_refused(cell: object) -> None:
    with pytest.raises(ValueError, match=r"应为整数|数值过大"):
        int_value(cell)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("5个工作日", "工作日"),
        ("30（自然日）", "自然日"),
        ("5", ""),
        ("5天", ""),
        (5.0, ""),
        ("", ""),
        ("即办", ""),
    ],
)
def test_a_unit_is_told_only_where_it_stands(cell: object, unit: str) -> None:
    assert unit_in(cell) == unit


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        ("", None),
        (None, None),
        (True, True),
        (False, False),
        (1.0, True),
        (0.0, False),
        ("是", True),
        ("否", False),
        ("Y", True),
        ("n", False),
        ("TRUE", True),
        ("不支持", False),
        ("收费", True),
        ("不收费", False),
        ("免费", False),
        ("√", True),
        (" 是 ", True),
    ],
)
def test_yes_and_no_have_many_forms(cell: object, flag: bool | None) -> None:
    assert flag_value(cell) is flag


@pytest.mark.parametrize("cell", ["也许", "2", 2, "是的吧", "是/否", ["是"]], ids=str)
def test_what_is_neither_yes_nor_no_is_refused(cell: object) -> None:
    with pytest.raises(ValueError, match="应填 是 或 否"):
        flag_value(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-11-02",
        "2026/11/2",
        "2026.11.02",
        "2026年11月2日",
        "20261102",
        "2026-11-02 10:30:00",
        date(2026, 11, 2),
        datetime(2026, 11, 2, 10, 30),
    ],
    ids=str,
)
def test_a_day_has_many_forms(cell: object) -> None:
    assert date_value(cell) == "2026-11-02"


@pytest.mark.parametrize("cell", ["", None, "  "])
def test_no_day_is_an_empty_text(cell: object) -> None:
    assert date_value(cell) == ""


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2026-02-30", "没有这一天"),
        ("2026-13-01", "没有这一天"),
        ("0000-01-01", "没有这一天"),
        ("2026-11", "应为日期"),
        ("202611", "应为日期"),
        ("2026年11月", "应为日期"),
        ("2026", "应为日期"),
        (46000.0, "应为日期"),
        ("长期", "应为日期"),
        ("22-11-2026", "应为日期"),
        ("2026-11-22至2027-11-22", "应为日期"),
    ],
    ids=str,
)
def test_what_is_no_day_is_refused_and_never_guessed(cell: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        date_value(cell)


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_reads_back_from_every_way_of_writing_it(day: date) -> None:
    ways = (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", day)

    assert {date_value(way) for way in ways} == {day.isoformat()}


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("", ()),
        (None, ()),
        ("甲；乙;丙", ("甲", "乙", "丙")),
        ("甲、乙，丙,丁|戊\n己", ("甲", "乙", "丙", "丁", "戊", "己")),
        ("甲；甲；乙", ("甲", "乙")),
        ("；；", ()),
        (["甲、乙", " 丙 ", ""], ("甲、乙", "丙")),
        (7.0, ("7",)),
    ],
)
def test_a_list_has_many_separators_and_no_doubles(cell: object, values: tuple[str, ...]) -> None:
    assert list_value(cell) == values


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("", ()),
        ("第一，甲；乙。\n\n 第二 ", ("第一，甲；乙。", "第二")),
        (["甲\n乙", ""], ("甲\n乙",)),
    ],
)
def test_sentences_are_parted_by_lines_only(cell: object, values: tuple[str, ...]) -> None:
    assert lines_value(cell) == values


@pytest.mark.parametrize("kind", ["text", "lines", "list"])
@pytest.mark.parametrize("cell", [{"a": 1}, [{"a": 1}], [["甲"]]], ids=str)
def test_an_object_is_no_text(kind: str, cell: object) -> None:
    with pytest.raises(ValueError, match="应为文字"):
        READERS[kind](cell)


def test_a_list_is_no_text() -> None:
    with pytest.raises(ValueError, match="应为文字"):
        text_value(["甲"])


@pytest.mark.parametrize(
    ("field", "cell", "records"),
    [
        ("materials", "申请书；身份证\n照片", ("申请书", "身份证", "照片")),
        ("steps", "受理；审核", ("受理", "审核")),
        ("fee_items", "工本费", ("工本费",)),
        ("faq", "收费吗？", ("收费吗？",)),
        ("materials", "", ()),
        ("materials", None, ()),
    ],
)
def test_names_alone_make_records(field: str, cell: object, records: tuple[str, ...]) -> None:
    of = RECORD_TYPES[field]

    assert records_value(cell, field) == tuple(of(name) for name in records)


def test_a_place_in_words_is_an_address() -> None:
    assert records_value("政务大厅三楼；便民中心", "places") == (
        Place(address="政务大厅三楼"),
        Place(address="便民中心"),
    )


@pytest.mark.parametrize(
    ("field", "cell", "record"),
    [
        ("materials", '[{"name": "申请书", "copies": 2}]', Material(name="申请书", copies=2)),
        ("materials", [{"材料名称": "申请书", "份数": "2份"}], Material(name="申请书", copies=2)),
        ("steps", [{"环节名称": "受理", "办理时限": None}], Step(name="受理")),
        ("fee_items", [{"name": "工本费", "standard": 5}], FeeItem(name="工本费", standard="5")),
        ("places", [{"地址": "三楼", "示例": "是"}], Place(address="三楼", sample=True)),
        ("faq", [{"问题": "要钱吗？", "答案": "不要。"}], Faq("要钱吗？", "不要。")),
    ],
)
def test_records_come_as_json_too(field: str, cell: object, record: object) -> None:
    assert records_value(cell, field) == (record,)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("[必要]身份证", "不是完好的 JSON"),
        ("[" * 100_000, "不是完好的 JSON"),
        (["申请书"], "每一条应为对象"),
        ([{"材料": "申请书"}], "不认识的字段“材料”"),
        ([{"份数": "两份"}], "应为整数"),
        ([{"材料名称": ["申请书"]}], "应为文字"),
        ({"材料名称": "申请书"}, "应为文字"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_list_of_materials_is_refused(cell: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        records_value(cell, "materials")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.sampled_from(sorted(READERS)), anything)
def test_any_cell_is_read_or_refused_in_chinese(kind: str, cell: object) -> None:
    try:
        READERS[kind](cell)
    except ValueError as error:
        assert any("一" <= character <= "鿿" for character in str(error))


@settings(deadline=None)
@given(st.sampled_from(sorted(RECORD_TYPES)), anything)
def test_any_cell_of_records_is_read_or_refused_in_chinese(field: str, cell: object) -> None:
    try:
        records_value(cell, field)
    except ValueError as error:
        assert any("一" <= character <= "鿿" for character in str(error))
