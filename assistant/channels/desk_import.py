"""Importing a catalogue at the desk (目录导入): a file in, its preview, confirmed or taken back."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from assistant.catalogue.apart import Job, read_apart
from assistant.catalogue.importing import (
    Importer,
    confirm,
    drop,
    found,
    keep_preview,
    undo,
    undo_item,
)
from assistant.channels.access import user_of
from assistant.channels.desk_item import names_of
from assistant.channels.files import attachment, written
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.paging import page_of
from assistant.channels.replying import parameter
from assistant.channels.uploads import UploadedFile, read_upload
from assistant.errors import BadInput
from assistant.ingest.catalogue import REASON
from assistant.ingest.rows import SUFFIXES
from assistant.ingest.writing import write_catalogue, write_table
from assistant.models.importing import DONE, OUTCOMES, STATES, CatalogueImport, PreviewRow
from assistant.storage import imports
from assistant.storage.brought import BroughtCode, brought_codes
from assistant.storage.items import items_from, save_agency

routes = web.RouteTableDef()
_HERE = "/desk/catalogue/import"
_PAGE = 50
_LATEST = 50
_NOTES = {
    "anew": "目录在预览之后有了变动，已按现在的目录重新比较。请再看一遍，然后确认。",
    "done": "已导入，几秒钟后群众就能问到。",
    "dropped": "没有导入，目录没有变动。",
    "undone": "已撤销，事项已恢复为导入前的内容。",
    "item": "这个事项已撤销，恢复为导入前的内容；其余的不变。",
}


@routes.get(_HERE)
async def form(request: web.Request) -> web.StreamResponse:
    """The form for a file, and the latest imports."""
    return await _start(request, {})


@routes.post(_HERE)
async def post_file(request: web.Request) -> web.StreamResponse:
    """Preview a file; one that cannot be read is told beside the field."""
    service = request.app[SERVICE]
    upload = await read_upload(request, service.settings.max_file_mb * 1_000_000)
    if not upload.files:
        return await _start(request, {"file": "还没有选择文件，请选择一个表格。"})
    given = upload.files[0]
    if Path(given.name).suffix.lower() not in SUFFIXES:
        return await _start(request, {"file": f"请选择 {'、'.join(SUFFIXES)} 格式的文件。"})
    by = _importer(request)
    path = await asyncio.to_thread(_named, given)
    limit, agency = service.settings.max_file_mb, by.agency
    database = service.settings.sqlite_path()
    job = Job(path, given.name, agency.region_code, agency.id, limit, database, by.today)
    preview = await read_apart(job)
    if preview.unreadable:
        return await _start(request, {"file": preview.unreadable})
    one = await keep_preview(by, preview)
    raise web.HTTPSeeOther(f"{_HERE}/{one.id}")


def _named(file: UploadedFile) -> Path:
    """The file under its own name, as its reader tells it; cut where a disk allows no more."""
    bare = Path(file.name)
    return file.path.rename(file.path.with_name(f"{bare.stem[:40]}{bare.suffix}"))


@routes.get(_HERE + "/{id}")
async def preview(request: web.Request) -> web.StreamResponse:
    """The preview: counts, columns, and the rows of one outcome."""
    return await _preview(request, "")


@routes.post(_HERE + "/{id}")
async def post_decision(request: web.Request) -> web.StreamResponse:
    """Import what was previewed, or let go of it."""
    by, id = _importer(request), request.match_info["id"]
    if (await read_form(request)).get("decision") == "drop":
        await drop(by, id)
        raise web.HTTPSeeOther(f"{_HERE}/{id}?note=dropped")
    await save_agency(by.db, by.agency)
    note = "done" if await confirm(by, id) else "anew"
    raise web.HTTPSeeOther(f"{_HERE}/{id}?note={note}")


@routes.post(_HERE + "/{id}/undo")
async def post_undo(request: web.Request) -> web.StreamResponse:
    """Take an import back, or one of its items.

    Where items were changed since, the page offers to take back the others.
    """
    by, id = _importer(request), request.match_info["id"]
    form = await read_form(request)
    note = "item" if form.get("code") else "undone"
    try:
        if form.get("code"):
            await undo_item(by, id, form["code"])
        else:
            await undo(by, id, form.get("rest") == "1")
    except BadInput as error:
        return await _preview(request, error.message)
    raise web.HTTPSeeOther(f"{_HERE}/{id}?note={note}")


@routes.get(_HERE + "/{id}/refused.xlsx")
async def refused(request: web.Request) -> web.StreamResponse:
    """Only the refused rows, with the reason in a column; the file can be loaded again."""
    service = request.app[SERVICE]
    one = await found(service.db, request.match_info["id"])
    rows = await imports.rows_of(service.db, one.id, "refused")
    headers = list(dict.fromkeys(h for row in rows for h in row.detail["cells"]))
    table = [[*(row.detail["cells"].get(h, "") for h in headers), _reason(row)] for row in rows]
    body = await written("a.xlsx", lambda path: write_table(path, [*headers, REASON], table))
    return attachment(body, f"未导入的行-{Path(one.file).stem}.xlsx")


@routes.get("/desk/catalogue/export/{file}")
async def export(request: web.Request) -> web.StreamResponse:
    """The whole catalogue as a file that can be loaded again."""
    service = request.app[SERVICE]
    file = request.match_info["file"]
    stored = await items_from(service.db, service.clock()[:10])
    body = await written(file, lambda path: write_catalogue(path, [one.item for one in stored]))
    return attachment(body, f"事项目录-{service.clock()[:10]}{Path(file).suffix}")


def _importer(request: web.Request) -> Importer:
    service = request.app[SERVICE]
    agency = service.desk.knowledge.agency
    return Importer(service.db, agency, user_of(request).name, service.clock(), service.new_id)


async def _start(request: web.Request, errors: dict[str, str]) -> web.StreamResponse:
    service = request.app[SERVICE]
    context = {
        "errors": errors,
        "endings": ",".join(SUFFIXES),
        "most": service.settings.max_file_mb,
        "imports": await imports.latest(service.db, _LATEST),
        "states": STATES,
        "names": await names_of(service.db),
    }
    status = 422 if errors else 200
    return aiohttp_jinja2.render_template("desk_import.html", request, context, status=status)


async def _preview(request: web.Request, error: str) -> web.StreamResponse:
    service = request.app[SERVICE]
    one = await found(service.db, request.match_info["id"])
    kept = one.state == "waiting"
    shown = request.query.get("show", "")
    if shown not in OUTCOMES:
        shown = next((outcome for outcome in OUTCOMES if one.counts[outcome]), "added")
    if not kept:
        shown = "refused"
    pages = max(1, -(-one.counts[shown] // _PAGE))
    page = parameter(request.query, "page", 1, 1, pages)
    rows = await imports.rows_of(service.db, one.id, shown, _PAGE, (page - 1) * _PAGE)
    context: dict[str, Any] = {
        "one": one,
        "rows": [replace(row, detail={**row.detail, "wrong": _wrong(row)}) for row in rows],
        "shown": shown,
        "outcomes": OUTCOMES,
        "states": STATES,
        "page": page,
        "pages": pages,
        "brought": page_of(await _brought(request, one), request),
        "note": _NOTES.get(request.query.get("note", ""), ""),
        "error": error,
        "names": await names_of(service.db),
    }
    status = 422 if error else 200
    return aiohttp_jinja2.render_template(
        "desk_import_preview.html", request, context, status=status
    )


async def _brought(request: web.Request, one: CatalogueImport) -> list[BroughtCode]:
    """The items of an import that was made."""
    return await brought_codes(request.app[SERVICE].db, one.id) if one.state == DONE else []


def _wrong(row: PreviewRow) -> list[tuple[str, str, str]]:
    """Every wrong cell of a refused row: column, what stands there, why it is wrong."""
    detail = row.detail
    if "reason" not in detail:
        return []
    first = (detail["column"], detail["value"], detail["reason"])
    return [first, *map(tuple, detail.get("also", ()))]


def _reason(row: PreviewRow) -> str:
    told = (f"{column}：{why}" if column else why for column, _, why in _wrong(row))
    return "\n".join(told)
