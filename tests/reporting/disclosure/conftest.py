"""What the tests of disclosure requests share: the calendar, and cases made of steps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ingest.holidays import read_holidays
from assistant.models.disclosure import Case, CaseStep
from assistant.workdays import Workdays, workdays_of

FOLDER = Path(__file__).resolve().parents[3] / "knowledge/holidays"


@pytest.fixture(scope="session")
def calendar() -> Workdays:
    return workdays_of(read_holidays(file) for file in sorted(FOLDER.glob("*.json")))


@pytest.fixture
def request_of() -> Callable[..., Case]:
    """A request received in person on a day, with further steps (kind, day, detail)."""

    def built(
        received: str, *steps: tuple[str, str, dict[str, str]], channel: str = "in_person"
    ) -> Case:
        detail = {"channel": channel, "applicant": "natural", "subject": "某路口改造方案"}
        every = [("received", received, detail), *steps]
        history = [
            CaseStep(kind, day, dict(told), id=f"s-{n}")
            for n, (kind, day, told) in enumerate(every)
        ]
        return Case("c-1", "request", f"{received[:4]}-001", f"{received}T09:00:00", tuple(history))

    return built


@pytest.fixture
def dispute_of() -> Callable[..., Case]:
    """A dispute filed on a day, decided on another where one is given."""

    def built(
        filed: str, decided: str = "", result: str = "upheld", category: str = "review"
    ) -> Case:
        steps = [CaseStep("filed", filed, {"category": category, "body": "县人民政府"}, id="d-1")]
        if decided:
            steps.append(CaseStep("decided", decided, {"result": result}, id="d-2"))
        return Case("d", "dispute", f"{filed[:4]}-001", f"{filed}T09:00:00", tuple(steps))

    return built
