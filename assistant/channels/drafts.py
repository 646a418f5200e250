"""What the pages of a report's draft share: which draft is meant, whose hand it is, its address."""

from collections.abc import Mapping

from aiohttp import web

from assistant.channels.access import user_of
from assistant.channels.keys import SERVICE
from assistant.errors import NotFound
from assistant.models.report import Edition
from assistant.models.signing import ReportDraft
from assistant.reporting.desk import OpenDraft, open_desk
from assistant.reporting.drafting import Hand
from assistant.storage import report_drafts as store

BASE = r"/desk/reports/{year:\d{4}}/{edition:2019|2021}"
"""Route of one draft, to which the routes of its pages are added."""

EDITIONS: Mapping[str, str] = {
    Edition.CURRENT.value: "2021 年版（国办公开办函〔2021〕30号，2021 年度起）",
    Edition.TRIAL.value: "2019 年版（国办公开办函〔2019〕60号，2019、2020 年度）",
}
"""Editions that can be drafted, and what they are called."""


def hand_of(request: web.Request) -> Hand:
    """The signed-in person with what is needed to store a deed."""
    service = request.app[SERVICE]
    return Hand(service.db, user_of(request), service.clock(), service.new_id)


def address(record: ReportDraft) -> str:
    """Path of a draft's page."""
    return f"/desk/reports/{record.year}/{record.edition}"


async def draft_of(request: web.Request) -> ReportDraft:
    """The draft that the address names; NotFound with where to begin where there is none."""
    service = request.app[SERVICE]
    year, edition = int(request.match_info["year"]), request.match_info["edition"]
    agency = service.desk.knowledge.agency
    record = await store.find_draft(service.db, agency.id, year, edition)
    if record is None:
        raise NotFound(f"还没有 {year} 年度的年报草稿，请到“年报起草”页面新建。")
    return record


async def opened_draft(request: web.Request) -> OpenDraft:
    """The draft that the address names, as it stands now."""
    service = request.app[SERVICE]
    record = await draft_of(request)
    of = await service.year_of(record.year, Edition(record.edition))
    return await open_desk(service.db, record, of, service.chapters)
