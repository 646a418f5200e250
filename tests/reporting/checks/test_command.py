"""`assistant check` as people type it."""

import json

import pytest
import typer
from typer.testing import CliRunner

from assistant.commands.checking import check
from tests.reporting.checks.conftest import GOOD

app = typer.Typer()
app.command()(check)
PLAIN = "2023年度未收取信息处理费。"


@pytest.fixture
def run(tmp_path):
    def call(*texts: str, options: tuple[str, ...] = ()):
        files = []
        for number, text in enumerate(texts):
            file = tmp_path / f"{number}.txt"
            file.write_text(text, "utf-8")
            files.append(str(file))
        return CliRunner().invoke(app, [*files, *options])

    return call


def test_a_good_report_passes(run):
    result = run(GOOD)
    assert result.exit_code == 0
    assert "没有发现问题" in result.output


def test_an_error_is_told_with_its_remedy_and_exit_code(run):
    result = run(GOOD.replace("行政许可 | 3050", "行政许可 | -1"))
    assert result.exit_code == 1
    assert "C-CELL2 错误 表二 行政许可" in result.output
    assert "→ 改为不小于 0 的整数。" in result.output


def test_a_warning_alone_is_no_failure(run):
    result = run(GOOD.replace(PLAIN, "无。"))
    assert result.exit_code == 0
    assert "C-FEE1 提醒" in result.output


def test_json_has_what_a_program_needs(run):
    told = json.loads(run(GOOD.replace(PLAIN, "无。"), options=("--json",)).output)
    assert told[0]["agency"] == "云岭县行政审批服务局"
    assert told[0]["findings"][0]["id"] == "C-FEE1"
    assert set(told[0]["findings"][0]) >= {"severity", "place", "evidence", "remedy", "title"}


def test_two_years_are_held_against_each_other(run):
    result = run(GOOD, GOOD.replace("2023年", "2022年").replace("2024年", "2023年"))
    assert "C-TXT1 错误 五、" in result.output


def test_last_year_can_be_named(run, tmp_path):
    before = tmp_path / "before.txt"
    before.write_text(GOOD.replace("2023年", "2022年"), "utf-8")
    assert "C-TXT1" in run(GOOD, options=("--last", str(before))).output
    assert run(GOOD, GOOD, options=("--last", str(before))).exit_code == 2


def test_another_countys_report_is_not_last_years(run):
    other = GOOD.replace("云岭县", "白河县").replace("2023年", "2022年")
    output = run(GOOD, other).output
    assert "C-TXT1" not in output
    assert "C-TXT2" in output


def test_an_unreadable_file_is_told_by_its_reader(run, tmp_path):
    result = CliRunner().invoke(app, [str(tmp_path / "nothing.txt")])
    assert result.exit_code == 2
    assert "无法读取文件" in result.output


def test_the_page_escapes_what_the_report_says(run, tmp_path):
    page = tmp_path / "found.html"
    run(GOOD.replace("发布前逐条", "<span>发布前逐条"), options=("--html", str(page)))
    html = page.read_text("utf-8")
    assert "C-TXT5" in html and "&lt;span&gt;" in html
    assert 'scope="col"' in html
