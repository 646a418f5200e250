"""`assistant serve`."""

from typing import Annotated

import typer

from assistant.commands.running import run
from assistant.config import Settings
from assistant.serving import serve as serve_until_signal


def serve(
    host: Annotated[str, typer.Option(help="监听地址，缺省取设置 ASSISTANT_HOST")] = "",
    port: Annotated[int, typer.Option(help="端口，缺省取设置 ASSISTANT_PORT")] = -1,
) -> None:
    """启动服务。例：assistant serve --port 8080"""

    async def work(settings: Settings) -> None:
        chosen = settings.port if port < 0 else port
        await serve_until_signal(settings, host or settings.host, chosen)

    run(work)
