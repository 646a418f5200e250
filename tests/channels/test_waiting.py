"""The desk's first page tells each role what waits for it."""

import pytest

BASE = "/desk/reports/2025/2021"


@pytest.fixture
def bureau(serve, settings):
    with serve(settings) as running:
        yield running


def waiting(client):
    """The part of the first page above the sections."""
    return client.page("/desk").text.partition('id="h-waiting"')[2].partition("</section>")[0]


def test_the_deadline_of_the_report_waits_for_everybody_until_it_is_published(bureau, colleague):
    told = waiting(colleague(bureau, "viewer"))

    assert "年度报告公布期限" in told and "-01-31 前公布，还有" in told


def test_a_draft_waits_for_its_editor_and_for_nobody_else(bureau, colleague):
    editor, leader = colleague(bureau, "editor"), colleague(bureau, "leader")
    editor.submit("/desk/reports", {"year": "2025", "edition": "2021"})

    assert f'<a href="{BASE}">2025 年度报告</a>' in waiting(editor)
    assert BASE not in waiting(leader)
