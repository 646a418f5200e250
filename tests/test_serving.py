"""Serving until a signal: the printed addresses, the taken port, the closed database."""

import asyncio
import os
import signal
import socket

import aiohttp
import pytest

from assistant.errors import BadSetting
from assistant.serving import serve as serve_until_signal


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_a_signal_ends_serving_and_lets_go_of_the_port(settings, port, capsys):
    serving = asyncio.create_task(serve_until_signal(settings, "127.0.0.1", port))
    told = await printed(capsys)
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/healthz") as reply,
    ):
        alive = reply.status

    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(serving, 5)

    assert (alive, f"http://127.0.0.1:{port}/desk" in told) == (200, True)
    with socket.socket() as free:
        assert free.connect_ex(("127.0.0.1", port)) != 0


async def test_a_taken_port_stops_the_start_with_a_sentence_that_names_it(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(BadSetting, match=f"无法在 127.0.0.1:{port} 上启动.*换一个端口"):
            await serve_until_signal(settings, "127.0.0.1", port)


async def test_a_port_of_zero_serves_on_a_free_one_and_prints_it(settings, capsys):
    serving = asyncio.create_task(serve_until_signal(settings, "127.0.0.1", 0))
    told = await printed(capsys)
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.wait_for(serving, 5)

    assert "http://127.0.0.1:0/" not in told


async def printed(capsys):
    """What is printed up to the last line, which comes when the service can be asked."""
    told = ""
    while "停止" not in told:
        await asyncio.sleep(0.02)
        told += capsys.readouterr().out
    return told
