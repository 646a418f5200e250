"""The command line (命令行): `assistant …`, put together from the commands."""

import typer

from assistant.commands.accounts import user
from assistant.commands.checking import check, check_own
from assistant.commands.evaluating import evaluate, fit
from assistant.commands.exporting import export
from assistant.commands.keeping import backup, doctor, restore
from assistant.commands.knowing import ask, load, read
from assistant.commands.linting import lint
from assistant.commands.logging_work import log
from assistant.commands.report_files import export as export_report
from assistant.commands.report_files import rollup
from assistant.commands.reporting import report
from assistant.commands.serving import serve

app = typer.Typer(
    help="县级政务咨询与年报助手",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

for command in (
    serve,
    load,
    export,
    read,
    ask,
    check,
    lint,
    evaluate,
    fit,
    log,
    backup,
    restore,
    doctor,
):
    app.command()(command)
report.command("check")(check_own)
report.command("export")(export_report)
report.command()(rollup)
app.add_typer(report, name="report")
app.add_typer(user, name="user")


def main() -> None:
    """Entry point of the `assistant` command."""
    app()
