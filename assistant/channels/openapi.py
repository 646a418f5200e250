"""The description of the API (接口说明) for /openapi.json."""

from typing import Any

from pydantic.json_schema import models_json_schema

from assistant import __version__
from assistant.channels.api import AskBody

_TEXT = {"type": "string"}
_NUMBER = {"type": "number"}
_NUMBER_OR_NONE = {"type": ["number", "null"]}


def _object(**properties: object) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: object) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_SCHEMAS: dict[str, Any] = {
    "Error": _object(error={**_object(code=_TEXT, message=_TEXT), "additionalProperties": True}),
    "Hit": _object(code=_TEXT, name=_TEXT, department=_TEXT, score=_NUMBER, why=_list(_TEXT)),
    "CardField": _object(
        field=_TEXT,
        label=_TEXT,
        value=_TEXT,
        source=_TEXT,
        as_of=_TEXT,
        missing={"type": "boolean"},
        sample={"type": "boolean"},
    ),
    "Answer": _object(
        id=_TEXT,
        conversation=_TEXT,
        outcome=_TEXT,
        aspect=_TEXT,
        confidence=_NUMBER,
        text=_TEXT,
        item={"oneOf": [{"type": "null"}, _object(code=_TEXT, name=_TEXT, department=_TEXT)]},
        card=_list(_ref("CardField")),
        choices=_list(_object(code=_TEXT, name=_TEXT, hint=_TEXT)),
        hits=_list(_ref("Hit")),
        sources=_list(_object(title=_TEXT, url=_TEXT, as_of=_TEXT)),
        table={"oneOf": [{"type": "null"}, _ref("FigureTable")]},
        chart={"oneOf": [{"type": "null"}, _ref("Chart")]},
    ),
    "FigureTable": _object(caption=_TEXT, rows=_list(_ref("FigureRow"))),
    "FigureRow": _object(
        agency_id=_TEXT,
        agency=_TEXT,
        year={"type": "integer"},
        metric=_TEXT,
        label=_TEXT,
        value=_NUMBER_OR_NONE,
        unit=_TEXT,
        shown=_TEXT,
        quote=_TEXT,
        place=_TEXT,
        url=_TEXT,
        as_of=_TEXT,
        base=_NUMBER_OR_NONE,
        notes=_list(_TEXT),
    ),
    "Chart": _object(
        title=_TEXT,
        unit=_TEXT,
        bars=_list(_object(label=_TEXT, value=_NUMBER, shown=_TEXT)),
    ),
    "Items": _object(total={"type": "integer"}, hits=_list(_ref("Hit"))),
    "Anything": {"type": "object"},
}


def _reply(schema: str, *errors: int) -> dict[str, Any]:
    replies = {"200": _content(schema, "成功")}
    for status in errors:
        replies[str(status)] = _content("Error", "未成功，message 说明怎么办")
    return replies


def _content(schema: str, meaning: str) -> dict[str, Any]:
    return {"description": meaning, "content": {"application/json": {"schema": _ref(schema)}}}


def _query(name: str, meaning: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": meaning, "schema": _TEXT}


def _path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _TEXT}


def _get(summary: str, schema: str, parameters: list[Any] | None = None, *errors: int) -> Any:
    return {
        "get": {
            "summary": summary,
            "parameters": parameters or [],
            "responses": _reply(schema, *errors),
        }
    }


def description() -> dict[str, Any]:
    """The whole OpenAPI document."""
    _, given = models_json_schema(
        [(AskBody, "validation")], ref_template="#/components/schemas/{model}"
    )
    body = {"required": True, "content": {"application/json": {"schema": _ref("AskBody")}}}
    filters = [
        _query("q", "要找的话"),
        _query("limit", "至多几条，1 到 100"),
        _query("list", "马上办、网上办、就近办、一次办之一"),
        _query("department", "实施主体"),
        _query("region", "区划代码"),
        _query("reply", "1：也给出不属于事项的答复（目录外、年报、紧急情况），没有为 null"),
    ]
    ask = {
        "summary": "回答一个问题",
        "requestBody": body,
        "responses": _reply("Answer", 400, 413, 415, 429),
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "政务咨询助手", "version": __version__},
        "paths": {
            "/api/v1/ask": {"post": ask},
            "/api/v1/items": _get("搜索或列出事项", "Items", filters),
            "/api/v1/items/{code}": _get("一个事项", "Anything", [_path("code")], 404),
            "/api/v1/reports": _get(
                "年度报告列表",
                "Anything",
                [
                    _query("agency", "机关的编号，或名称中的几个字"),
                    _query("from", "从哪年"),
                    _query("to", "到哪年"),
                ],
            ),
            "/api/v1/reports/{year}": _get(
                "一年的报告", "Anything", [_path("year"), _query("agency", "机关")], 404
            ),
            "/open/items.json": _get("现在办理的全部事项，带使用条件和日期（ETag）", "Anything"),
            "/open/reports.json": _get("全部年度报告的数字和表格，附许可和日期", "Anything"),
            "/healthz": _get("进程在运行", "Anything"),
            "/readyz": _get("数据库、记录、索引、磁盘是否可用", "Anything", [], 503),
        },
        "components": {"schemas": {**given["$defs"], **_SCHEMAS}},
    }
