"""The desk's import of a log file (台账导入): upload, preview, confirm, take back."""

import asyncio
import re
import shutil
import time
from pathlib import Path
from urllib.parse import quote

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.access import user_of
from assistant.channels.keys import SERVICE
from assistant.channels.middleware import read_form
from assistant.channels.uploads import UploadedFile, read_upload
from assistant.errors import AssistantError, BadInput, NotFound
from assistant.ingest.activity import template_headers
from assistant.ingest.rows import SUFFIXES
from assistant.logbook.importing import FilePreview, import_file, preview_file, undo_import
from assistant.models.activity import KIND_OF, KINDS, Activity
from assistant.reporting.entries import summary_of

routes = web.RouteTableDef()
_SHOWN = 200
_KEPT_SECONDS = 86_400
_NAME = re.compile(r"[0-9A-Z-]+__[^/\\]+")


@routes.get("/desk/log/import")
async def form(request: web.Request) -> web.StreamResponse:
    """Where a file is chosen."""
    return _form(request, "")


@routes.get("/desk/log/tables/{kind}.csv")
async def template(request: web.Request) -> web.StreamResponse:
    """An empty table for one kind, to be filled in with a spreadsheet."""
    kind = KIND_OF.get(request.match_info["kind"])
    if kind is None:
        raise NotFound("没有这一类台账，请回到导入页面重新选择。")
    text = ",".join(template_headers(kind)) + "\r\n"
    # With the mark that makes Excel read UTF-8.
    return web.Response(
        body=b"\xef\xbb\xbf" + text.encode(),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": f'attachment; filename="log-{kind.key}.csv"'},
    )


@routes.post("/desk/log/import")
async def post_file(request: web.Request) -> web.StreamResponse:
    """Keep the file for a day and lead to its preview."""
    service = request.app[SERVICE]
    upload = await read_upload(request, service.settings.max_file_mb * 1_000_000)
    if not upload.files:
        return _form(request, "请选择一个文件。")
    kept = await asyncio.to_thread(_keep, _folder(request), upload.files[0], service.new_id())
    try:
        await _preview(request, kept)
    except AssistantError as error:
        kept.unlink()
        return _form(request, error.message)
    raise web.HTTPSeeOther(f"/desk/log/import/{kept.name}")


@routes.get("/desk/log/import/{file}")
async def show_preview(request: web.Request) -> web.StreamResponse:
    """What importing the kept file would do now."""
    kept = _kept(request)
    return _page(request, kept, await _preview(request, kept))


@routes.post("/desk/log/import/{file}")
async def confirm(request: web.Request) -> web.StreamResponse:
    """Store the rows that the preview takes, in one transaction."""
    kept, service = _kept(request), request.app[SERVICE]
    who = user_of(request).shown
    done = await import_file(service.accounts, kept, _shown(kept), who, _limit(request))
    kept.unlink()
    raise web.HTTPSeeOther(f"/desk/log?imported={len(done.rows.taken)}&at={quote(done.at)}")


@routes.post("/desk/log/imports/undo")
async def undo(request: web.Request) -> web.StreamResponse:
    """Take one's own import back, whole."""
    at, who = (await read_form(request)).get("at", ""), user_of(request).shown
    undone = await undo_import(request.app[SERVICE].accounts, at, who)
    raise web.HTTPSeeOther(f"/desk/log?undone={undone}")


def _form(request: web.Request, error: str) -> web.StreamResponse:
    context = {"error": error, "suffixes": SUFFIXES, "kinds": KINDS}
    status = 422 if error else 200
    return aiohttp_jinja2.render_template("log_import.html", request, context, status=status)


def _page(request: web.Request, kept: Path, found: FilePreview) -> web.StreamResponse:
    rows = found.rows
    groups = [
        (
            "将要导入",
            [_row(number, entry) for number, entry in rows.taken[:_SHOWN]],
            len(rows.taken),
        ),
        (
            "台账里已有，不再导入",
            [_row(number, entry) for number, entry in rows.known[:_SHOWN]],
            len(rows.known),
        ),
    ]
    context = {
        "file": kept.name,
        "name": _shown(kept),
        "groups": groups,
        "refused": rows.refused[:_SHOWN],
        "refused_count": len(rows.refused),
        "taken": len(rows.taken),
        "unread": found.unread,
        "most": _SHOWN,
    }
    return aiohttp_jinja2.render_template("log_preview.html", request, context)


def _row(number: int, entry: Activity) -> dict[str, object]:
    kind = KIND_OF[entry.kind]
    quantity = f"{entry.quantity} {kind.unit}"
    return {
        "number": number,
        "day": entry.happened_on,
        "kind": kind.label,
        "summary": summary_of(entry),
        "quantity": quantity,
    }


async def _preview(request: web.Request, kept: Path) -> FilePreview:
    who = user_of(request).shown
    accounts = request.app[SERVICE].accounts
    return await preview_file(accounts, kept, _shown(kept), who, _limit(request))


def _limit(request: web.Request) -> int:
    return request.app[SERVICE].settings.max_file_mb


def _folder(request: web.Request) -> Path:
    return request.app[SERVICE].settings.data_dir / "log-imports"


def _keep(folder: Path, file: UploadedFile, id: str) -> Path:
    """Move an upload where it outlives the reply; files older than a day go."""
    if Path(file.name).suffix.lower() not in SUFFIXES:
        raise BadInput(f"请选择 {'、'.join(SUFFIXES)} 格式的文件。")
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - _KEPT_SECONDS:
            old.unlink()
    kept = folder / f"{id}__{file.name[-80:]}"
    shutil.move(file.path, kept)
    return kept


def _kept(request: web.Request) -> Path:
    name = request.match_info["file"]
    path = _folder(request) / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise NotFound("这份文件已经导入过，或超过一天已清除，请重新选择文件。")
    return path


def _shown(kept: Path) -> str:
    """The file's name as it was on the sender's machine."""
    return kept.name.partition("__")[2]
