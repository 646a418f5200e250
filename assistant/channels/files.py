"""Files that are made for one reply (下载): written beside the event loop, sent as attachments."""

import asyncio
import mimetypes
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from aiohttp import web


async def written(name: str, write: Callable[[Path], None]) -> bytes:
    """The content of a file of this name that a function writes, in a thread."""

    def work() -> bytes:
        with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
            path = Path(folder) / name
            write(path)
            return path.read_bytes()

    return await asyncio.to_thread(work)


def attachment(body: bytes, name: str) -> web.Response:
    """A reply that browsers keep as a file of this name, Chinese or not."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    told = f"attachment; filename*=UTF-8''{quote(name)}"
    return web.Response(body=body, content_type=kind, headers={"Content-Disposition": told})
