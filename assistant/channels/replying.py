"""How handlers reply: JSON bodies, and errors as JSON or as a page."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import orjson
from aiohttp import web

from assistant.errors import AssistantError
from assistant.models.answer import Answer, CardField, Hit


def json_reply(data: object, status: int = 200) -> web.Response:
    """UTF-8 JSON."""
    return web.Response(
        body=orjson.dumps(data), status=status, content_type="application/json", charset="utf-8"
    )


def error_data(error: AssistantError) -> dict[str, Any]:
    """The body of every error of the API."""
    body: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.fields:
        body["fields"] = error.fields
    return {"error": body}


def hit_data(hit: Hit) -> dict[str, Any]:
    """One hit as the API shows it."""
    return {
        "code": hit.code,
        "name": hit.name,
        "department": hit.department,
        "score": hit.score,
        "why": list(hit.why),
    }


def field_data(field: CardField) -> dict[str, Any]:
    """One card field as the API shows it."""
    return asdict(field)


def answer_data(answer: Answer) -> dict[str, Any]:
    """The reply of POST /api/v1/ask."""
    item = answer.item
    return {
        "id": answer.id,
        "conversation": answer.conversation,
        "outcome": answer.outcome.value,
        "aspect": answer.aspect.value,
        "confidence": answer.confidence,
        "text": answer.text,
        "item": item and {"code": item.code, "name": item.name, "department": item.department},
        "card": [field_data(field) for field in answer.card],
        "choices": [asdict(choice) for choice in answer.choices],
        "hits": [hit_data(hit) for hit in answer.hits[:10]],
        "sources": [asdict(source) for source in answer.sources],
    }


def parameter(query: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    """A whole number of the query string, kept between low and high; default if it is none."""
    try:
        value = int(query.get(name, default))
    except ValueError:
        return default
    return min(max(value, low), high)
