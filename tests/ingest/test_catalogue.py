"""A catalogue's rows become service items; every refused row says where and why."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from assistant.ingest.catalogue import HEADERS, Catalogue, read_catalogue
from assistant.models.item import Material, ServiceItem, to_record
from assistant.models.loading import Refusal

SHARED = Path(__file__).resolve().parents[3] / "shared/data/catalogues"
Read = Callable[[str, str | bytes], Catalogue]
Only = Callable[[str, str | bytes], ServiceItem]

SAMPLE_CELLS = {
    "text": "甲",
    "lines": "甲",
    "list": "甲",
    "int": "3",
    "flag": "是",
    "records": "甲",
}
SAMPLE_CELLS["date"] = "2026-11-22"


def table(*rows: Sequence[object]) -> str:
    held = io.StringIO()
    csv.writer(held).writerows(rows)
    return held.getvalue()


def test_no_header_stands_for_two_fields() -> None:
    headers = [
        header
        for field in fields(ServiceItem)
        for header in {field.name, field.metadata["label"], *field.metadata["headers"]}
    ]

    assert len(headers) == len(set(headers)) == len(HEADERS)


@pytest.mark.parametrize("header", [header for header in HEADERS if HEADERS[header].name != "name"])
def test_every_header_fills_its_field(only_item: Only, header: str) -> None:
    field = HEADERS[header]

    item = only_item(
        "a.csv", table(["事项名称", header], ["开饭馆", SAMPLE_CELLS[field.metadata["kind"]]])
    )

    assert getattr(item, field.name) not in (None, "", ())


@pytest.mark.parametrize("header", ["事项名称", "业务办理项名称", "名称", "name"])
def test_the_name_may_be_called_otherwise(only_item: Only, header: str) -> None:
    assert only_item("a.csv", table([header], [" 开饭馆 "])).name == "开饭馆"


def test_a_row_is_read_into_all_its_fields(only_item: Only) -> None:
    item = only_item(
        "a.csv",
        table(
            [
                "实施编码",
                "事项名称",
                "承诺办结时限",
                "服务对象",
                "申请材料",
                "是否收费",
                "更新时间",
                "别名",
            ],
            [
                "007",
                "开饭馆",
                "5个工作日",
                "自然人、企业法人",
                "申请书；照片",
                "否",
                "2026/1/2",
                "饭店;小吃",
            ],
        ),
    )

    assert item == ServiceItem(
        code="007",
        name="开饭馆",
        region_code="610925",
        promised_days=5,
        promised_unit="工作日",
        audience=("自然人", "企业法人"),
        materials=(Material(name="申请书"), Material(name="照片")),
        fee=False,
        updated="2026-01-02",
        aliases=("饭店", "小吃"),
    )


def test_a_row_may_name_its_own_region(only_item: Only) -> None:
    item = only_item("a.csv", table(["事项名称", "区划代码"], ["开饭馆", "510822"]))

    assert item.region_code == "510822"


def test_whole_numbers_of_a_workbook_lose_their_point(
    only_item: Only, workbook: Callable[..., bytes]
) -> None:
    rows = [["事项名称", "编码", "承诺办结时限", "是否网办"], ["开饭馆", 7.0, 5.0, 1.0]]

    item = only_item("a.xlsx", workbook(rows))

    assert (item.code, item.promised_days, item.online) == ("7", 5, True)


@pytest.mark.parametrize(
    ("cell", "days", "unit"),
    [("7(工作日)", 7, "工作日"), ("30（自然日）", 30, "自然日"), ("7", 7, ""), ("即办", 0, "")],
)
def test_a_limit_tells_its_unit_too(only_item: Only, cell: str, days: int, unit: str) -> None:
    item = only_item("a.csv", table(["事项名称", "法定办结时限"], ["开饭馆", cell]))

    assert (item.statutory_days, item.statutory_unit) == (days, unit)


def test_a_column_of_units_fills_the_unit(only_item: Only) -> None:
    item = only_item(
        "a.csv",
        table(["事项名称", "承诺办结时限", "承诺办结时限单位"], ["开饭馆", "7", "自然日"]),
    )

    assert (item.promised_days, item.promised_unit) == (7, "自然日")


def test_the_first_filled_of_two_columns_for_a_field_counts(only_item: Only) -> None:
    item = only_item("a.csv", table(["事项名称", "别名", "日常用语"], ["开饭馆", "", "小吃店"]))

    assert item.aliases == ("小吃店",)


def test_an_empty_cell_is_a_missing_value(only_item: Only) -> None:
    item = only_item(
        "a.csv", table(["事项名称", "编码", "是否收费", "受理条件"], ["开饭馆", "1", "", " "])
    )

    assert to_record(item) == {"code": "1", "name": "开饭馆", "region_code": "610925"}


def test_a_row_without_a_code_gets_the_same_one_again(read: Read) -> None:
    text = table(["事项名称"], ["开饭馆"], ["补社保卡"])

    first, second = (read(name, text) for name in ("a.csv", "b.csv"))

    assert [item.code for item in first.items] == [item.code for item in second.items]
    assert len({item.code for item in first.items}) == 2


def test_the_code_of_a_row_without_one_follows_from_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table(["事项名称"], ["开饭馆"]), "utf-8")

    codes = {read_catalogue(path, "610925", owner).items[0].code for owner in ("a", "b")}

    assert len(codes) == 2


def test_items_stand_in_the_files_order(read: Read) -> None:
    catalogue = read("a.csv", table(["名称", "编码"], ["丙", "3"], ["甲", "1"], ["乙", "2"]))

    assert [item.name for item in catalogue.items] == ["丙", "甲", "乙"]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("承诺办结时限", "约五天", "应为整数（0 以上），可带单位，如 5 或 5个工作日。"),
        ("承诺办结时限", "5.5", "应为整数（0 以上），可带单位，如 5 或 5个工作日。"),
        ("法定办结时限", "99999", "数值过大，应不超过 3650。"),
        ("到办事现场次数", "若干", "应为整数（0 以上），可带单位，如 5 或 5个工作日。"),
        ("是否网办", "也许", "应填 是 或 否。"),
        ("收费", "看情况", "应填 是 或 否。"),
        ("更新时间", "2026-02-30", "没有这一天，请核对年月日。"),
        ("更新日期", "2026-11", "应为日期，如 2026-11-22。"),
        ("失效日期", "长期", "应为日期，如 2026-11-22。"),
        ("申请材料", "[申请书", "以 [ 开头但不是完好的 JSON。"),
    ],
)
def test_a_wrong_value_is_refused_with_file_row_column_value_and_reason(
    read: Read, column: str, value: str, reason: str
) -> None:
    catalogue = read("a.csv", table(["事项名称", column], ["好的一行", ""], ["开饭馆", value]))

    assert catalogue.refused == (Refusal("a.csv", 3, column, value, reason),)


def test_nothing_of_a_refused_row_is_kept_and_the_others_are(read: Read) -> None:
    rows = (["开饭馆", "1"], ["补社保卡", "x"], ["落户", "2"])

    catalogue = read("a.csv", table(["事项名称", "承诺办结时限"], *rows))

    assert [item.name for item in catalogue.items] == ["开饭馆", "落户"]
    assert [refusal.row for refusal in catalogue.refused] == [3]


@pytest.mark.parametrize("name", ["", "  "])
def test_a_row_without_a_name_is_refused(read: Read, name: str) -> None:
    catalogue = read("a.csv", table(["事项名称", "编码"], [name, "007"]))

    assert catalogue.items == ()
    assert catalogue.refused == (
        Refusal("a.csv", 2, "事项名称", "", "事项名称为空，请补填后重新导入。"),
    )


def test_an_object_without_a_name_is_refused_by_its_number(read: Read) -> None:
    catalogue = read("a.json", json.dumps([{"name": "开饭馆"}, {"code": "8"}, {"name": None}]))

    assert [(r.row, r.column) for r in catalogue.refused] == [(2, "事项名称"), (3, "事项名称")]


def test_the_second_row_with_a_code_is_refused(read: Read) -> None:
    rows = (["1", "开饭馆"], ["2", "落户"], ["1", "开面馆"])

    catalogue = read("a.csv", table(["实施编码", "事项名称"], *rows))

    assert [item.name for item in catalogue.items] == ["开饭馆", "落户"]
    assert catalogue.refused == (
        Refusal("a.csv", 4, "实施编码", "1", "与前面一行编码和生效日期相同，请改正其中一行。"),
    )


def test_the_second_row_with_a_name_and_no_code_is_refused(read: Read) -> None:
    catalogue = read("a.csv", table(["事项名称"], ["开饭馆"], ["开饭馆"]))

    assert [refusal.row for refusal in catalogue.refused] == [3]


def test_columns_that_nobody_reads_are_named_once(read: Read) -> None:
    catalogue = read("a.csv", table(["事项名称", "备注栏", "编码"], ["开饭馆", "x", "1"]))

    assert catalogue.ignored_columns == ("备注栏",)


def test_keys_that_nobody_reads_are_named_wherever_they_stand(read: Read) -> None:
    entries: list[dict[str, Any]] = [
        {"name": "a"},
        {"name": "b", "hue": 1},
        {"name": "c", "hue": 2},
    ]

    assert read("a.json", json.dumps(entries)).ignored_columns == ("hue",)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "是空文件"),
        ("a.csv", b"\xff\xfe\xff" * 100, "编码无法识别"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "不是完好的 .xlsx 文件"),
        ("a.pdf", b"%PDF-1.7", "不是可导入的格式"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_refusal(
    read: Read, name: str, content: bytes, reason: str
) -> None:
    catalogue = read(name, content)

    assert catalogue.items == ()
    (refusal,) = catalogue.refused
    assert (refusal.file, refusal.row, refusal.column) == (name, 0, "")
    assert reason in refusal.reason


def test_progress_is_told_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table(["事项名称"], ["开饭馆"], [""], ["落户"], ["落户"]), "utf-8")
    told: list[tuple[int, int]] = []

    read_catalogue(path, "610925", "owner", progress=lambda *step: told.append(step))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_is_exported_as_records_reads_back(only_item: Only) -> None:
    item = only_item(
        "a.json",
        json.dumps(
            [
                {
                    "code": "1",
                    "name": "开饭馆",
                    "materials": [{"name": "申请书", "copies": 2}],
                    "places": [{"address": "三楼", "sample": True}],
                    "conditions": ["甲，乙；丙"],
                    "fee": False,
                    "promised_days": 0,
                }
            ]
        ),
    )

    assert only_item("b.json", json.dumps([to_record(item)])) == item


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real catalogues are not here")
@pytest.mark.parametrize(("name", "least"), [("guangan.csv", 1100), ("guangdong.csv", 2200)])
def test_a_real_catalogue_is_read_whole(name: str, least: int) -> None:
    catalogue = read_catalogue(SHARED / name, "511602", "owner")
    with (SHARED / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert catalogue.refused == ()
    assert catalogue.ignored_columns == ()
    assert len(catalogue.items) == len(rows) >= least
    assert [item.name for item in catalogue.items] == [row["事项名称"].strip() for row in rows]


def test_a_row_that_is_wider_than_its_header_is_refused(read: Read) -> None:
    found = read("a.csv", "事项名称,编码\n开饭馆,1\n补社保卡,2,,又一格\n落户,3,,\n")

    assert [item.code for item in found.items] == ["1", "3"]
    assert found.refused[0].row == 3
    assert "比表头多出 1 格" in found.refused[0].reason


def test_a_refused_row_names_every_wrong_cell(read: Read) -> None:
    header = ["事项名称", "承诺办结时限", "更新时间", "是否网办"]

    refused = read("a.csv", table(header, ["", "若干", "2026-02-31", "是"])).refused

    assert [(one.column, one.value) for one in refused[0].wrong] == [
        ("承诺办结时限", "若干"),
        ("更新时间", "2026-02-31"),
        ("事项名称", ""),
    ]
    assert refused[0].sentence() == (
        "a.csv 第 2 行“承诺办结时限”列，值“若干”：应为整数（0 以上），可带单位，如 5 或 5个工作日。"
        "“更新时间”列，值“2026-02-31”：没有这一天，请核对年月日。"
        "“事项名称”列：事项名称为空，请补填后重新导入。"
    )


def test_rows_of_one_code_come_in_the_order_of_their_first_days(read: Read) -> None:
    rows = (["1", "明年的", "2027-01-01"], ["2", "别的", ""], ["1", "今年的", "2026-01-01"])

    catalogue = read("a.csv", table(["实施编码", "事项名称", "计划生效日期"], *rows))

    assert [item.name for item in catalogue.items] == ["今年的", "别的", "明年的"]
