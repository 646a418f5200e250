"""Entries of the log from typed fields."""

from datetime import date

import pytest

from assistant.errors import BadInput
from assistant.models.activity import Activity
from assistant.reporting.entries import entry_from, summary_of

TODAY = date(2026, 11, 22)
REQUEST = {"happened_on": "2026-03-01", "applicant": "natural", "quantity": "1"}


def refused(kind: str, typed: dict[str, str]) -> dict[str, str]:
    with pytest.raises(BadInput) as caught:
        entry_from(kind, typed, TODAY)
    return caught.value.fields


def test_typed_fields_become_an_entry():
    typed = {"happened_on": "2026-03-01", "title": " 条例培训 ", "people": "30", "quantity": "2"}
    assert entry_from("training", typed, TODAY, "wang") == Activity(
        "training", "2026-03-01", 2, title="条例培训", detail={"people": "30"}, recorded_by="wang"
    )


def test_a_correction_names_the_entry_that_it_replaces():
    typed = {"happened_on": "2026-03-01", "quantity": "1", "replaces": "260301-ABC"}
    assert entry_from("permit", typed, TODAY).replaces == "260301-ABC"


def test_an_unknown_kind_is_told_the_kinds_there_are():
    with pytest.raises(BadInput, match="publication（信息公开发布）"):
        entry_from("party", {}, TODAY)


def test_every_wrong_field_is_named():
    typed = {"happened_on": "2026-13-01", "channel": "smoke", "quantity": "0", "mood": "good"}
    assert set(refused("publication", typed)) == {
        "happened_on",
        "channel",
        "category",
        "quantity",
        "mood",
    }


@pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "²", "１", "100000001", "9" * 5000])
def test_a_quantity_is_a_whole_number_from_one(quantity):
    assert set(refused("permit", {"happened_on": "2026-03-01", "quantity": quantity})) == {
        "quantity"
    }


@pytest.mark.parametrize("day", ["20260301", "2026-W10-1", "2026-3-1", "2026-02-30", "2026-11-23"])
def test_a_day_is_written_one_way_and_not_ahead(day):
    assert set(refused("permit", {"happened_on": day, "quantity": "1"})) == {"happened_on"}


def test_only_a_due_date_may_lie_ahead():
    typed = {"happened_on": "2026-11-22", "title": "培训", "owner": "主任", "due": "2027-03-31"}
    assert entry_from("measure", typed, TODAY).detail["due"] == "2027-03-31"


def test_a_title_has_a_limit():
    typed = {"happened_on": "2026-03-01", "quantity": "1", "title": "长" * 501}
    assert set(refused("permit", typed)) == {"title"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"result": "granted"}, "closed_on"),
        ({"closed_on": "2026-03-20"}, "result"),
        ({"result": "granted", "closed_on": "2026-02-20"}, "closed_on"),
    ],
)
def test_a_result_and_its_day_go_together(more, field):
    assert set(refused("request", REQUEST | more)) == {field}


def test_an_answered_request_keeps_applicant_result_and_day():
    entry = entry_from("request", REQUEST | {"result": "granted", "closed_on": "2026-03-01"}, TODAY)
    assert entry.detail == {"applicant": "natural", "result": "granted", "closed_on": "2026-03-01"}


def test_an_entry_is_told_in_the_words_of_its_form():
    entry = Activity("publication", "2026-03-01", 2, "site", "工作动态", "开放日")
    assert summary_of(entry) == "政府网站，工作动态，开放日"


def test_a_number_and_a_day_are_told_with_what_they_are():
    told = {"found": "5", "fixed": "0"}
    entry = Activity("inspection", "2026-03-01", 1, "", "自查", "半年自查", told)
    assert summary_of(entry) == "自查，发现问题数 5，已整改数 0，半年自查"
    due = {"owner": "办公室主任", "due": "2026-06-25"}
    measure = Activity("measure", "2026-03-01", 1, title="配备专人", detail=due)
    assert summary_of(measure) == "办公室主任，完成日期 2026-06-25，配备专人"


PUBLISHED = {
    "happened_on": "2026-03-05",
    "channel": "site",
    "category": "通知公告",
    "quantity": "1",
}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"drafted_by": "周某"}, "drafted_on"),
        ({"reviewed_on": "2026-03-01"}, "reviewed_by"),
        ({"arose_on": "2026-03-06"}, "arose_on"),
    ],
)
def test_a_step_of_the_chain_has_a_name_and_a_day(more, field):
    assert set(refused("publication", PUBLISHED | more)) == {field}


def test_a_total_may_be_nothing_but_a_deed_may_not():
    total = {"happened_on": "2026-03-01", "category": "valid", "quantity": "0"}
    assert entry_from("document", total, TODAY).quantity == 0
    assert set(refused("permit", {"happened_on": "2026-03-01", "quantity": "0"})) == {"quantity"}
