"""The check page (年报检查): report files in, what the 41 checks find in them, as page and as file."""

import asyncio
import json
from pathlib import Path

import aiohttp_jinja2
from aiohttp import web

from assistant.channels.files import attachment
from assistant.channels.keys import SERVICE
from assistant.channels.uploads import UploadedFile, read_upload
from assistant.errors import BadInput, NotFound, Refused
from assistant.ingest.reports.reader import READABLE
from assistant.reporting.checks.apart import CheckedFile, check_apart
from assistant.reporting.checks.kept import keep, kept
from assistant.reporting.checks.listing import as_data, counted, named, page_values
from assistant.reporting.checks.model import SEVERITIES
from assistant.reporting.checks.registry import CHECKS

routes = web.RouteTableDef()
HERE = "/desk/check"
MOST_FILES = 60


@routes.get(HERE)
async def form(request: web.Request) -> web.StreamResponse:
    """Where files are chosen."""
    return _form(request, "")


@routes.post(HERE)
async def post_files(request: web.Request) -> web.StreamResponse:
    """Read and check the files in a process of their own; their result is kept for a day."""
    service = request.app[SERVICE]
    upload = await read_upload(request, service.settings.max_file_mb * 1_000_000)
    try:
        paths = await asyncio.to_thread(_named, upload.files)
        every = await check_apart(paths)
    except (BadInput, Refused) as error:
        return _form(request, error.message)
    id = service.new_id()
    await asyncio.to_thread(keep, _folder(request), id, every)
    wanted = upload.fields.get("then") == "import" and len(every) == 1 and every[0].checked
    raise web.HTTPSeeOther(f"{HERE}/{id}/import/1" if wanted else f"{HERE}/{id}")


@routes.get(HERE + "/{id}")
async def result(request: web.Request) -> web.StreamResponse:
    """The findings, file by file, the gravest first."""
    context = {
        "id": request.match_info["id"],
        "every": await results_of(request),
        "severities": SEVERITIES,
        "checks": CHECKS,
        "counted": counted,
        "named": named,
    }
    return aiohttp_jinja2.render_template("check_result.html", request, context)


@routes.get(HERE + "/{id}/files/{form}")
async def download(request: web.Request) -> web.StreamResponse:
    """The findings as a page that needs no other file, or as JSON like `assistant check --json`."""
    checked = [one.checked for one in await results_of(request) if one.checked]
    form = request.match_info["form"]
    if form == "html":
        body = aiohttp_jinja2.render_string("check_findings.html", request, page_values(checked))
    elif form == "json":
        body = json.dumps([as_data(one) for one in checked], ensure_ascii=False, indent=1)
    else:
        raise NotFound("没有这种文件，可下载的有 html 和 json。")
    return attachment(body.encode(), f"年报检查结果.{form}")


async def results_of(request: web.Request) -> list[CheckedFile]:
    """The kept result that an address names; NotFound where it is gone."""
    return await asyncio.to_thread(kept, _folder(request), request.match_info["id"])


def _folder(request: web.Request) -> Path:
    return request.app[SERVICE].settings.data_dir / "report-checks"


def _form(request: web.Request, error: str) -> web.StreamResponse:
    context = {"error": error, "endings": READABLE, "most": MOST_FILES}
    status = 422 if error else 200
    return aiohttp_jinja2.render_template("check.html", request, context, status=status)


def _named(files: list[UploadedFile]) -> list[Path]:
    """The files under their own names, as the reader tells them, each in a folder of its own."""
    if not files:
        raise BadInput("还没有选择文件，请选择一份或几份年度报告。")
    if len(files) > MOST_FILES:
        raise BadInput(f"一次最多检查 {MOST_FILES} 份，请分几次选择。")
    paths = []
    for number, file in enumerate(files, start=1):
        folder = file.path.parent / f"file-{number}"
        folder.mkdir()
        bare = Path(file.name)
        paths.append(file.path.rename(folder / f"{bare.stem[:40]}{bare.suffix[:10]}"))
    return paths
