"""Figures of the narrative: what is counted, how much, and what is no figure."""

from decimal import Decimal

import pytest

from assistant.ingest.reports.figures import figures
from assistant.models.metrics import METRICS
from assistant.models.report import Section


def read(text: str):
    return figures("", (Section(1, "总体情况", text),))


def told(text: str) -> list[tuple[str, str]]:
    return [(f.metric, f"{f.value.normalize():f}{f.unit}") for f in read(text)]


def keys(text: str) -> dict[str, int]:
    return {f.key: int(f.value) for f in read(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，我局共公开政府信息120条。", [("公开政府信息", "120条")]),
        ("全年召开政务公开推进会议3 次。", [("召开政务公开推进会议", "3次")]),
        ("今年共发布380条财政资金信息。", [("发布财政资金信息", "380条")]),
        ("配备4名专职政务公开引导员。", [("配备专职政务公开引导员", "4名")]),
        ("对全部174项行政许可进行公开。", [("行政许可公开", "174项")]),
        ("市级836项审批服务事项进驻大厅。", [("市级审批服务事项", "836项")]),
        ("将8大类34项公共服务事项下沉办理。", [("公共服务事项下沉办理", "34项")]),
        ("共收到申请2件，办结2件。", [("收到申请", "2件"), ("办结申请", "2件")]),
        (
            "群众等候时间由42分钟缩至19分钟。",
            [("群众等候时间(改前)", "42分钟"), ("群众等候时间(改后)", "19分钟")],
        ),
    ],
)
def test_the_counted_thing_stands_before_or_behind_the_number(text, expected):
    assert told(text) == expected


def test_a_list_shares_nothing_but_its_commas():
    text = "其中机构职能类信息25条，政策、规范性文件类信息68条、债券发行4条。"
    assert told(text) == [
        ("机构职能类信息", "25条"),
        ("政策、规范性文件类信息", "68条"),
        ("债券发行", "4条"),
    ]


def test_a_pair_of_counts_shares_its_words():
    assert told("微信公众号发布信息46期285条。") == [
        ("微信公众号发布信息期数", "46期"),
        ("微信公众号发布信息", "285条"),
    ]
    assert told("对229大项539小项审批事项实施改革。") == [
        ("审批事项实施改革大项", "229项"),
        ("审批事项实施改革小项", "539项"),
    ]


def test_a_long_list_is_named_by_what_it_lists():
    text = "及时发布领导分工、部门预决算、建议提案办理结果等累计41篇。"
    assert told(text) == [("发布信息", "41篇")]


def test_a_number_in_brackets_belongs_to_the_words_before():
    text = "申请渠道以信函申请为主（11件），网络申请6件。"
    assert told(text) == [("信函申请", "11件"), ("网络申请", "6件")]


def test_a_bracket_without_a_number_does_not_part_the_clause():
    text = "通过政务服务网、信用平台（山东某地）等途径发布许可结果9条。"
    assert read(text)[0].scope == "政务服务网、信用平台等途径"
    assert told("年度报告（2024年度）1条，决算（2023年度）1条。") == [
        ("年度报告", "1条"),
        ("决算", "1条"),
    ]


def test_a_hotline_names_all_its_figures():
    text = "12345市民服务热线共受理2720件（其中承办单2299件），日均受理7.5件，办结2680件。其中求助类2252件，占82.8%。"
    assert told(text) == [
        ("12345热线受理", "2720件"),
        ("12345热线承办单", "2299件"),
        ("12345热线日均受理", "7.5件"),
        ("12345热线办结", "2680件"),
        ("12345热线求助类", "2252件"),
        ("12345热线求助类占比", "82.8%"),
    ]


def test_the_next_sentence_leaves_the_hotline():
    text = "12345热线办理工单434件。大厅完成采购项目7个，成交金额481.8万元。"
    assert told(text)[1:] == [("完成采购项目", "7个"), ("采购项目成交金额", "481.8万元")]


def test_a_mailbox_names_what_was_done_with_its_letters():
    text = "受理政府网站“市长信箱”33件，办结32件。"
    assert told(text) == [("市长信箱受理", "33件"), ("市长信箱办结", "32件")]


def test_a_channel_is_scope_and_part_of_the_metric():
    figure = read("通过某县人民政府门户网站主动公开信息88条。")[0]
    assert figure.metric == "某县人民政府门户网站主动公开信息"
    assert figure.scope == "某县人民政府门户网站"


def test_rates_are_named_as_rates():
    text = "发布事项1479项，其中马上办比例81.12%，一次办100%，就近办75.89%。"
    assert told(text)[1:] == [
        ("马上办比例", "81.12%"),
        ("一次办比例", "100%"),
        ("就近办比例", "75.89%"),
    ]
    assert told("全文电子化达100%。") == [("全文电子化率", "100%")]
    assert told("主动公开的政府信息占15.4%。") == [("主动公开的政府信息占比", "15.4%")]


def test_a_change_is_told_from_what_changed():
    text = "通过政府网站公开信息267条，同比增长3.89%。"
    change = read(text)[1]
    assert (change.metric, change.comparison) == ("政府网站公开信息同比增长", "同比")
    assert change.key == ""


def test_large_numbers_are_scaled_and_qualified():
    visits = read("门户网站点击量258万余次。")[0]
    assert (visits.value, visits.unit, visits.qualifier) == (Decimal(2_580_000), "次", "余")
    assert told("中标价格40.04亿元。") == [("中标价格", "40.04亿元")]
    assert told("粉丝量124.8万，总阅读量96.6万。") == [
        ("粉丝量", "1248000人"),
        ("总阅读量", "966000次"),
    ]
    assert told("公开信息12,345条。") == [("公开信息", "12345条")]


def test_counts_in_chinese_numerals_are_read_behind_a_deed():
    assert told("2023年度街道收到政府信息公开申请一件，已办理完毕。") == [
        ("收到政府信息公开申请", "1件")
    ]
    assert told("全年召开专题会议十二次。") == [("召开专题会议", "12次")]
    assert told("严格落实三审三校，坚持一次办好。") == []


@pytest.mark.parametrize(
    "text",
    [
        "根据《条例》（国务院令第711号）第五十条和国办公开办函〔2021〕30号编制。",
        "统计期限自2022年1月1日起至12月31日止。",
        "地址：康乐街46号242室，邮编：350400，电话：0356-5221239。",
        "拨打12345热线咨询，提供24小时自助服务。",
        "在20个工作日内答复，等候不超过30分钟以内。",
        "从3个方面、5个环节入手，每月1次例会，第3期简报排名第1位。",
        "印发《稳经济30条措施》，推进“1+5+N”工作。",
        "学习贯彻党的二十大和二十届三中全会精神。",
        "2023年1-12月，1.健全机制。2.完善制度。",
        "通过3分局试点。",
    ],
)
def test_these_numbers_are_no_figures(text):
    assert told(text) == []


def test_a_total_named_again_is_not_counted_twice():
    text = "主动公开政府信息61条。在主动公开的61条政府信息中，减税降费5条。"
    assert told(text) == [("主动公开政府信息", "61条"), ("减税降费", "5条")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2023年我局未收到政府信息公开申请。", "requests_received"),
        ("我镇没有收到依申请公开政府信息的申请。", "requests_received"),
        ("本年度未收取信息处理费。", "fee_amount"),
        ("2024年，无收取信息处理费情况。", "fee_amount"),
    ],
)
def test_nothing_received_is_a_zero(text, key):
    assert keys(text) == {key: 0}


def test_neither_review_nor_suit_are_two_zeros():
    text = "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。"
    assert keys(text) == {"reviews": 0, "lawsuits": 0}


def test_a_suit_that_did_not_occur_says_nothing_of_requests():
    text = "收到1件政府信息公开申请，未发生因政府信息公开申请被提起行政诉讼情况。"
    assert keys(text) == {"requests_received": 1, "lawsuits": 0}


def test_a_printed_zero_stands_for_the_words():
    text = "未收到群众信息公开申请，受理依申请公开0件。"
    assert told(text) == [("受理依申请公开", "0件")]


@pytest.mark.parametrize("text", ["没有发生群众投诉。", "无行政处罚及行政事业性收费职能。", "无。"])
def test_other_absences_are_no_figures(text):
    assert told(text) == []


def test_quotes_stand_where_they_say():
    text = "总述。\n2023年，共公开信息30条，其中通知公告 10 条；配备2名引导员，微信发布46期285条，未收到信息公开申请。"
    found = read(text)
    assert len(found) == 6
    for figure in found:
        assert text[figure.offset :].startswith(figure.quote)
        assert figure.quote


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("共公开政府信息217条。", "publications_total"),
        ("通过政府网站公开信息144条。", "publications_site"),
        ("“醉美某镇”微信公众号发布信息198条。", "publications_wechat"),
        ("通过政务微博公开信息13条。", "publications_weibo"),
        ("通过其他渠道公开政府信息88条。", "publications_other"),
        ("依托门户网站和微信公众号共主动公开政府信息1017条。", "publications_total"),
        ("“马上办”清单事项108项。", "list_immediate"),
        ("“网上办”清单事项597项。", "list_online"),
        ("“就近办”清单事项60项。", "list_nearby"),
        ("“一次办”清单事项601项。", "list_once"),
        ("实现最多跑一次事项601项。", "one_visit_items"),
        ("共办结行政许可事项24518件。", "permits_handled"),
        ("12345便民服务热线共办理群众诉求工单434件。", "tickets_handled"),
        ("12345热线受理2720件。", "tickets_received"),
        ("12345热线按期回复率100%。", "tickets_on_time_rate"),
        ("结果满意率94.52%。", "satisfaction_rate"),
        ("共收到政府信息公开申请数量10件。", "requests_received"),
        ("答复依申请公开7件。", "requests_answered"),
        ("开展业务培训2次。", "trainings"),
        ("培训工作人员120人次。", "trained_people"),
        ("发布政策解读8篇。", "interpretations"),
        ("收取信息处理费共计400元。", "fee_amount"),
        ("引发行政复议2件。", "reviews"),
        ("制定规范性文件3件。", "documents_made"),
        ("通过政府网站发布工作动态27条。", "news"),
        ("开展互动活动42场次。", ""),
    ],
)
def test_figures_have_the_key_of_their_metric(text, key):
    assert [f.key for f in read(text)] == [key]
    assert key == "" or key in METRICS


def test_the_preface_is_section_zero():
    found = figures("我局共公开信息5条。", (Section(1, "总体情况", "召开会议2次。"),))
    assert [(f.section, f.value) for f in found] == [(0, 5), (1, 2)]


def test_what_came_from_the_year_before_is_no_carry_forward():
    text = "收到申请9件，上年结转1件，全年办结8件（含2022年结转的2件），结转下年办理2件。"
    found = read(text)
    assert [f.metric for f in found[1:4]] == ["上年结转", "办结申请", "上年结转"]
    assert [f.key for f in found if "结转" in f.metric] == [
        "requests_carried_over",
        "requests_carried_over",
        "requests_carried_forward",
    ]


def test_the_means_may_stand_in_the_clause_before():
    found = read("2023年，通过政府门户网站，主动公开政府信息63条，其中组织机构类信息16条。")[0]
    assert (found.metric, found.key) == ("政府门户网站主动公开政府信息", "publications_site")
    assert found.scope == "政府门户网站"


def test_who_published_is_not_what_was_published():
    text = "二是全县26家单位通过政务新媒体账号公开信息5994条。"
    assert [f.scope for f in read(text)] == ["", "政务新媒体账号"]
    assert told(text)[1] == ("政务新媒体账号公开信息", "5994条")


def test_a_channel_named_alone_counts_what_it_published():
    text = "全平台发布政务信息932条，其中官方微博211条，官方公众号623条；全年参加新闻发布会4场。"
    assert keys(text)["publications_weibo"] == 211
    assert keys(text)["publications_wechat"] == 623
    assert read(text)[-1].scope == ""


def test_what_is_said_of_all_the_requests_is_no_new_figure():
    text = "全年受理依申请公开5件，其中规划类3件、其他类2件。5件申请均按期答复。"
    assert [value for _, value in told(text)] == ["5件", "3件", "2件"]


def test_a_bracket_in_a_list_leaves_no_rest():
    assert told("发布（某政发、某政办发）等政策文件89条。") == [("发布政策文件", "89条")]


def test_what_goes_on_to_the_next_year_is_carried_forward():
    text = "全年受理政府信息公开申请86件，办理完成78件，余8件转2023年度办理。"
    assert keys(text)["requests_carried_forward"] == 8
    assert keys("新受理申请17件，转下一年办理0件。")["requests_carried_forward"] == 0


def test_every_result_of_a_dispute_has_its_name():
    text = "被行政复议5宗，其中2宗维持原答复，1宗结果纠正，1宗其他结果，1宗尚未审结。"
    assert [name for name, _ in told(text)][2:] == ["结果纠正", "其他结果", "尚未审结"]


def test_a_share_of_what_was_answered_is_that_of_its_result():
    text = "已答复59件，其中“予以公开”3件，占已答复件数的5.1%；“部分公开”36件，占61%。"
    assert [n for n, v in told(text) if v.endswith("%")] == ["予以公开占比", "部分公开占比"]


def test_a_hotline_in_a_list_does_not_name_its_neighbours():
    text = "办理12345政务服务热线8391件、人大代表建议123件、政协提案151件。"
    assert [name for name, _ in told(text)][1:] == ["人大代表建议", "政协提案"]
    assert keys(text)["tickets_handled"] == 8391


def test_titles_before_a_number_are_not_what_it_counts():
    text = "对《某地登记办法》《某地管理规定》等政策文件和95项地方标准征求意见。"
    assert told(text)[0][0].startswith("地方标准")


def test_changes_against_the_year_before_have_no_key():
    found = read("新收到依申请公开事项47件，较上一年度增加42件，较上年度上升261%。")
    assert [f.key for f in found] == ["requests_received", "", ""]
    assert found[2].metric.endswith("较上年度上升")


def test_the_way_of_an_application_is_what_is_counted():
    assert told("收到申请8件，其中通过网络申请6件。")[1] == ("网络申请", "6件")


def test_a_change_against_a_named_year_is_a_comparison():
    found = read("2022年收到2起政府信息公开申请，比2021年增加2起。")[1]
    assert (found.comparison, found.key) == ("比2021年", "")


def test_the_noun_of_the_number_before_is_no_part_of_the_next():
    text = "发布行政执法类17245条信息、行政许可类信息22549条信息。"
    assert told(text)[1] == ("行政许可类信息", "22549条")


def test_an_example_before_a_number_is_not_what_it_counts():
    text = "新制作了《某办法的通知》（某发〔2021〕1号）等8件规范性文件。"
    assert told(text) == [("新制作规范性文件", "8件")]


def test_a_title_right_before_a_number_gives_way_to_the_noun_behind_it():
    assert told("制定印发了《某管理办法》1件规范性文件。") == [("制定印发规范性文件", "1件")]
    assert told("参加《百姓问政》1期，")[0][0].endswith("百姓问政")


def test_figures_that_differ_only_in_their_note_are_both_told():
    text = "不予公开（属于内部事务信息）1件，不予公开（属于过程性信息）1件。"
    assert len(told(text)) == 2


def test_a_long_name_leaves_its_channel_to_the_scope():
    account = "“云上某乡风景独好”“茶山重楼之乡某某”"
    found = read(f"通过乡级微信公众号{account}发布政府通知公告34条。")[0]
    assert found.metric == "发布政府通知公告" and "微信公众号" in found.scope


def test_no_request_and_no_review_in_other_words():
    text = "2023年未收到群众要求公开政府信息的申请，无就政府信息公开提出复议、诉讼的情况。"
    assert keys(text) == {"requests_received": 0, "reviews": 0, "lawsuits": 0}


def test_no_charge_of_any_kind_is_a_fee_of_nothing():
    assert keys("未对公众依申请公开政府信息收取任何费用。") == {"fee_amount": 0}
