"""Serving over HTTP until a signal ends it."""

import asyncio
import signal

import structlog
from aiohttp import web

from assistant.app import create_app
from assistant.config import Settings
from assistant.errors import BadSetting

log = structlog.get_logger()


async def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; BadSetting where the address cannot be had."""
    speak(settings.log_format)
    app = create_app(settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise BadSetting(
            f"无法在 {host}:{port} 上启动（{error.strerror}），请换一个端口，或停止占用它的程序。"
        ) from error
    bound = runner.addresses[0][1]
    shown = f"http://{host}:{bound}"
    print(
        f"已启动。\n  群众问办事   {shown}/\n  话务台       {shown}/console\n  工作台       {shown}/desk\n按 Ctrl+C 停止。",
        flush=True,
    )
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    log.info("stopping")
    await runner.cleanup()


def speak(log_format: str) -> None:
    """Log events as JSON lines, or as lines for people."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=False),
            structlog.processors.format_exc_info,
            renderer,
        ]
    )
