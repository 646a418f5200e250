"""The draft: sections, sentences, gaps, comparisons."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from assistant.models.activity import Activity
from assistant.models.log_words import CATEGORIES, CHANNELS, REQUEST_RESULTS
from assistant.models.report_tables import SECTION_TITLES
from assistant.reporting.catalogue_counts import CatalogueCounts
from assistant.reporting.draft import draft
from assistant.reporting.keys import APPLICANT_KEYS, TICKET_KEYS
from assistant.reporting.markdown import written_out
from assistant.reporting.telling import said
from assistant.reporting.year import report_year

CHAPTERS = Path(__file__).resolve().parents[2] / "templates" / "report"
CATALOGUE = CatalogueCounts(700, 108, 597, 60, 601, 602)
THEMES = ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"]


@pytest.fixture
def write(agency, chapters, log):
    """The draft for 2026 from entries."""

    def written(*entries, last=None, catalogue=CATALOGUE, by=agency):
        year = report_year(by, 2026, log(*entries), catalogue, last)
        return written_out(draft(year, chapters))

    return written


def gaps_in(text: str) -> list[str]:
    return re.findall("【待补：[^】]*】", text)


def section(text: str, no: int) -> str:
    """The text under a heading of the second level."""
    return text.split("\n## ")[no].split("\n", 1)[1]


def theme(text: str, name: str) -> str:
    """The text under a heading of section one."""
    return section(text, 1).split(f"）{name}\n", 1)[1].split("\n### ")[0].strip()


def request(received="2026-02-01", result="", closed="", who="natural", n=1):
    detail = {"applicant": who, "result": result, "closed_on": closed}
    return Activity("request", received, n, detail={k: v for k, v in detail.items() if v})


def full_year(n: int) -> list[Activity]:
    """An entry of everything that the log can hold, each of quantity n."""
    tickets = [category for category in TICKET_KEYS if category != "未分类"]
    return [
        *(Activity("publication", "2026-03-01", n, channel, "其他") for channel in CHANNELS),
        *(Activity("publication", "2026-03-01", n, "site", category) for category, _ in CATEGORIES),
        *(Activity(kind, "2026-03-01", n) for kind in ("permit", "penalty", "coercion", "charge")),
        *(
            Activity("ticket", "2026-03-01", n, category=category, detail={"on_time": on_time})
            for category in tickets
            for on_time in "01"
        ),
        *(request(who=who, n=n) for who in APPLICANT_KEYS),
        *(
            request("2025-12-01", result, "2026-02-01", n=n)
            for result, _ in REQUEST_RESULTS
            if result
        ),
        *(
            Activity("dispute", "2026-03-01", n, category=category, detail={"result": "upheld"})
            for category in ("review", "suit_direct", "suit_after_review")
        ),
        *(
            Activity("document", "2026-03-01", n, category=category)
            for category in ("made", "repealed", "valid")
        ),
        Activity("training", "2026-03-01", n, title="培训", detail={"people": str(n)}),
    ]


def test_the_draft_has_title_preface_and_six_sections_in_order(write):
    text = write(*full_year(3))
    assert text.startswith("# 青川县行政审批服务局2026年政府信息公开工作年度报告\n\n本报告")
    headings = re.findall(r"^## (.+)$", text, re.M)
    assert headings == [f"{'一二三四五六'[no - 1]}、{t}" for no, t in SECTION_TITLES.items()]
    assert re.findall(r"^### （.）(.+)$", text, re.M) == THEMES


def test_the_preface_gives_basis_parts_period_and_contact(write):
    preface = write(*full_year(3)).split("\n## ")[0]
    for words in (
        "《中华人民共和国政府信息公开条例》",
        "第五十条",
        "国办公开办函〔2021〕30号",
        "六个部分",
        "2026年1月1日至2026年12月31日",
        "地址：人民路8号；邮编：628100；电话：0839-0000000；电子邮箱：office@example.org",
        "www.example.org",
    ):
        assert words in preface
    assert not gaps_in(preface)


def test_missing_contacts_are_gaps(write, agency):
    text = write(by=replace(agency, phone="", website=""))
    preface = text.split("\n## ")[0]
    assert [g for g in gaps_in(preface) if "电话" in g] == ["【待补：联系电话（由办公室填写）】"]
    assert any("网址" in g for g in gaps_in(preface))
    assert "人民路8号" in preface


def test_sample_contacts_are_gaps_not_facts(write, agency):
    preface = write(by=replace(agency, sample=True)).split("\n## ")[0]
    assert "人民路8号" not in preface
    assert "www.example.org" not in preface
    assert len(gaps_in(preface)) == 5


@pytest.mark.parametrize("n", [1, 9_999])
def test_section_one_stays_within_a_thousand_characters(write, last_report, n):
    keys = ("publications_total", "permits_handled", "tickets_handled", "requests_received")
    last = last_report(*((key, str(2 * n), "条" if "pub" in key else "件") for key in keys))
    overview = section(write(*full_year(n), last=last), 1)
    assert "较上年" in overview
    assert len(re.sub(r"[\s#]", "", overview)) <= 1000


def test_of_many_categories_the_largest_are_told_and_the_list_says_so(write):
    entries = [
        Activity("publication", "2026-03-01", n, "site", category)
        for n, (category, _) in enumerate(CATEGORIES, 1)
    ]
    told = theme(write(*entries), "主动公开")
    assert "按内容类别分，实践创新8条、意见征集9条" in told
    assert "其他13条等。" in told
    assert "财政预决算" not in told


def test_an_empty_log_is_said_to_be_empty(write):
    assert "本年度台账没有任何记录" in section(write(), 1)
    assert "本年度台账没有任何记录" not in write(Activity("permit", "2026-02-01"))
    assert "本年度台账没有任何记录" in write(Activity("permit", "2025-02-01"))


def test_every_gap_says_who_fills_it(write):
    gaps = gaps_in(write())
    assert len(gaps) >= 6
    assert all(re.fullmatch(r"【待补：[^（】]+（由[^（）】]+填写）】", g) for g in gaps), gaps


def test_publications_are_told_in_total_by_channel_and_by_category(write):
    text = write(
        Activity("publication", "2026-01-01", 144, "site", "工作动态"),
        Activity("publication", "2026-12-31", 107, "wechat", "政策解读"),
    )
    told = theme(text, "主动公开")
    assert told.startswith("全年主动公开政府信息251条。")
    assert "从公开渠道看，通过政府网站公开信息144条、通过微信公众号公开信息107条。" in told
    assert "按内容类别分，工作动态144条、政策解读107条。" in told
    assert "政府信息主要通过政府网站、微信公众号发布。" in theme(text, "政府信息公开平台建设")


def test_without_publications_there_is_a_gap_and_no_sentence(write):
    told = theme(write(Activity("permit", "2026-02-01")), "主动公开")
    assert "全年主动公开政府信息" not in re.sub("【.*?】", "", told)
    assert "请在台账中补记（由信息公开专员填写）" in told


def test_sentences_appear_only_where_their_figure_exists(write):
    text = write(catalogue=CatalogueCounts())
    for words in ("办理行政许可", "工单", "清单事项", "最多跑一次", "事业性收费", "参加培训"):
        assert words not in section(text, 1)


def test_lists_and_visits_are_told_from_the_catalogue(write):
    told = theme(write(), "主动公开")
    assert "“马上办”清单事项108项，“网上办”清单事项597项" in told
    assert "“就近办”清单事项60项，“一次办”清单事项601项" in told
    assert "实现最多跑一次的事项602项。" in told


def test_requests_are_told_with_applicants_results_and_carry_over(write):
    told = theme(
        write(
            request("2025-12-20", "granted", "2026-01-05"),
            request("2026-02-01", "denied_query", "2026-02-20", "company"),
            request("2026-12-20", who="natural"),
        ),
        "依申请公开",
    )
    assert told == (
        "全年收到政府信息公开申请2件。按申请人类别分，自然人1件、商业企业1件。"
        "上年结转政府信息公开申请1件。"
        "全年办结政府信息公开申请2件，从办理结果看，予以公开1件、不予公开1件。"
        "结转下年度继续办理1件。"
        "本年未因政府信息公开被申请行政复议、被提起行政诉讼。"
    )


def test_no_request_and_no_dispute_are_said(write):
    assert theme(write(), "依申请公开") == (
        "全年未收到政府信息公开申请。本年未因政府信息公开被申请行政复议、被提起行政诉讼。"
    )


def test_a_dispute_is_told_even_where_the_other_kind_is_none(write):
    review = Activity("dispute", "2026-02-01", category="review", detail={"result": "upheld"})
    assert "被申请行政复议1件，被提起行政诉讼0件。" in theme(write(review), "依申请公开")


def test_documents_in_force_are_a_gap_where_only_changes_are_logged(write):
    made = Activity("document", "2026-03-01", 2, category="made")
    told = theme(write(made), "政府信息管理")
    assert "制发行政规范性文件2件，废止0件。" in told
    assert "【待补：年末现行有效的行政规范性文件总数" in told
    total = Activity("document", "2026-12-31", 9, category="valid")
    assert "年末现行有效的行政规范性文件9件。" in theme(write(made, total), "政府信息管理")


def test_tickets_and_their_rate_are_told(write):
    told = theme(
        write(
            Activity("ticket", "2026-02-01", 430, category="咨询", detail={"on_time": "1"}),
            Activity("ticket", "2026-02-01", 4, category="投诉", detail={"on_time": "0"}),
        ),
        "政府信息公开平台建设",
    )
    assert "依托12345热线回应群众诉求，本年度办理工单434件。" in told
    assert "按诉求类型分，咨询430件、投诉4件。工单按期回复率99.1%。" in told


@pytest.mark.parametrize(
    ("last", "words"),
    [("100", "，较上年增长8%。"), ("120", "，较上年下降10%。"), ("108", "，与上年持平。"),
     ("0", "，较上年增加108件（上年为零）。")],
)  # fmt: skip
def test_permits_are_compared_with_the_year_before(write, last_report, last, words):
    report = last_report(("permits_handled", last, "件"))
    told = theme(write(Activity("permit", "2026-02-01", 108), last=report), "主动公开")
    assert f"全年办理行政许可108件{words}" in told


def test_without_last_years_figure_nothing_is_compared(write, last_report):
    for last in (None, last_report(), last_report(("permits_handled", "5", "件"), year=2024)):
        assert "上年" not in theme(write(*full_year(3), last=last), "主动公开")


def test_section_five_pairs_problem_and_measure(write):
    text = section(
        write(
            Activity(
                "problem",
                "2026-11-01",
                title="政策解读形式单一。",
                detail={"evidence": "图解不足两成"},
            ),
            Activity("problem", "2026-11-01", title="专栏更新慢"),
            Activity(
                "measure",
                "2026-11-02",
                title="丰富政策解读形式",
                detail={"owner": "政策科科长", "due": "2027-06-30"},
            ),
        ),
        5,
    )
    assert (
        "一是政策解读形式单一。依据是图解不足两成。"
        "针对这一问题，将丰富政策解读形式，由政策科科长负责，于2027年6月30日前完成。"
    ) in text
    assert "二是专栏更新慢。【待补：这个问题所依据的数字或事例" in text
    assert "【待补：针对这个问题的改进措施、责任人和完成日期（由分管负责人填写）】" in text


@pytest.mark.parametrize(("count", "gap"), [(0, True), (1, True), (2, False)])
def test_fewer_than_two_problems_are_a_gap(write, count, gap):
    problems = [Activity("problem", "2026-11-01", title=f"问题{n}") for n in range(count)]
    assert ("【待补：存在的主要问题及对应的改进措施" in section(write(*problems), 5)) is gap


def test_a_measure_without_owner_or_date_leaves_gaps(write):
    text = section(
        write(
            Activity("problem", "2026-11-01", title="慢"),
            Activity("measure", "2026-11-01", title="快"),
        ),
        5,
    )
    assert "由【待补：责任人（由信息公开专员填写）】负责，【待补：完成日期" in text


def test_last_years_measures_are_followed_up_by_their_owners(write, last_report):
    detail = {"owner": "李科长", "due": "2026-06-30"}
    old = Activity("measure", "2025-12-01", title="更新专栏", detail=detail)
    text = section(write(old, last=last_report()), 5)
    assert "一是更新专栏：【待补：这项措施的落实结果和成效（由李科长填写）】" in text
    assert "上年度报告所列问题的整改结果" not in text


def test_a_known_report_of_last_year_asks_for_its_follow_up(write, last_report):
    asked = "【待补：上年度报告所列问题的整改结果"
    assert asked in section(write(last=last_report()), 5)
    assert asked not in section(write(), 5)


def test_section_six_states_the_fees(write):
    assert section(write(), 6).strip().startswith("全年未收取政府信息公开信息处理费。")
    fee = Activity("charge", "2026-05-01", 880, title="信息处理费")
    assert "收取政府信息公开信息处理费2件，金额共1760元。" in section(write(fee, fee), 6)


@pytest.mark.parametrize("chapter", sorted(CHAPTERS.rglob("*.md.j2")), ids=lambda path: path.name)
def test_no_digits_are_typed_into_chapters(chapter):
    source = re.sub(r'{% include ".+?" %}', "", chapter.read_text("utf-8"))
    assert not re.findall(r"\d", source)


def test_there_are_chapters_to_check():
    assert len(list(CHAPTERS.rglob("*.md.j2"))) == 17


def test_a_chapter_cannot_name_a_figure_that_does_not_exist(agency, chapters, log):
    year = report_year(agency, 2026, log(), CATALOGUE, None)
    without = {key: f for key, f in year.figures.items() if key != "trainings"}
    with pytest.raises(UndefinedError, match="trainings"):
        draft(replace(year, figures=without), chapters)


def test_a_figure_that_is_not_known_cannot_be_said(agency, log):
    year = report_year(agency, 2026, log(), CatalogueCounts(), None)
    with pytest.raises(ValueError, match="list_once"):
        said(year.figures["list_once"])


def test_the_same_year_gives_the_same_draft(write):
    assert write(*full_year(7)) == write(*full_year(7))
