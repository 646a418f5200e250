"""`assistant lint` over a database: what it prints, and how it ends."""

import json

import pytest
from typer.testing import CliRunner

from assistant.cli import app_with


@pytest.fixture
def linted(settings, monkeypatch):
    """Runs the command over the small knowledge."""
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE_DIR", str(settings.knowledge_dir))
    return lambda *more: CliRunner().invoke(app_with(), ["lint", *more])


def test_a_contradiction_is_told_with_its_remedy_and_ends_in_one(linted):
    ended = linted()

    assert ended.exit_code == 1
    assert "错误 T-001 食品经营许可新办（餐饮服务）：在“马上办”清单里" in ended.stdout
    assert "请从“马上办”清单里移出" in ended.stdout
    assert "县人社局：" in ended.stdout


def test_json_holds_every_finding_and_every_office(linted):
    told = json.loads(linted("--json").stdout)

    assert {"rule", "severity", "code", "field", "text", "remedy"} == set(told["findings"][0])
    assert {office["office"] for office in told["offices"]} >= {"县人社局", ""}
    assert any(f["severity"] == "missing" and f["code"] == "T-005" for f in told["findings"])
