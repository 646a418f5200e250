"""Files read and checked in a process of their own."""

import pytest

from assistant.errors import Refused
from assistant.reporting.checks.apart import as_checked, as_plain, check_apart
from assistant.reporting.checks.files import check_files, read_file
from tests.reporting.checks.conftest import GOOD


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(GOOD.replace("行政许可 | 3050", "行政许可 | -1"), "utf-8")
    return path


async def test_the_same_is_found_as_here(file):
    (told,) = await check_apart([file])
    (here,) = check_files([read_file(file)])
    assert told.checked == here


async def test_what_came_back_survives_being_kept(file, tmp_path):
    every = await check_apart([file, tmp_path / "absent.txt"])
    assert "无法读取文件" in every[1].refused
    assert as_checked(as_plain(every)) == every


async def test_what_takes_too_long_is_stopped(file):
    with pytest.raises(Refused, match="没有完成"):
        await check_apart([file], seconds=0.01)
