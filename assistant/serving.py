"""Serving over HTTP until a signal ends it."""

import asyncio
import signal
import sys

import structlog
from aiohttp import web

from assistant.accounts.keeping import FIRST, begin_accounts, is_unused
from assistant.accounts.office import Office
from assistant.app import create_app
from assistant.channels.keys import SERVICE
from assistant.config import Settings
from assistant.errors import BadSetting
from assistant.garbage import share_memory

log = structlog.get_logger()
# New knowledge is worked out in a thread beside the answers. With Python's own 5 ms every
# step of an answer would wait that long for its turn.
_SECONDS_IN_A_ROW = 0.0001
_FIRST = (
    "第一次登录工作台：账号 {name}，一次性密码 {password}\n"
    "  密码只显示这一次，登录后要换成您自己的；丢了请运行 assistant user reset {name}。\n"
)
_UNUSED = "账号 {name} 还没有登录过；一次性密码丢了，请运行 assistant user reset {name}。\n"


async def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; BadSetting where the address cannot be had."""
    speak(settings.log_format)
    sys.setswitchinterval(_SECONDS_IN_A_ROW)
    share_memory()
    app = create_app(settings)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise BadSetting(
            f"无法在 {host}:{port} 上启动（{error.strerror}），请换一个端口，或停止占用它的程序。"
        ) from error
    bound = runner.addresses[0][1]
    shown = f"http://{host}:{bound}"
    first = await _how_to_sign_in(app[SERVICE].accounts)
    print(
        f"已启动。\n  群众问办事   {shown}/\n  话务台       {shown}/console\n  工作台       {shown}/desk\n{first}按 Ctrl+C 停止。",
        flush=True,
    )
    await ended.wait()
    log.info("stopping")
    await runner.cleanup()


async def _how_to_sign_in(office: Office) -> str:
    """What the first start tells the administrator; nothing once the account is in use."""
    if password := await begin_accounts(office):
        return _FIRST.format(name=FIRST, password=password)
    return _UNUSED.format(name=FIRST) if await is_unused(office, FIRST) else ""


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
