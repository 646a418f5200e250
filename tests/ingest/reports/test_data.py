"""Reports as data: the promised shape, and back again without loss."""

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.reports.data import report_as_data, report_from_data
from assistant.ingest.reports.reader import read_report_text
from assistant.models.report import (
    AnnualReport,
    Cell,
    CellState,
    Edition,
    ReportFigure,
    Section,
    Tables,
    Uncertainty,
)
from assistant.models.report_tables import APPLICANTS, REQUEST_ROWS

WORDS = st.text("公开信息条件，。0123\n", max_size=20)
VALUES = st.one_of(
    st.integers(0, 10**9).map(Decimal),
    st.decimals(min_value=0, max_value=10**6, places=4, allow_nan=False),
)
CELLS = st.builds(Cell, WORDS, st.one_of(st.none(), VALUES), st.sampled_from(CellState))
ROWS = st.dictionaries(WORDS, st.fixed_dictionaries({"value": CELLS}), max_size=3)
REPORTS = st.builds(
    AnnualReport,
    agency=WORDS,
    year=st.integers(0, 2100),
    edition=st.sampled_from(Edition),
    title=WORDS,
    preface=WORDS,
    sections=st.lists(
        st.builds(
            Section,
            st.integers(1, 6),
            WORDS,
            WORDS,
            st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    tables=st.builds(
        Tables,
        st.dictionaries(st.sampled_from(["art20_5", "art20_6"]), ROWS, max_size=2),
        st.dictionaries(
            st.sampled_from(list(REQUEST_ROWS)),
            st.fixed_dictionaries(dict.fromkeys(APPLICANTS, CELLS)),
            max_size=2,
        ),
        st.just({}),
    ),
    figures=st.lists(
        st.builds(ReportFigure, WORDS, VALUES, WORDS, WORDS, st.integers(0, 6), st.integers(0, 99)),
        max_size=3,
    ).map(tuple),
    uncertain=st.lists(st.builds(Uncertainty, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    signature=WORDS,
)


@given(REPORTS)
@settings(max_examples=60, deadline=None)
def test_a_report_survives_storing_as_json(report):
    assert report_from_data(json.loads(json.dumps(report_as_data(report)))) == report


def test_every_layout_survives_storing_as_json(layout):
    report = read_report_text(layout)
    assert report_from_data(json.loads(json.dumps(report_as_data(report)))) == report


def test_the_promised_keys_are_there(page):
    data = report_as_data(read_report_text(page))
    assert {"agency", "year", "edition", "title", "preface", "sections", "tables"} <= set(data)
    assert {"no", "title", "text"} <= set(data["sections"][0])
    assert {"metric", "value", "unit", "quote", "section"} <= set(data["figures"][0])
    assert data["uncertain"] == []


def test_tables_of_2021_have_one_number_where_the_table_has_one(page):
    tables = report_as_data(read_report_text(page))["tables"]
    assert tables["format"] == "2021"
    assert tables["table2"]["art20_1"]["行政规范性文件"] == {"made": 2, "repealed": 1, "valid": 9}
    assert tables["table2"]["art20_5"] == {"行政许可": 3050}
    assert tables["table2"]["art20_8"] == {"行政事业性收费_万元": 12.75}
    assert list(tables["table3"]) == list(REQUEST_ROWS)
    assert tables["table4"]["suit_after_review"]["pending"] == 3
    assert "partial" not in tables


def test_tables_of_2019_keep_signs_and_units_as_printed():
    text = """二、主动公开政府信息情况
第二十条第(一)项 | ||||
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章 | 0 | 0 | / |
第二十条第(五)项 | ||||
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
行政许可 | 8 | 增10 | 18 |
第二十条第(九)项 | ||||
信息内容 | 采购项目数量 | 采购总金额 | ||
政府集中采购 | 16 | 12.5万元 |
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | ||
"""
    tables = report_as_data(read_report_text(text))["tables"]
    assert tables["format"] == "2019"
    assert tables["blank_marker"] == "/"
    assert tables["partial"] is True
    assert tables["table2"]["art20_5"]["行政许可"] == {
        "prev_items": 8,
        "delta": 10,
        "delta_raw": "增10",
        "decisions": 18,
    }
    assert tables["table2"]["art20_9"]["政府集中采购"] == {
        "projects": 16,
        "amount_raw": "12.5万元",
        "amount_yuan": 125000,
    }
    assert tables["table3"]["new_received"]["natural"] == 1
    assert tables["table3"]["other_fee_unpaid"] is None
    assert "table4" not in tables
