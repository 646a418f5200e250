"""Normalised metrics and their table agree."""

from assistant.ingest.reports import keys, zeros
from assistant.ingest.reports.figures import figures
from assistant.ingest.reports.keys import key_of
from assistant.models.metrics import METRICS
from assistant.models.report import Section


def test_every_key_in_use_is_in_the_table():
    used = {key for key, _, _ in keys._RULES} | {key for _, _, _, key in zeros._KINDS}
    assert used <= set(METRICS)


def test_every_metric_of_the_table_can_be_found():
    assert set(METRICS) == {key for key, _, _ in keys._RULES}


def test_every_metric_has_words_to_ask_by():
    assert all(metric.label and metric.unit and metric.asked_as for metric in METRICS.values())


def test_a_key_needs_its_unit():
    assert key_of("收取信息处理费", "元") == "fee_amount"
    assert key_of("收取信息处理费", "件") == "fee_count"
    assert key_of("满意率", "件") == ""


def test_opinions_that_came_by_the_hotline_are_not_its_tickets():
    assert key_of("12345 便民服务热线", "条") == ""
    assert key_of("12345 便民服务热线", "件") == "tickets_handled"
    assert key_of("12345热线工单", "条") == "tickets_handled"


def test_a_part_of_a_channel_is_not_the_channel():
    assert key_of("政府网站公开政府信息", "条") == "publications_site"
    assert key_of("政府网站发布机构职能信息", "条") == ""


def test_a_total_takes_the_channel_of_its_sentence():
    assert key_of("主动公开信息", "条", "某市政府网站") == "publications_site"
    assert key_of("主动公开信息", "条", "网站和微信公众号") == "publications_total"


def test_a_scope_of_several_channels_makes_a_total():
    scope = "门户网站、官方微博、微信公众号等渠道"
    assert key_of("门户网站公开信息", "条", scope) == "publications_total"
    assert key_of("政府网站发布信息", "条次", "政府网站") == "publications_site"
    account = "某政府网微信公众号"
    assert key_of("微信公众号推送信息", "条", account) == "publications_wechat"


def test_shares_and_changes_have_no_key():
    assert key_of("12345热线求助类占比", "%") == ""
    assert key_of("政府网站公开信息同比增长", "条") == ""


def test_visits_of_a_site_are_not_the_items_of_the_sentence_before():
    text = "实现最多跑一次的事项738项。\n政府网站访问量1215次。"
    found = figures("", (Section(1, "总体情况", text),))
    assert [figure.key for figure in found] == ["one_visit_items", "site_visits"]
