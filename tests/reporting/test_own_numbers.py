"""Numbers typed by hand are found; what is written in digits without being a figure is not."""

import pytest

from assistant.models.draft import Chip
from assistant.reporting.own_numbers import advice, numbers_typed, unvouched


@pytest.mark.parametrize(
    ("stored", "numbers"),
    [
        ("全年公开107条，{{publications_total}}。", ("107条",)),
        ("共 1,234 件，占99.5%，收费2万元。", ("1,234件", "99.5%", "2万元")),
        ("回应 14万余 条", ("14万余条",)),
        ("召开会议3次，3次都有记录", ("3次",)),
    ],
)
def test_numbers_are_found_with_their_unit_once_each(stored, numbers):
    assert numbers_typed(stored) == numbers


@pytest.mark.parametrize(
    "stored",
    [
        "2026年1月1日至12月31日，2026年度的工作",
        "国办公开办函〔2021〕30号，条例第50条，第711号令",
        "依托12345热线，电话0839-1234567，邮编：628100，人民路8号",
        "【待补：3 项措施（由办公室填写）】{{publications_total}}",
        "（1）加强培训\n2.细化目录\n3、专人负责",
        "725400",
        "邮箱 office2020@example.org",
        "网址 www.example.org/2026/1.html",
    ],
)
def test_days_documents_numbering_and_contacts_are_no_figures(stored):
    assert numbers_typed(stored) == ()


def test_a_number_that_stood_there_before_needs_no_voucher_again():
    assert unvouched("开会3次，培训5次。", "本年开会3次。") == ("5次",)


def test_advice_names_the_figure_that_has_the_same_value():
    chips = [Chip("publications_total", "107条"), Chip("wechat", "107条"), Chip("permits", "9件")]
    label = {"publications_total": "主动公开政府信息", "wechat": "微信公众号", "permits": "许可"}

    told = advice(("107条", "12次"), chips, label)

    assert "“107条”台账里有，请写成〔主动公开政府信息〕或〔微信公众号〕" in told
    assert "“12次”台账里没有" in told
