"""An item is offered from its first day to its end, unless it is withdrawn."""

import pytest

from assistant.models.item import ServiceItem
from assistant.models.validity import effect_day, offered_on, state_of

DAY = "2026-11-22"


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({}, "open"),
        ({"status": "在用"}, "open"),
        ({"valid_from": "2026-11-22"}, "open"),
        ({"valid_from": "2026-11-23"}, "coming"),
        ({"valid_to": "2026-11-23"}, "open"),
        ({"valid_to": "2026-11-22"}, "ended"),
        ({"status": "取消"}, "withdrawn"),
        ({"status": "已废止", "valid_to": "2026-01-01"}, "withdrawn"),
        ({"status": "取消", "valid_to": "2026-12-01"}, "open"),
        ({"status": "暂停"}, "suspended"),
        ({"status": "停止使用"}, "suspended"),
    ],
)
def test_how_an_item_stands_follows_from_state_and_days(given: dict[str, str], state: str) -> None:
    item = ServiceItem(code="1", name="开饭馆", region_code="610925", **given)

    assert state_of(item, DAY) == state
    assert offered_on(item, DAY) is (state == "open")


@pytest.mark.parametrize(
    ("first_day", "effect"), [("", DAY), ("2020-01-01", DAY), ("2027-01-01", "2027-01-01")]
)
def test_a_version_takes_effect_today_or_on_its_first_day(first_day: str, effect: str) -> None:
    item = ServiceItem(code="1", name="开饭馆", region_code="610925", valid_from=first_day)

    assert effect_day(item, DAY) == effect
