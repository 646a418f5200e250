"""For those who watch the service: /healthz, /readyz, /metrics, /openapi.json."""

import shutil
import sqlite3

import prometheus_client
from aiohttp import web

from assistant.channels.keys import SERVICE
from assistant.channels.openapi import description
from assistant.channels.replying import json_reply
from assistant.storage.knowledge import version as knowledge_version

routes = web.RouteTableDef()
_LEAST_FREE_BYTES = 200_000_000


@routes.get("/healthz")
async def healthz(request: web.Request) -> web.Response:
    """The process is alive."""
    return json_reply({"status": "ok"})


@routes.get("/readyz")
async def readyz(request: web.Request) -> web.Response:
    """Whether database, log, index and disk work; 503 where one does not."""
    service = request.app[SERVICE]
    try:
        await knowledge_version(service.db)
        database = True
    except sqlite3.Error:
        database = False
    checks = {
        "database": database,
        "log": service.log_working(),
        "index": service.index_size() > 0,
        "disk": shutil.disk_usage(service.settings.data_dir).free > _LEAST_FREE_BYTES,
    }
    ready = all(checks.values())
    words = {name: "ok" if good else "failed" for name, good in checks.items()}
    return json_reply({"status": "ok" if ready else "failed", **words}, 200 if ready else 503)


@routes.get("/metrics")
async def metrics(request: web.Request) -> web.Response:
    """Counters in Prometheus' text form."""
    body = prometheus_client.generate_latest(request.app[SERVICE].gauges.registry)
    return web.Response(body=body, headers={"Content-Type": prometheus_client.CONTENT_TYPE_LATEST})


@routes.get("/openapi.json")
async def openapi(request: web.Request) -> web.Response:
    """What the API offers."""
    return json_reply(description())
