"""The desk's list of publications by their real-name chain (实名签批), and the sample year."""

import asyncio
from dataclasses import replace

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.access import user_of
from assistant.channels.case_views import calendar_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.paging import page_of
from assistant.logbook.chains import chains_of
from assistant.logbook.sample import load_sample, remove_sample
from assistant.logbook.signing import sign_next
from assistant.models.activity import CHAIN, Activity
from assistant.reporting.entries import summary_of
from assistant.reporting.work_figures import MOST_DAYS, days_to_publish, missing_steps
from assistant.storage.activity import StoredActivity, briefs_of_kind, entries_numbered
from assistant.workdays import Workdays

routes = web.RouteTableDef()


@routes.get("/desk/log/publications")
async def publications(request: web.Request) -> web.StreamResponse:
    """A year's publications, those with an unfinished chain first; ?year= &page="""
    service = request.app[SERVICE]
    year = request.query.get("year", "")
    year = year if year.isdigit() and len(year) == 4 else service.clock()[:4]
    calendar, _ = await calendar_of(request)
    briefs = await briefs_of_kind(service.db, "publication", year, f"{int(year) + 1:04d}")
    # Thousands of them a year: each is judged, but only those shown are read whole.
    chains = await asyncio.to_thread(chains_of, briefs, calendar)
    page = page_of(chains.ids, request)
    stored = await entries_numbered(service.db, page.shown)
    context = {
        "year": int(year),
        "rows": [_row(one, calendar) for one in stored],
        "page": page,
        "chains": chains,
        "saved": bool(request.query.get("saved")),
    }
    return aiohttp_jinja2.render_template("publications.html", request, context)


@routes.post("/desk/log/publications/{id}/sign")
async def post_sign(request: web.Request) -> web.StreamResponse:
    """Sign the next step of the chain in one's own name."""
    service = request.app[SERVICE]
    id, who = request.match_info["id"], user_of(request).shown
    await sign_next(service.accounts, id, who)
    year = (await read_form(request)).get("year", "")
    raise web.HTTPSeeOther(f"/desk/log/publications?year={year[:4]}&saved=1")


@routes.post("/desk/log/sample")
async def post_sample(request: web.Request) -> web.StreamResponse:
    """Load the sample year: the one before this."""
    service = request.app[SERVICE]
    year = int(service.clock()[:4]) - 1
    await load_sample(service.accounts, service.knowledge_dir, year, user_of(request).shown)
    raise web.HTTPSeeOther("/desk/log?sample=1")


@routes.post("/desk/log/sample/remove")
async def post_remove(request: web.Request) -> web.StreamResponse:
    """Take the sample year out again."""
    await remove_sample(request.app[SERVICE].accounts, user_of(request).shown)
    raise web.HTTPSeeOther("/desk/log?removed=1")


def _row(stored: StoredActivity, calendar: Workdays) -> dict[str, object]:
    entry, missing = stored.entry, missing_steps(stored.entry)
    return {
        "id": stored.id,
        "day": entry.happened_on,
        "summary": summary_of(_plain(entry)),
        "quantity": entry.quantity,
        "signed": [
            (step, entry.detail[f"{key}_by"], entry.detail[f"{key}_on"])
            for key, step, _ in CHAIN
            if step not in missing
        ],
        "missing": missing,
        "late": _late(entry, calendar),
    }


def _late(entry: Activity, calendar: Workdays) -> int | None:
    """Working days to publication where they were more than allowed."""
    days = days_to_publish(entry, calendar)
    return days if days is not None and days > MOST_DAYS else None


def _plain(entry: Activity) -> Activity:
    """Without the signatures, which stand in a column of their own."""
    return replace(entry, detail={})
