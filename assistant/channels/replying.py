"""How handlers reply: JSON bodies, and errors as JSON or as a page."""

from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web

from assistant.errors import AssistantError
from assistant.models.answer import Answer


def json_reply(data: object, status: int = 200) -> web.Response:
    """UTF-8 JSON; bytes are such already."""
    body = data if isinstance(data, bytes) else orjson.dumps(data)
    return web.Response(body=body, status=status, content_type="application/json", charset="utf-8")


def error_data(error: AssistantError) -> dict[str, Any]:
    """The body of every error of the API."""
    body: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.fields:
        body["fields"] = error.fields
    return {"error": body}


def answer_body(answer: Answer) -> bytes:
    """The reply of POST /api/v1/ask as JSON; of an answer given again only its number is written."""
    if not answer.written.body:
        answer.written.body = orjson.dumps(_told(answer))
    numbered = orjson.dumps({"id": answer.id, "conversation": answer.conversation})
    return numbered[:-1] + b"," + answer.written.body[1:]


def _told(answer: Answer) -> dict[str, Any]:
    """All of an answer but its number, for orjson, which writes frozen values by their fields."""
    item = answer.item
    return {
        "outcome": answer.outcome.value,
        "aspect": answer.aspect.value,
        "confidence": answer.confidence,
        "text": answer.text,
        "item": item and {"code": item.code, "name": item.name, "department": item.department},
        "card": answer.card,
        "choices": answer.choices,
        "hits": answer.hits[:10],
        "sources": answer.sources,
        "table": answer.table,
        "chart": answer.chart,
    }


def parameter(query: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    """A whole number of the query string, kept between low and high; default if it is none."""
    try:
        value = int(query.get(name, default))
    except ValueError:
        return default
    return min(max(value, low), high)


def local_path(path: str, other: str) -> str:
    """A path on this site that it is safe to lead to; the other one for any that is not."""
    # Browsers read a backslash as a slash, and leave out tabs: /<tab>/other.example leads away.
    local = path.startswith("/") and not path.startswith("//")
    return path if local and "\\" not in path and path.isprintable() else other
