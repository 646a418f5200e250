"""Files are read in processes of their own, which leave the processor to answers."""

import os
import subprocess
import sys
import time

import pytest


@pytest.mark.parametrize(
    "module", ["assistant.catalogue.apart", "assistant.reporting.checks.apart"]
)
def test_a_reader_steps_back_behind_the_service_before_it_reads(module: str) -> None:
    reader = subprocess.Popen([sys.executable, "-m", module], stdin=subprocess.PIPE)
    try:
        ours = os.getpriority(os.PRIO_PROCESS, 0)
        ends = time.monotonic() + 30
        while os.getpriority(os.PRIO_PROCESS, reader.pid) == ours and time.monotonic() < ends:
            assert reader.poll() is None
            time.sleep(0.05)
        assert os.getpriority(os.PRIO_PROCESS, reader.pid) > ours
    finally:
        reader.kill()
        reader.communicate()
