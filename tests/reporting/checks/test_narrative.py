"""Narrative figures against tables, lists, shares, and what is told twice."""

from decimal import Decimal

import pytest

from assistant.ingest.reports.reader import read_report_text

OVERVIEW = "2023年，我局主动公开政府信息120条，其中政府网站80条，微信公众号40条。"
REQUESTS = "全年收到政府信息公开申请4件，上年结转1件，予以公开3件，结转下年度1件。"


@pytest.mark.parametrize(
    "text",
    [
        "全年收到政府信息公开申请6件。",
        "全年收到政府信息公开申请4件，予以公开2件。",
        "全年收到政府信息公开申请4件，结转下年度3件。",
    ],
)
def test_requests_differ_from_table_three(found, text):
    assert found((REQUESTS, text))["C-NAR1"].severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        "全年办理政府信息公开申请5件。",
        "全年收到政府信息公开申请4件，其中网络申请3件，信函申请1件。",
        "全年收到政府信息公开申请4件。2022年收到政府信息公开申请9件。",
        "全年收到政府信息公开申请4件。予以公开及部分公开的4件。",
    ],
)
def test_requests_that_fit_table_three(found, text):
    assert "C-NAR1" not in found((REQUESTS, text))


def test_reviews_differ_from_table_four(found):
    text = REQUESTS + "因政府信息公开被申请行政复议3件。"
    assert "表四为 1" in found((REQUESTS, text))["C-NAR2"].evidence


def test_reviews_that_a_bureau_hears_itself_are_not_compared(found):
    assert "C-NAR2" not in found((REQUESTS, REQUESTS + "全年审理行政复议案件35件。"))


def test_nothing_received_contradicts_a_table_with_requests(found):
    every = found((REQUESTS, "全年未收到政府信息公开申请。"))
    assert "表三为 4" in every["C-NAR3"].evidence
    assert "C-NAR1" not in every


def test_no_review_contradicts_a_table_with_one(found):
    text = REQUESTS + "未发生因政府信息公开引起的行政复议。"
    assert "表四为 1" in found((REQUESTS, text))["C-NAR3"].evidence


def test_permits_differ_from_table_two(found):
    text = OVERVIEW + "全年办结行政许可2000件。"
    assert "3050" in found((OVERVIEW, text))["C-NAR4"].evidence
    assert "C-NAR4" not in found((OVERVIEW, OVERVIEW + "全年办结行政许可3050件。"))


def test_published_permits_are_not_permits_granted(found):
    assert "C-NAR4" not in found((OVERVIEW, OVERVIEW + "公开行政许可信息2000件。"))


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("共公开信息120条，其中网站80条，公众号50条。", "error"),
        ("共公开信息120条，其中网站80条，公众号30条。", "error"),
        ("共公开信息120条(其中动态60条，公告30条，其他20条)。", "error"),
        ("共公开信息120条，其中：动态60条；公告30条；政策40条。", "error"),
        ("共公开信息120条，主要包括动态90条、公告60条等。", "warning"),
        ("公开动态60条，公告30条，政策20条，共计120条。", "warning"),
        ("主动公开信息120条，通过网站公开80条，通过公众号公开30条。", "warning"),
        ("共公开信息120条，其中动态130条。", "warning"),
        ("共公开信息120条(动态50条、公告80条)。", "error"),
        ("通过网站等平台公开信息639条，其中概况110条；动态289条；其他信息共计200条。", "error"),
        ("共公开信息148条，其中，公示100条，动态20条，收到信件1条，机构信息7条。", "error"),
        ("累计公开信息120条，在公开信息中，要闻60条；公告70条。", "error"),
        ("公开信息120条，含动态60条，公告70条。", "warning"),
    ],
)
def test_lists_that_do_not_sum_up(found, text, severity):
    assert found((OVERVIEW, text))["C-NAR5"].severity == severity


@pytest.mark.parametrize(
    "text",
    [
        "共公开信息120条，其中网站80条，公众号40条，收到申请1条。",
        "共公开信息120条，其中动态20条，公告10条。",
        "共公开信息120条，其中包括动态60条、公告30条等。",
        "共公开信息120条，其中网站80条（动态50条、公告30条），公众号40条。",
        "网站公开113条，其中动态40条，公告73条；通过公众号公开415条。",
        "收到申请9件，上年结转1件，其中网络申请5件，信函申请5件。",
        "收到申请9件，上年结转1件，其中网络申请5件，信函申请5件，发生行政复议1件。",
        "共受理2720件（其中承办2299件，重办421件），办结2680件。其中，求助2252件，咨询468件。",
        "共公开信息120条，其中网站公开80条，公众号发布29条，回复群众11件。",
        "通过公众号公开107条，主要包括动态、解读等内容；通过网站公开144条。",
        "公开信息120条，其中按渠道分：网站80条，公众号40条；按类别分：动态100条，公告20条。",
        "公开信息120条，其中网站80条、动态50条、公告30条，公众号40条。",
        "共公开信息120余条，其中网站80条，公众号30条。",
        "公开信息15条，在县政府网站发布动态38条。",
        "公开信息120条，较上年增加20条，其中网站80条，公众号40条。",
        "发布信息46期285条，其中动态200条，公告85条。",
        "共公开信息120条(动态50条、公告70条)。",
        "发布动态类信息11条，其中要闻3条、总结3条、通知5条；政策类信息4条；民生类信息8条。",
        "公开信息50条。其中机构类20条，内有领导10条、职能10条；工作类11条，其中动态6条、计划5条；政策19条。",
        "公开资金信息380条，其中专项152条，预决算197条（政府32条、部门165条）、三公经费31条。",
        "公开政府信息120条，其中规范性文件15件，清理文件10件。",
    ],
)
def test_lists_that_do(found, text):
    assert "C-NAR5" not in found((OVERVIEW, text))


@pytest.mark.parametrize(
    ("split", "told"),
    [
        ("信函申请3件、网络申请2件", True),
        ("予以公开3件、部分公开2件", True),
        ("信函申请3件、网络申请1件", False),
        ("予以公开3件，结转下年度1件", False),
        ("予以公开2件，无法提供1件，其他处理1件", False),
        ("予以公开2件，无法提供1件，申请人撤回2件", True),
    ],
)
def test_results_and_channels_make_what_came_in(found, split, told):
    text = f"全年收到政府信息公开申请4件。{split}。"
    assert ("C-NAR5" in found((REQUESTS, text))) is told


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("共受理诉求800件，其中投诉200件，占35%，咨询600件，占75%。", "warning"),
        ("共受理诉求800件，其中投诉111件，占13.8%，咨询689件，占86.1%。", "info"),
        ("共受理诉求800件，其中投诉200件，占25%，咨询600件，占75%。", None),
        ("共受理诉求800件，办结率100%。", None),
        ("获取政府信息总数400条，其中主动公开政府信息61条。主动公开的政府信息占15.3%。", None),
        ("获取政府信息总数400条，其中主动公开政府信息61条。主动公开的政府信息占13.5%。", "warning"),
    ],
)
def test_shares_are_part_by_whole(found, text, severity):
    every = found((OVERVIEW, text))
    assert (every["C-NAR6"].severity if "C-NAR6" in every else None) == severity


@pytest.mark.parametrize(("rate", "told"), [("20%", False), ("30%", True), ("19.9%", False)])
def test_growth_is_measured_against_last_years_report(good, found, rate, told):
    before = read_report_text(
        good.replace("2023年", "2022年").replace(
            "信息120条，其中政府网站80条，微信公众号40条", "信息100条"
        )
    )
    text = f"2023年，我局主动公开政府信息120条，同比增长{rate}。"
    assert ("C-NAR6" in found((OVERVIEW, text), last_year=before)) is told


def test_a_total_told_twice_and_differently_is_an_error(found):
    every = found(("维护门户网站专栏，", "全年主动公开政府信息132条。维护门户网站专栏，"))
    assert "120条" in every["C-NAR7"].evidence and "132条" in every["C-NAR7"].evidence


def test_months_and_years_are_no_contradiction(found):
    text = "12月份主动公开政府信息32条。维护门户网站专栏，"
    assert "C-NAR7" not in found(("维护门户网站专栏，", text))


def test_two_beginnings_of_one_agency_are_asked_about(found):
    text = "我局自2023年1月成立以来人手不足。我局自2023年6月运行以来，"
    assert found(("发布前逐条", text + "发布前逐条"))["C-NAR7"].severity == "warning"


def test_figures_without_a_record_are_told_only_where_the_log_is_given(found):
    logged = {"publications_total": Decimal(119), "publications_site": Decimal(80)}
    every = found(logged=logged)
    assert "台账为 119" in every["C-NAR8"].evidence
    assert "C-NAR8" not in found()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023年收取信息处理费3件，880元、1080元、270元，共计2230元。", False),
        ("2023年收取信息处理费3件，880元、1080元、270元，共计2250元。", True),
        ("2023年收取信息处理费2件，收取信息处理费0元。", True),
    ],
)
def test_fees_sum_up(found, text, told):
    assert ("C-FEE2" in found(("2023年度未收取信息处理费。", text))) is told
