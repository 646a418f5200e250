"""What handlers may reach: the opened parts of the service, under typed keys."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from aiohttp import web
from jinja2 import Environment
from prometheus_client import CollectorRegistry, Counter, Histogram

from assistant.accounts.office import Office
from assistant.answering.desk import Desk
from assistant.answering.knowledge import Clock
from assistant.answering.why import Why
from assistant.catalogue.shelf import Shelf
from assistant.config import Settings
from assistant.models.report import Edition
from assistant.reporting.year import ReportYear
from assistant.storage.database import Database


@dataclass(frozen=True, slots=True)
class Gauges:
    """What /metrics tells (运行指标); one registry an application, so that tests do not share."""

    registry: CollectorRegistry
    answers: Counter
    seconds: Histogram
    unlogged: Counter


class Beside(Protocol):
    """Work in a process beside the service: editing never holds up an answer."""

    def try_out(self, proposal: str) -> None:
        """Begin to replay the questions with a proposed edit; nothing where it has begun."""
        ...

    def trying(self, proposal: str) -> bool:
        """Whether the replay of a proposal, or of an answer, is on its way."""
        ...

    def then(self, answer: str) -> Why | None:
        """Why a logged answer was given, by the knowledge of then; None until it is worked out."""
        ...


@dataclass(slots=True)
class Service:
    """The opened parts, for as long as the application runs."""

    settings: Settings
    db: Database
    desk: Desk
    gauges: Gauges
    clock: Clock
    new_id: Callable[[], str]
    log_working: Callable[[], bool]
    index_size: Callable[[], int]
    shelf: Shelf
    beside: Beside
    accounts: Office
    knowledge_dir: Path
    year_of: Callable[[int, Edition], Awaitable[ReportYear]]
    chapters: Environment
    report_pages: Environment


SERVICE: web.AppKey[Service] = web.AppKey("service", Service)


def new_gauges() -> Gauges:
    """Fresh counters."""
    registry = CollectorRegistry()
    return Gauges(
        registry,
        Counter("assistant_answers", "Answers by outcome", ["outcome"], registry=registry),
        Histogram(
            "assistant_answer_seconds",
            "Server time of an answer",
            buckets=(0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.05, 0.2, 1),
            registry=registry,
        ),
        Counter("assistant_unlogged_answers", "Answers missing in the log", registry=registry),
    )
