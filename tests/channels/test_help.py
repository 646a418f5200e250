"""The help page speaks of what there is."""

import pytest

from assistant.channels.help import TOPICS
from assistant.channels.navigation import SECTIONS

TOLD = "".join(paragraph for _, paragraphs in TOPICS for paragraph in paragraphs)


@pytest.mark.parametrize("section", [s.label for s in SECTIONS if s.task != "账号"])
def test_every_section_of_the_desk_is_explained(section):
    assert f"“{section}”" in TOLD or section == "今日工作"


def test_the_page_shows_every_topic(site):
    page = site.page("/help").text

    assert all(title in page for title, _ in TOPICS)
