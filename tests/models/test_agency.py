"""Which agency an installation belongs to."""

import pytest

from assistant.models.agency import Agency, own_of

REGION = "610925"
OWN = Agency("m-own", "本县审批局", "审批局", REGION, "本县")
ELSEWHERE = Agency("a-far", "邻县审批局", "审批局", "610924", "邻县")
FROM_A_REPORT = Agency("a-report", "本县公安局", "公安局", REGION, "")


@pytest.mark.parametrize(
    ("every", "own"),
    [
        ([], None),
        ([ELSEWHERE], None),
        ([ELSEWHERE, OWN], OWN),
        ([FROM_A_REPORT, OWN], OWN),
        ([FROM_A_REPORT], FROM_A_REPORT),
        ([OWN, Agency("z", "另一局", "另一局", REGION, "本县")], OWN),
    ],
)
def test_the_own_agency_is_the_regions_and_one_known_only_from_a_report_comes_last(
    every: list[Agency], own: Agency | None
) -> None:
    assert own_of(every, REGION) == own
