"""Lexicon tables and reports as files at the desk (导出), in the form in which they load back."""

import zipfile
from pathlib import Path

from aiohttp import web

from assistant.channels.files import attachment, written
from assistant.channels.keys import SERVICE
from assistant.errors import NotFound
from assistant.ingest.writing import write_json, write_lexicon
from assistant.models.lexicon import LexiconKind, LexiconLine
from assistant.storage.lexicon import current_lines
from assistant.storage.reports import current_reports

routes = web.RouteTableDef()
_EVERY = "lexicon.zip"
_TABLES = {f"{kind.value}.tsv": kind for kind in LexiconKind}


@routes.get("/desk/lexicon/export/{file}")
async def lexicon(request: web.Request) -> web.StreamResponse:
    """One table as .tsv, or every table in a .zip: what is in use today."""
    service, file = request.app[SERVICE], request.match_info["file"]
    if file != _EVERY and file not in _TABLES:
        raise NotFound("没有这张词库表，请从词库页面里选。")
    lines = await current_lines(service.db)
    if file in _TABLES:
        lines = [line for line in lines if line.kind is _TABLES[file]]
    body = await written(file, lambda path: _write(path, lines))
    return attachment(body, f"词库-{service.clock()[:10]}-{file}")


def _write(path: Path, lines: list[LexiconLine]) -> None:
    """The tables, alone or packed; a table without lines is its header alone."""
    folder = path.parent / "tables"
    write_lexicon(folder, lines)
    tables = sorted(folder.iterdir())
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for table in tables:
                packed.write(table, table.name)
    else:
        path.write_bytes(tables[0].read_bytes() if tables else b"")


@routes.get("/desk/reports/read/reports.json")
async def reports(request: web.Request) -> web.StreamResponse:
    """Every published report as data, with what was settled of it."""
    service = request.app[SERVICE]
    held = await current_reports(service.db)
    body = await written("a.json", lambda path: write_json(path, [dict(r.document) for r in held]))
    return attachment(body, f"年度报告-{service.clock()[:10]}.json")
