"""How every command runs: settings, one event loop, errors as one line."""

import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import TypeVar

import typer
import uvloop
from rich.console import Console

from assistant.config import Settings, from_environ
from assistant.errors import AssistantError

T = TypeVar("T")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def run(work: Callable[[Settings], Awaitable[T]]) -> T:
    """Run one command's work; an error of ours becomes one line and exit code 2."""
    try:
        settings = from_environ(os.environ)

        async def main() -> T:
            return await work(settings)

        return uvloop.run(main())
    except AssistantError as error:
        err.print(error.message, markup=False)
        raise typer.Exit(2) from None


def say_json(data: object) -> None:
    """Plain data as JSON, for programs and people."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def say(line: str) -> None:
    """One line for people, as it stands."""
    out.print(line, markup=False)
