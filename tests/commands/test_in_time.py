"""A command gives one report so much time, and no more."""

import re
import signal
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app_with
from assistant.commands.in_time import in_time
from assistant.errors import Refused
from tests.reporting.checks.conftest import GOOD


def test_what_takes_too_long_is_refused_with_its_name():
    with pytest.raises(Refused, match=r"“a\.txt”超过 0\.05 秒"), in_time(Path("a.txt"), 0.05):
        time.sleep(5)


def test_a_pattern_that_never_ends_is_stopped_too():
    with pytest.raises(Refused), in_time(Path("a.html"), 0.2):
        re.match(r"(a|aa)+$", "a" * 60 + "b")


def test_nothing_rings_afterwards():
    before = signal.getsignal(signal.SIGALRM)
    with in_time(Path("a.txt"), 0.05):
        pass
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) == before


@pytest.mark.parametrize("command", ["read", "check"])
def test_read_and_check_load_what_they_need_and_end_in_time(command, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(GOOD, "utf-8")
    done = CliRunner().invoke(app_with(command), [command, str(path)])
    assert done.exit_code == 0, done.output
