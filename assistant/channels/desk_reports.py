"""Pages of the report's drafts (年报起草): the list with its calendar, and one whole draft."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.access import user_of
from assistant.channels.drafts import BASE, EDITIONS, address, hand_of, opened_draft
from assistant.channels.keys import SERVICE, Service
from assistant.channels.middleware import read_form
from assistant.channels.reports import blocks, dispute_groups, request_rows
from assistant.channels.signing_steps import history, steps_for
from assistant.errors import BadInput, NotFound
from assistant.models import report_tables as tables
from assistant.models.report import AnnualReport, Edition
from assistant.models.signing import STATE_NAMES, STEP_NAMES, ReportDraft
from assistant.reporting.calendar import deadlines, due_year, told
from assistant.reporting.checks.model import SEVERITIES
from assistant.reporting.desk import OpenDraft, open_desk
from assistant.reporting.drafting import open_new
from assistant.reporting.signing import is_frozen, is_public, state_of
from assistant.storage import report_drafts as store

routes = web.RouteTableDef()
_NUMERALS = "一二三四五六"


@routes.get("/desk/reports")
async def drafts(request: web.Request) -> web.StreamResponse:
    """Every draft by year, the calendar of the report that is due, and the form for a new one."""
    return await _list_page(request, {}, {})


@routes.post("/desk/reports")
async def open_one(request: web.Request) -> web.StreamResponse:
    """Open the draft of a year; the one that is there already where there is one."""
    typed = await read_form(request)
    service = request.app[SERVICE]
    try:
        agency = service.desk.knowledge.agency
        year, edition = typed.get("year", ""), typed.get("edition", "")
        record = await open_new(hand_of(request), agency.id, year, edition)
    except BadInput as error:
        return await _list_page(request, typed, error.fields)
    raise web.HTTPSeeOther(address(record))


async def _list_page(
    request: web.Request, typed: dict[str, str], wrong: dict[str, str]
) -> web.StreamResponse:
    service = request.app[SERVICE]
    today = date.fromisoformat(service.clock()[:10])
    year = due_year(today)
    agency = service.desk.knowledge.agency
    held = await store.drafts_of(service.db, agency.id)
    context = {
        "drafts": [await _listed(service, record) for record in held],
        "due": year,
        "started": any(record.year == year for record in held),
        "deadlines": [(one, told(one.days_left)) for one in deadlines(year, today, agency)],
        "editions": list(EDITIONS.items()),
        "values": {"year": str(year), "edition": "2021", **typed},
        "errors": wrong,
    }
    status = 422 if wrong else 200
    return aiohttp_jinja2.render_template("desk_reports.html", request, context, status=status)


async def _listed(service: Service, record: ReportDraft) -> dict[str, Any]:
    steps = await store.steps_of(service.db, record.id)
    return {
        "record": record,
        "url": address(record),
        "state": STATE_NAMES[state_of(steps)],
        "edition": EDITIONS[record.edition],
        "last": history(steps)[-1] if steps else None,
        "missing": await _missing(service, record) if not is_frozen(steps) else "",
    }


async def _missing(service: Service, record: ReportDraft) -> str:
    """What a draft still lacks before it can be signed, in words."""
    of = await service.year_of(record.year, Edition(record.edition))
    standing = (await open_desk(service.db, record, of, service.chapters)).standing
    return f"待补 {standing.gaps} 处，错误 {standing.errors} 条，没写说明的提醒 {standing.unexplained} 条"


@routes.get(r"/desk/reports/{year:\d{4}}")
async def draft_of_year(request: web.Request) -> web.StreamResponse:
    """The latest edition of a year's draft."""
    service = request.app[SERVICE]
    year = int(request.match_info["year"])
    held = await store.drafts_of(service.db, service.desk.knowledge.agency.id)
    for record in held:
        if record.year == year:
            raise web.HTTPSeeOther(address(record))
    raise NotFound(f"还没有 {year} 年度的年报草稿，请到“年报起草”页面新建。")


@routes.get(BASE)
async def whole(request: web.Request) -> web.StreamResponse:
    """The whole draft with findings beside its paragraphs, tables, and what can be done now."""
    desk = await opened_draft(request)
    return render_draft(request, desk, {})


def render_draft(
    request: web.Request, desk: OpenDraft, wrong: dict[str, str], typed: str = ""
) -> web.StreamResponse:
    """The draft's page; wrong names what stood against a step that was tried."""
    service = request.app[SERVICE]
    today = date.fromisoformat(service.clock()[:10])
    own = next(one for one in deadlines(desk.of.year, today, desk.of.agency) if one.own)
    context = page_context(desk) | {
        "due": own,
        "due_told": told(own.days_left),
        "steps": steps_for(desk, user_of(request)),
        "history": history(desk.steps),
        "errors": wrong,
        "labels": {f"reason-{kind.value}": name for kind, name in STEP_NAMES.items()},
        "typed": typed,
        "public": is_public(desk.steps),
        "saved": service.clock()[11:16] if request.query.get("saved") else "",
    }
    status = 422 if wrong else 200
    return aiohttp_jinja2.render_template("desk_draft.html", request, context, status=status)


def page_context(desk: OpenDraft) -> dict[str, Any]:
    """What the draft's pages show of it: sections, findings by paragraph, counts, tables."""
    severities = [one.finding.severity for one in desk.findings]
    return {
        "desk": desk,
        "base": address(desk.record),
        "state": STATE_NAMES[desk.state],
        "edition": EDITIONS[desk.record.edition],
        "sections": sections_of(desk),
        "findings": findings_by_place(desk),
        "severities": SEVERITIES,
        "counts": [(name, severities.count(severity)) for severity, name in SEVERITIES.items()],
        **table_context(desk),
    }


def table_context(desk: OpenDraft) -> dict[str, Any]:
    """Tables two to four of the draft for the templates of published reports."""
    return {
        "blocks": blocks(desk.shown),
        "request_rows": request_rows(desk.shown),
        "applicants": list(tables.APPLICANTS.values()),
        "dispute_groups": dispute_groups(desk.shown),
    }


def sections_of(desk: OpenDraft) -> list[dict[str, Any]]:
    """Preface and sections, each with its heading and its paragraphs on the desk."""
    titles = [(0, "引言")]
    titles += [(s.no, f"{_NUMERALS[s.no - 1]}、{s.title}") for s in desk.whole.draft.sections]
    return [
        {
            "no": no,
            "title": title,
            "paragraphs": [p for p in desk.whole.paragraphs if p.section == no],
        }
        for no, title in titles
    ]


def findings_by_place(desk: OpenDraft) -> dict[str, list[Any]]:
    """Findings by their paragraph's key; those of a table or a whole section by "#" and its number."""
    found: dict[str, list[Any]] = {}
    for one in desk.findings:
        found.setdefault(one.paragraph or f"#{one.finding.section}", []).append(one)
    return found


@routes.get(BASE + "/compare")
async def compare(request: web.Request) -> web.StreamResponse:
    """This year's and last year's text side by side, section by section."""
    desk = await opened_draft(request)
    context = page_context(desk) | {
        "last_year": desk.of.last_year,
        "before": section_texts(desk.of.last_year),
    }
    return aiohttp_jinja2.render_template("desk_compare.html", request, context)


def section_texts(report: AnnualReport | None) -> dict[int, Sequence[str]]:
    """The paragraphs of a published report by section, the preface under 0; empty without one."""
    if report is None:
        return {}
    texts = {0: report.preface} | {section.no: section.text for section in report.sections}
    return {no: [line for line in text.split("\n") if line.strip()] for no, text in texts.items()}
