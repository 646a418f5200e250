"""The agency (机关) that owns items, places and reports, and its region."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency's profile (机关简介): who answers here, and where to find it.

    region_code is the official division code: 6 digits for a county, 9 or 12 below.
    licence says on what terms the open data may be used. review_body (复议机关) and court
    (管辖法院) stand in replies to disclosure requests. report_due is month and day (01-20)
    by which the report is wanted here, where that is before 31 January, and
    report_due_source who wants it.
    sample marks values that a county must replace before use (示例).
    """

    id: str
    name: str
    short_name: str
    region_code: str
    region_name: str
    hotline: str = "12345"
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    website: str = ""
    wechat: str = ""
    review_body: str = ""
    court: str = ""
    report_due: str = ""
    report_due_source: str = ""
    sample: bool = False
    licence: str = "可以免费复制、传播和使用，请注明来源机关和数据日期。"


def own_of(every: Sequence[Agency], region: str) -> Agency | None:
    """The agency of an installation's region, or None; one known only from a report comes last."""
    here = [agency for agency in every if agency.region_code == region]
    return min(here, key=lambda agency: not agency.region_name, default=None)
