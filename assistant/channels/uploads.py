"""Forms with files (上传): streamed to the disk, so that they may be larger than memory allows."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from aiohttp import BodyPartReader, web

from assistant.channels.access import check_desk_token
from assistant.errors import BadInput, TooLarge

_CHUNK = 256 * 1024
_MOST_FIELD_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """One file of a form: its name on the sender's machine, and where it lies until the reply."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Upload:
    """What a form with files held; fields without the token, files that were left out missing."""

    fields: dict[str, str]
    files: list[UploadedFile]


async def read_upload(request: web.Request, most_bytes: int) -> Upload:
    """The fields and files of a form; its route must stand in `access.UPLOADS`.

    The files are gone once the reply is sent: what is to stay must be moved. Raises TooLarge
    where the files have more bytes together, BadInput for a form that cannot be read or that
    came from elsewhere.
    """
    if request.content_type != "multipart/form-data":
        raise BadInput("请用页面上的表单选择文件后再提交。")
    folder = Path(tempfile.mkdtemp(prefix="assistant-"))
    request.setdefault("upload_folders", []).append(folder)
    fields: dict[str, str] = {}
    files: list[UploadedFile] = []
    left = {"files": most_bytes, "fields": _MOST_FIELD_BYTES}
    try:
        parts = await request.multipart()
        while (part := await parts.next()) is not None:
            if not isinstance(part, BodyPartReader):
                raise BadInput("表单内容无法识别，请刷新页面后重新填写。")
            if part.filename is None:
                fields[part.name or ""] = await _text(part, left)
            elif part.filename:
                path = folder / str(len(files))
                await _save(part, path, left, most_bytes)
                files.append(UploadedFile(_bare(part.filename), path))
    except (ValueError, LookupError, AssertionError) as error:
        raise BadInput("表单内容无法识别，请刷新页面后重新填写。") from error
    check_desk_token(request, fields.pop("token", ""))
    return Upload(fields, files)


async def _save(part: BodyPartReader, path: Path, left: dict[str, int], most: int) -> None:
    with await asyncio.to_thread(path.open, "wb") as file:
        while chunk := await part.read_chunk(_CHUNK):
            left["files"] -= len(chunk)
            if left["files"] < 0:
                raise TooLarge(f"文件超过 {most // 1_000_000} MB，请拆成几个文件分别上传。")
            await asyncio.to_thread(file.write, chunk)


async def _text(part: BodyPartReader, left: dict[str, int]) -> str:
    held = b""
    while chunk := await part.read_chunk(_CHUNK):
        left["fields"] -= len(chunk)
        if left["fields"] < 0:
            raise TooLarge("填写的文字过多，请缩短后再提交。")
        held += chunk
    return held.decode("utf-8")


def _bare(name: str) -> str:
    """A file's name without folders, as either kind of machine writes them."""
    return PureWindowsPath(PurePosixPath(name).name).name[:200]
