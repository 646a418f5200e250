"""The same report is read the same from every layout."""

from decimal import Decimal

from assistant.ingest.reports.reader import read_report_text
from assistant.models.report import CellState, Edition


def numbers(cells):
    return [cell.value for cell in cells.values()]


def test_every_layout_gives_table_two(layout, sample):
    tables = read_report_text(layout).tables.art20
    rows = {name: numbers(cells) for block in tables.values() for name, cells in block.items()}
    assert rows == {
        name: [Decimal(number) for number in cells] for name, cells in sample.publication.items()
    }


def test_every_layout_gives_table_three(layout, sample):
    rows = read_report_text(layout).tables.requests
    assert {key: numbers(cells) for key, cells in rows.items()} == sample.requests


def test_every_layout_gives_table_four(layout, sample):
    groups = read_report_text(layout).tables.disputes
    assert [value for cells in groups.values() for value in numbers(cells)] == sample.disputes


def test_every_layout_gives_the_six_sections_without_the_tables(layout):
    sections = read_report_text(layout).sections
    assert [section.no for section in sections] == [1, 2, 3, 4, 5, 6]
    assert [section.text for section in sections[1:4]] == ["", "", ""]


def test_every_layout_gives_the_same_figures(layout):
    found = {(f.metric, f.value, f.unit) for f in read_report_text(layout).figures}
    assert found == {
        ("政府网站公开信息", 30, "条"),
        ("工作动态", 20, "条"),
        ("通知公告", 10, "条"),
        ("收到政府信息公开申请", 5, "件"),
        ("信息处理费金额", 0, "元"),
    }


def test_every_layout_gives_agency_year_and_edition(layout):
    report = read_report_text(layout)
    assert (report.agency, report.year) == ("测试县行政审批服务局", 2023)
    assert report.edition is Edition.CURRENT
    assert report.uncertain == ()


def test_wrapped_labels_keep_their_numbers():
    text = """三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量  2 0 0 0 0 0 2
二、上年结转政府信息公开申请数量  0 0 0 0 0 0 0
     （一）予以公开             1 0 0 0 0 0 1
     （二）部分公开（区分处理的，只计这一情
三、                           1 0 0 0 0 0 1
本年  形，不计其他情形）
度办  （三）不 1.属于国家秘密      0 0 0 0 0 0 0
            — 3 —
理结  予公开  2.其他法律行政法规禁
果                             0 0 0 0 0 0 0
             止公开
         （七）总计                 1 0 0 0 0 0 1
"""
    rows = read_report_text(text).tables.requests
    assert numbers(rows["partial"]) == [1, 0, 0, 0, 0, 0, 1]
    assert numbers(rows["denied_secret"]) == [0] * 7
    assert numbers(rows["denied_law"]) == [0] * 7


def test_a_row_of_pipes_may_break_its_lines():
    text = """二、主动公开政府信息情况
第二十条第(一)项 |
|||
信息内容 |
本年制发件数 |
本年废止件数 |
现行有效件数 |
规章 |
0 |
0 |
0 |
行政规范性文件 |
3 |
 |
1 |
第二十条第(五)项 |
"""
    cells = read_report_text(text).tables.art20["art20_1"]["行政规范性文件"]
    assert numbers(cells) == [3, None, 1]
    assert cells["repealed"].state is CellState.BLANK


def test_blank_cells_stay_blank():
    cell = "\n\t\u00a0"
    text = f"二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n行政许可\n\t0\n\t3663{cell}\n\n其他对外管理服务事项{cell * 3}\n"
    text = text.replace(
        "第二十条第（五）项",
        "第二十条第（一）项\n信息内容\n本年新制作数量\n本年新公开数量\n对外公开总数量\n规章"
        + cell * 3
        + "\n第二十条第（五）项",
    )
    rows = read_report_text(text).tables.art20["art20_5"]
    assert numbers(rows["行政许可"]) == [0, 3663, None]
    assert {c.state for c in rows["其他对外管理服务事项"].values()} == {CellState.BLANK}


def test_rows_without_any_cell_are_blank():
    text = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n\n二、上年结转政府信息公开申请数量\n\n（一）予以公开\n"
    rows = read_report_text(text).tables.requests
    assert {cell.state for row in rows.values() for cell in row.values()} == {CellState.BLANK}


def test_strokes_are_no_zeros():
    text = "二、主动公开政府信息情况\n第二十条第(一)项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n/\n—\n无\n"
    cells = read_report_text(text).tables.art20["art20_1"]["规章"]
    assert numbers(cells) == [None, None, None]
    states = [cell.state for cell in cells.values()]
    assert states == [CellState.SLASH, CellState.SLASH, CellState.NONE]


def test_signs_of_increase_and_units_of_money_are_read():
    text = """二、主动公开政府信息情况
第二十条第(一)项 | ||||
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章 | 0 | 0 | 0 |
第二十条第(五)项 | ||||
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |
行政许可 | 8 | 增10 | 18 |
其他对外管理服务事项 | 8 | -35 | 减2 |
第二十条第(九)项 | ||||
信息内容 | 采购项目数量 | 采购总金额 | ||
政府集中采购 | 16 | 12.5万元 |
"""
    blocks = read_report_text(text).tables.art20
    assert numbers(blocks["art20_5"]["行政许可"]) == [8, 10, 18]
    assert numbers(blocks["art20_5"]["其他对外管理服务事项"]) == [8, -35, -2]
    assert blocks["art20_9"]["政府集中采购"]["amount"].raw == "12.5万元"


def test_digits_without_an_identity_are_left_open():
    text = "二、主动公开政府信息情况第二十条第（一）项信息内容本年新制作数量本年新公开数量对外公开总数量规章000规范性文件898989第二十条第（五）项信息内容上一年项目数量本年增/减处理决定数量行政许可3960181三、收到和处理政府信息公开申请情况"
    report = read_report_text(text)
    assert numbers(report.tables.art20["art20_1"]["规范性文件"]) == [89, 89, 89]
    assert numbers(report.tables.art20["art20_5"]["行政许可"]) == [None] * 3
    assert [(u.place, u.raw) for u in report.uncertain] == [("表二 行政许可", "3960181")]


def test_two_readings_of_a_row_are_told_apart_by_the_columns():
    text = (
        "一、本年新收政府信息公开申请数量1010000011二、上年结转政府信息公开申请数量0000000"
        "（一）予以公开10 1 0 0 0 0 11（七）总计10 1 0 0 0 0 11四、结转下年度继续办理0000000"
    )
    rows = read_report_text(text).tables.requests
    assert numbers(rows["new_received"]) == [10, 1, 0, 0, 0, 0, 11]
    assert {cell.state for cell in rows["new_received"].values()} == {CellState.SOLVED}


def test_headings_of_both_editions_make_a_hybrid():
    text = """二、主动公开政府信息情况
第二十条第(一)项 | |||
信息内容 | 本年新 制作数量 | 本年新 公开数量 | 对外公开总数量 |
规章 | 0 | 0 | 0 |
第二十条第(八)项 | |||
信息内容 | 本年度收费金额(单位:万元) | ||
行政事业性收费 | 0 | ||
"""
    report = read_report_text(text)
    assert report.edition is Edition.HYBRID
    assert set(report.tables.art20["art20_8"]["行政事业性收费"]) == {"value"}


def test_the_trial_edition_has_one_row_for_other_handling():
    text = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n（六）其他处理\n1\n0\n0\n0\n0\n0\n1\n（七）总计\n1\n0\n0\n0\n0\n0\n1\n"
    report = read_report_text(text)
    assert numbers(report.tables.requests["other_misc"]) == [1, 0, 0, 0, 0, 0, 1]
    assert "other_no_supplement" not in report.tables.requests
    assert report.edition is Edition.TRIAL


def test_a_label_may_be_explained_in_brackets_and_a_row_of_its_own_be_added():
    text = """二、主动公开政府信息情况
第二十条第（一）项
信息内容
本年新制作数量
本年新公开数量
对外公开总数量
规章（由设区的市以上人民政府填写）
0
0
0
规范性文件（标题里有“规定”“办法”字样的公文，一般属于规范性文件）
34
4
47
其他主动公开文件（含以本单位名义签发的、规范性文件以外的文件）
7
8
9
第二十条第（五）项
信息内容
上一年项目数量
本年增/减
处理决定数量
行政许可
12
+3
45
"""
    tables = read_report_text(text).tables.art20
    assert numbers(tables["art20_1"]["规范性文件"]) == [34, 4, 47]
    assert numbers(tables["art20_1"]["规章"]) == [0, 0, 0]
    assert numbers(tables["art20_5"]["行政许可"]) == [12, 3, 45]


def test_the_narrative_may_speak_like_the_first_row_of_table_three(layout, sample):
    told = "本年度新收政府信息公开申请5件，上年结转政府信息公开申请1件。\n全年"
    rows = read_report_text(layout.replace("全年收到", told + "收到")).tables.requests
    assert {key: numbers(cells) for key, cells in rows.items()} == sample.requests


def test_table_two_of_one_edition_and_three_of_the_other_make_a_hybrid(page):
    old = page.replace("本年制发件数", "本年新制作数量").replace("本年废止件数", "本年新公开数量")
    old = old.replace("现行有效件数", "对外公开总数量")
    assert read_report_text(old).edition is Edition.HYBRID
