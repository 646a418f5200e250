"""Which agencies a question names: in full, in short, by place; and places without a report."""

import pytest

from assistant.answering.agencies_named import agencies_in

NAMES = {
    "own": "青川县行政审批服务局",
    "police": "青川县公安局",
    "city": "广元市人民政府",
    "town": "广元市青山镇人民政府",
    "hui": "化隆回族自治县政务服务中心",
}


@pytest.fixture
def named(report):
    """What a text names among the reports of these agencies."""
    reports = [report(2024, 1, agency=id, name=name) for id, name in NAMES.items()]
    return lambda text, places=(): agencies_in(text, reports, "own", places)


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("青川县行政审批服务局办了多少", ("own",)),
        ("青川县审批局办了多少", ("own",)),
        ("青川审批局办了多少", ("own",)),
        ("青川县公安局办了多少", ("police",)),
        ("青川县办了多少", ("own",)),
        ("广元市收到多少申请", ("city",)),
        ("广元市政府收到多少申请", ("city",)),
        ("青山镇收到多少申请", ("town",)),
        ("化隆县政务服务中心办了多少", ("hui",)),
        ("广元市和青川县谁多", ("city", "own")),
        ("我们局办了多少", ()),
        ("", ()),
    ],
)
def test_an_agency_is_known_by_its_names(named, text, agencies):
    assert named(text).agencies == agencies


def test_a_place_without_a_report_is_told(named):
    assert named("安康市收到多少申请", ("安康市",)).unknown == ("安康市",)


def test_a_place_before_an_agency_only_says_where_it_is(named):
    found = named("四川省青川县审批局办了多少", ("四川省",))

    assert (found.agencies, found.unknown) == (("own",), ())


def test_names_are_blotted_out_and_every_other_sign_keeps_its_place(named):
    text = "我局和青川县公安局谁多"

    assert named(text).rest.split() == ["和", "谁多"]
    assert named("青川县公安局谁多").rest.endswith("谁多")
