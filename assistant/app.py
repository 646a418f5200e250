"""The web application: everything opened at start and closed at the end."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator

import aiohttp_jinja2
import jinja2
import structlog
from aiohttp import web

from assistant.accounts.office import Office
from assistant.assembly import Parts, built_in, new_desk, new_id, now, opened
from assistant.catalogue.shelf import Shelf
from assistant.channels import (
    account,
    accounts,
    api,
    audit,
    console,
    desk_bulk,
    desk_catalogue,
    desk_check,
    desk_edit,
    desk_edits,
    desk_export,
    desk_figures,
    desk_gaps,
    desk_home,
    desk_import,
    desk_item,
    desk_item_words,
    desk_learning,
    desk_lexicon,
    desk_log,
    desk_merge,
    desk_paragraphs,
    desk_places,
    desk_reports,
    desk_rollup,
    desk_settling,
    desk_signing,
    desk_status,
    desk_why,
    disclosure,
    feedback,
    health,
    log_chain,
    log_import,
    open_data,
    pages,
    report_compare,
    report_files,
    report_import,
    reports,
    sign_in,
)
from assistant.channels.access import access, desk_context
from assistant.channels.keys import SERVICE, Service, new_gauges
from assistant.channels.middleware import (
    asking_limit,
    common_context,
    errors,
    headers,
    through_proxies,
)
from assistant.config import Settings
from assistant.garbage import as_before, give_back, look_through, undisturbed
from assistant.loading import load_starter
from assistant.preparing import take_over
from assistant.replaying import Replays
from assistant.reporting.html import pages_in
from assistant.storage import knowledge as knowledge_store
from assistant.storage import popularity
from assistant.storage.answers import AnswerLog
from assistant.year import chapters
from assistant.years import Years

log = structlog.get_logger()
_LOOK_AGAIN_SECONDS = 0.15
_MOST_BODY_BYTES = 1_000_000
_ROOMS = (
    api,
    health,
    open_data,
    pages,
    feedback,
    report_compare,
    reports,
    console,
    sign_in,
    desk_home,
    account,
    accounts,
    audit,
    desk_import,
    desk_log,
    disclosure,
    log_chain,
    log_import,
    desk_export,
    desk_settling,
    desk_reports,
    desk_rollup,
    desk_paragraphs,
    desk_gaps,
    desk_figures,
    desk_signing,
    report_files,
    desk_check,
    report_import,
    desk_catalogue,
    # Before the pages of one item: /desk/catalogue/new is no item's code.
    desk_edit,
    desk_item,
    desk_status,
    # Before the pages of one place: /desk/places/values is no place.
    desk_bulk,
    desk_merge,
    desk_places,
    desk_learning,
    desk_lexicon,
    desk_item_words,
    desk_edits,
    desk_why,
)


def create_app(settings: Settings) -> web.Application:
    """The whole service as one aiohttp application."""
    app = web.Application(
        middlewares=[
            headers,
            errors,
            # The client's address comes before what judges by it: signing in and the limit.
            through_proxies(settings.proxies()),
            access,
            asking_limit(settings.rate_limit),
        ],
        client_max_size=_MOST_BODY_BYTES,
    )
    aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader(built_in("templates") / "web"),
        context_processors=[common_context, desk_context],
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for room in _ROOMS:
        app.add_routes(room.routes)
    app.router.add_static("/static", built_in("templates") / "static")
    app[pages.TURNS] = OrderedDict()
    app[open_data.KEPT] = {}
    app.cleanup_ctx.append(lambda app: _serving(app, settings))
    return app


async def _serving(app: web.Application, settings: Settings) -> AsyncIterator[None]:
    if await asyncio.to_thread(take_over, settings):
        log.info("starter", prepared=True)
    async with opened(settings) as parts:
        # Nearly all that a start makes stays: looking for garbage meanwhile takes 0.2 s.
        with undisturbed():
            for loaded in await load_starter(parts):
                told = {"added": loaded.added, "refused": len(loaded.refused)}
                log.info("starter", file=loaded.file, **told)
            await popularity.take_up(parts.db)
            knowledge = await parts.knowledge()
        # What reading it took besides, some 40 MB, is not needed again.
        await asyncio.to_thread(give_back)
        answer_log = AnswerLog(parts.db)
        replays = Replays(settings, parts.db, now, new_id)
        app[SERVICE] = Service(
            settings=settings,
            db=parts.db,
            desk=new_desk(parts, knowledge, answer_log, now),
            gauges=new_gauges(),
            clock=now,
            new_id=new_id,
            log_working=lambda: answer_log.working,
            index_size=parts.index.document_count,
            shelf=Shelf(parts.kept),
            beside=replays,
            accounts=Office(parts.db, now, new_id),
            knowledge_dir=parts.knowledge_dir,
            year_of=Years(parts).of,
            chapters=chapters(),
            report_pages=pages_in(built_in("templates")),
        )
        await replays.take_up()
        watching = asyncio.create_task(_watch(app[SERVICE], parts))
        yield
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await replays.close()
        await answer_log.close()
    as_before()


async def _watch(service: Service, parts: Parts) -> None:
    """Take up changed knowledge, whoever changed it: this process, or a command beside it."""
    day, seen = service.clock()[:10], (0, "")
    while True:
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        try:
            if service.clock()[:10] != day:
                day = service.clock()[:10]
                await popularity.take_up(parts.db)
                look_through()
            version = await knowledge_store.version(parts.db)
            # At midnight as well: versions that were planned take effect, others end.
            if (version, day) != seen:
                # Before as well: what the change itself needed is free by now.
                await asyncio.to_thread(give_back)
                with undisturbed():
                    await _take_up(service, parts, version, day)
                await asyncio.to_thread(give_back)
                seen = version, day
        except Exception as error:
            # The old knowledge goes on answering; the next look tries again.
            log.error("knowledge_not_taken_up", kind=type(error).__name__)


async def _take_up(service: Service, parts: Parts, version: int, day: str) -> None:
    known = service.desk.knowledge
    if (version, day) != (known.version, known.day):
        service.desk.knowledge = await parts.knowledge(day)
        log.info("knowledge", version=version)
    # The desk's first page after a change would wait for it otherwise.
    await service.shelf.view(parts.db, day)
