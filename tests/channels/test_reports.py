"""Pages and files of published reports: lists, figures with their places, comparisons, open data."""

import csv
import io
import re
import shutil
from dataclasses import replace
from urllib.parse import unquote

import pytest

OWN = "/reports/langao-xzspj"
REPORT = """{agency}{year}年政府信息公开工作年度报告

一、总体情况
{year}年，全年共主动公开政府信息{total}条，通过微信公众号公开信息{wechat}条。全年办理12345热线工单{tickets}件。{more}

三、收到和处理政府信息公开申请情况

| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
|---|---|---|---|---|---|---|---|
| 一、本年新收政府信息公开申请数量 | {requests} | 0 | 0 | 0 | 0 | 0 | {requests} |
| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |

六、其他需要报告的事项
本年度未收取信息处理费。
"""


def write(folder, year, agency="岚皋县行政审批服务局", more="", **numbers):
    """A small report of an agency for a year, written into a folder."""
    numbers = {"total": 300, "wechat": 120, "tickets": 500, "requests": 4} | numbers
    text = REPORT.format(agency=agency, year=year, more=more, **numbers)
    (folder / f"{agency}-{year}.txt").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def years(tmp_path_factory, small_knowledge, settings_in, serve):
    """A site with our reports of 2019 to 2021 and a neighbour's; one contradicts itself."""
    folder = tmp_path_factory.mktemp("years") / "knowledge"
    shutil.copytree(small_knowledge, folder)
    reports = folder / "reports"
    write(reports, 2020, tickets=450)
    again = "\n年底再算一遍，全年共主动公开政府信息360条。全年收到政府信息公开申请9件。"
    write(reports, 2021, tickets=520, more=again)
    write(reports, 2021, agency="平安县行政审批局", tickets=90)
    settings = replace(settings_in(tmp_path_factory.mktemp("site")), knowledge_dir=folder)
    with serve(settings) as running:
        yield running


def test_agencies_are_listed_with_their_years(years):
    page = years.page("/reports").text

    assert re.findall(r"<h2>(.+?)</h2>", page) == ["岚皋县行政审批服务局", "平安县行政审批局"]
    assert re.findall(rf'href="{OWN}/(\d+)"', page) == ["2021", "2020", "2019"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("agency=平安", ["2021"]),
        ("from=2020&to=2020", ["2020"]),
        ("agency=岚皋&from=2021", ["2021"]),
        ("agency=nowhere", []),
    ],
)
def test_the_list_and_the_api_leave_out_what_is_not_asked(years, query, found):
    page = years.page(f"/reports?{query}").text
    data = years.get(f"/api/v1/reports?{query}").data

    assert re.findall(r'href="/reports/[^"/?]+/(\d+)"', page) == found
    assert [str(report["year"]) for report in data["reports"]] == found


def test_a_filter_that_finds_nothing_says_what_to_do(years):
    assert "请换几个字，或清除条件" in years.page("/reports?agency=nowhere").text


@pytest.mark.parametrize("year", [2019, 2020, 2021])
def test_every_figure_leads_to_its_words(years, year):
    page = years.page(f"{OWN}/{year}").text

    led = re.findall(r'href="#(f-\d+)"', page)
    assert len(led) == len(years.get(f"/api/v1/reports/{year}").data["figures"]) > 2
    assert [anchor for anchor in led if f'id="{anchor}"' not in page] == []


@pytest.mark.parametrize(
    "question",
    ["2020年12345办了多少件", "2020年本年新收多少申请", "2020年自然人的申请公开多少件"],
)
def test_a_source_leads_to_the_very_place_in_text_or_table(years, question):
    url = years.ask(question)["sources"][0]["url"]
    path, _, anchor = url.partition("#")

    assert anchor.startswith("f-")
    assert f'id="{anchor}"' in years.page(unquote(path)).text


def test_what_a_report_says_in_two_ways_is_shown_in_words(years):
    page = years.page(f"{OWN}/2021").text
    disputed = page[page.index('id="disputed"') :]

    assert "报告前后不一致" in disputed
    assert re.search("正文与表格不一致：正文写“.*收到政府信息公开申请9件”，表三为 4", disputed)
    assert 'id="disputed"' not in years.page(f"{OWN}/2020").text


def test_the_answer_tells_of_a_contradiction_too(years):
    text = years.ask("2021年收到多少信息公开申请")["text"]

    assert "9 件" in text
    assert "表三为 4" in text


def test_several_years_are_drawn_on_the_page_of_each(years):
    page = years.page(f"{OWN}/2021").text

    [chart] = re.findall(
        r'<svg class="chart"[^>]*aria-label="[^"]*12345热线办理工单".*?</svg>', page, re.S
    )
    assert re.findall(r'chart-label"[^>]*>(.+?)<', chart) == ["2019年", "2020年", "2021年"]
    assert re.findall(r'chart-value"[^>]*>(.+?)<', chart) == ["434 件", "450 件", "520 件"]
    assert "style=" not in page


def test_one_report_alone_has_no_earlier_years(years):
    listed = years.get("/api/v1/reports?agency=平安").data["reports"]

    assert 'id="trends"' not in years.page(listed[0]["url"]).text


def test_an_answer_over_years_has_table_and_chart(years):
    answer = years.ask("近三年12345工单有多少")

    assert [(row["year"], row["value"]) for row in answer["table"]["rows"]] == [
        (2019, 434),
        (2020, 450),
        (2021, 520),
    ]
    assert [bar["label"] for bar in answer["chart"]["bars"]] == ["2019年", "2020年", "2021年"]


def test_the_page_shows_the_table_and_chart_of_an_answer(years):
    page = years.submit("/", {"question": "近三年12345工单有多少"}).text

    assert page.count('<svg class="chart"') == 1
    assert page.count('class="figures"') == 1


def test_a_follow_up_outlives_the_service(years, serve):
    """What was asked is on disk: another process goes on from there."""
    first = years.ask("2020年12345办了多少件")

    with serve(years.settings) as restarted:
        then = restarted.ask("那2021年呢", conversation=first["conversation"])

    assert [(row["year"], row["value"]) for row in then["table"]["rows"]] == [(2021, 520)]


def test_agencies_are_compared_on_a_page_and_in_a_file(years):
    query = "metric=tickets_handled&agency=岚皋、平安&from=2020"
    page = years.page(f"/reports/compare?{query}").text
    rows = list(
        csv.DictReader(
            io.StringIO(years.get(f"/reports/compare.csv?{query}").body.decode("utf-8-sig"))
        )
    )

    assert re.findall(r'chart-value"[^>]*>(.+?)<', page) == ["450 件", "520 件", "90 件"]
    assert [(row["机关"][:3], row["年份"], row["数值"]) for row in rows] == [
        ("岚皋县", "2020", "450"),
        ("岚皋县", "2021", "520"),
        ("平安县", "2021", "90"),
    ]


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("metric=nothing", "metric", "没有“nothing”这个指标"),
        ("metric=tickets_handled&agency=月球", "agency", "没有收录“月球”的年度报告"),
        ("metric=tickets_handled&from=去年", "from", "请写四位数的年份"),
    ],
)
def test_a_wrong_choice_is_told_at_the_top_and_at_its_field(years, query, field, said):
    page = years.page(f"/reports/compare?{query}").text

    assert page.count(said) == 2
    assert f'href="#f-{field}"' in page
    assert f'id="f-{field}"' in page


def test_what_was_typed_stays_in_the_form(years):
    page = years.page("/reports/compare?metric=list_online&agency=月球&from=20x").text

    assert 'value="月球"' in page
    assert 'value="20x"' in page
    assert '<option value="list_online" selected>' in page


def test_a_file_of_nothing_is_refused_with_what_to_do(years):
    reply = years.get("/reports/compare.csv")

    assert reply.status == 400
    assert "选好指标" in reply.data["error"]["message"]


def test_open_data_has_licence_date_and_every_report(years):
    data = years.get("/open/reports.json").data

    assert data["licence"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["as_of"])
    assert [(report["agency"][:3], report["year"]) for report in data["reports"]].count(
        ("岚皋县", 2020)
    ) == 1
    assert {"figures", "tables", "url"} <= set(data["reports"][0])


def test_open_data_that_is_held_already_is_not_sent_again(years):
    first = years.get("/open/reports.json")
    again = years.get("/open/reports.json", If_None_Match=first.headers["ETag"])

    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
