"""The command line (命令行): `assistant …`, put together from the commands."""

import sys
from importlib import import_module
from typing import Any

import typer

from assistant.garbage import undisturbed

_COMMANDS = {
    "serve": "serving.serve",
    "load": "knowing.load",
    "export": "exporting.export",
    "read": "reading.read",
    "ask": "knowing.ask",
    "check": "checking.check",
    "lint": "linting.lint",
    "evaluate": "evaluating.evaluate",
    "fit": "evaluating.fit",
    "log": "logging_work.log",
    "backup": "keeping.backup",
    "doctor": "keeping.doctor",
    "restore": "keeping.restore",
}
_GROUPS = {"report": "reporting.report", "user": "accounts.user"}
_OF_REPORT = {
    "check": "checking_own.check_own",
    "export": "report_files.export",
    "rollup": "report_files.rollup",
}


def app_with(named: str = "") -> typer.Typer:
    """The command line with the command or group of a name, with all of them for another word.

    What a command needs is loaded with it alone: the service's parts take a second.
    """
    app = typer.Typer(
        help="县级政务咨询与年报助手",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    # Without a callback the only command would be the app itself, and its name an argument.
    app.callback()(_nothing)
    every = {**_COMMANDS, **_GROUPS}
    for name in [named] if named in every else every:
        if name in _COMMANDS:
            app.command(name)(_loaded(_COMMANDS[name]))
        else:
            app.add_typer(_group(name), name=name)
    return app


def _group(name: str) -> typer.Typer:
    group: typer.Typer = _loaded(_GROUPS[name])
    if name == "report" and not any(c.name == "check" for c in group.registered_commands):
        for command, place in _OF_REPORT.items():
            group.command(command)(_loaded(place))
    return group


def _loaded(place: str) -> Any:
    module, _, name = place.partition(".")
    # What is imported stays: looking for garbage in it takes a fifth of the time.
    with undisturbed():
        return getattr(import_module(f"assistant.commands.{module}"), name)


def _nothing() -> None:
    """县级政务咨询与年报助手"""


def main() -> None:
    """Entry point of the `assistant` command."""
    app_with(*sys.argv[1:2])()
