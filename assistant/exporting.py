"""What is stored becomes files again (导出): catalogue, lexicon, reports."""

import asyncio
from pathlib import Path

from assistant.assembly import Parts, now
from assistant.errors import BadInput
from assistant.ingest.writing import write_catalogue, write_json, write_lexicon
from assistant.storage import items as item_store
from assistant.storage import lexicon as lexicon_store
from assistant.storage import reports as report_store

EXPORTED = ("catalogue", "lexicon", "reports")


async def export(parts: Parts, kind: str, path: Path) -> int:
    """Write everything of a kind to a path; how many items, lines or reports were written.

    catalogue: .xlsx, .csv or .json, each item as it is used today and as it is planned;
    lexicon: a folder with one .tsv for each table; reports: .json. What stands at the
    path is replaced. Raises BadInput for another kind, ending or folder.
    """
    if not path.parent.is_dir():
        raise BadInput(f"文件夹 {path.parent} 不存在，请先建立。")
    if kind == "catalogue":
        stored = await item_store.items_from(parts.db, now()[:10])
        await asyncio.to_thread(write_catalogue, path, [one.item for one in stored])
        return len(stored)
    if kind == "lexicon":
        lines = await lexicon_store.current_lines(parts.db)
        write_lexicon(path, lines)
        return len(lines)
    if kind == "reports":
        if path.suffix.lower() != ".json":
            raise BadInput(f"年度报告导出为 .json，请把 {path.name} 改为以 .json 结尾。")
        reports = await report_store.current_reports(parts.db)
        write_json(path, [dict(one.document) for one in reports])
        return len(reports)
    raise BadInput(f"没有“{kind}”这一类内容，--kind 应为 {'、'.join(EXPORTED)} 之一。")
