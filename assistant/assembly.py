"""Opens the parts and puts them together: database, knowledge, index, desk."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.answering.decide import Thresholds, decide, retrieve, two_topics
from assistant.answering.desk import Desk, Logged, turn_from
from assistant.answering.edits import edited_item, edited_lines
from assistant.answering.follow_up import choose, follow_up
from assistant.answering.knowledge import Knowledge, KnownItem, KnownReport, Reply, replies_from
from assistant.answering.narrowing import narrowed
from assistant.answering.outside import Outside
from assistant.answering.pipeline import Step, Turn
from assistant.answering.report_questions import answer_from_reports, passages_of, report_follow_up
from assistant.answering.story import told_at_length
from assistant.answering.understand import check_input, reply, understand
from assistant.config import Settings
from assistant.errors import BadSetting, Unavailable
from assistant.garbage import undisturbed
from assistant.ingest.reports.data import report_from_data
from assistant.language.lexicon import lexicon_of
from assistant.language.segment import Segmenter
from assistant.models.agency import Agency, own_of
from assistant.models.learning import Edit
from assistant.models.lexicon import LexiconLine
from assistant.models.validity import offered_on
from assistant.numbering import Chance, Numbers
from assistant.search.certainty import Judge, load_fitted
from assistant.search.documents import document_of, domain_words
from assistant.search.features import asked_often
from assistant.search.index import Index
from assistant.search.ranker import Weights
from assistant.search.retriever import Retriever
from assistant.storage import items as item_store
from assistant.storage import knowledge as knowledge_store
from assistant.storage import lexicon as lexicon_store
from assistant.storage import popularity as popularity_store
from assistant.storage import reports as report_store
from assistant.storage.answers import AnswerLog, AnswerRow, last_turn
from assistant.storage.database import Database, SqliteDatabase, open_sqlite
from assistant.storage.kept_items import KeptItems, StoredItem
from assistant.storage.migrations import migrate
from assistant.storage.places import take_up

_ZONE = ZoneInfo("Asia/Shanghai")
_chance = Chance()
_numbers = Numbers(lambda: datetime.now(_ZONE), _chance)


def now() -> str:
    """The present moment as ISO-8601 text in China's time."""
    return datetime.now(_ZONE).isoformat(timespec="milliseconds")


def new_id() -> str:
    """A number for a new record (编号), by China's time."""
    return _numbers.new()


def new_secret() -> str:
    """Twelve letters that nobody guesses."""
    return f"{_chance.draw() >> 16:012x}"


def built_in(name: str) -> Path:
    """A folder that comes with the program: beside the package, or inside the wheel."""
    inside = Path(__file__).parent / "_data" / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name


def starter_folder(settings: Settings) -> Path:
    """Where starter knowledge lies: where the settings say, else what comes with the program."""
    chosen = settings.knowledge_dir
    return built_in("knowledge") if chosen == Path() else chosen


@dataclass(frozen=True, slots=True)
class _Read:
    """What the database holds for one knowledge: items that are offered, and those that are not."""

    version: int
    day: str
    agency: Agency
    items: Sequence[StoredItem]
    closed: Sequence[StoredItem]
    reports: Sequence[report_store.StoredReport]
    lines: Sequence[LexiconLine]
    often: Mapping[str, float]


@dataclass(slots=True)
class Parts:
    """What is open; close through opened()."""

    settings: Settings
    db: SqliteDatabase
    segmenter: Segmenter
    index: Index
    fitted: tuple[Weights, Judge]
    kept: KeptItems = field(default_factory=KeptItems)
    # Held so that the desk, and the next knowledge, find them in kept.
    _used: tuple[Sequence[StoredItem], ...] = ()
    _latest: Knowledge | None = None

    async def knowledge(
        self, day: str = "", known_at: str = "", edit: Edit | None = None
    ) -> Knowledge:
        """The knowledge of the present content version on a day, today unless it is given.

        The index is brought along. known_at: as it was known at that moment. edit: as it
        would be with an edit, which is not stored.
        """
        day = day or now()[:10]
        version = await knowledge_store.version(self.db)
        moment = known_at or item_store.EVER
        used = await item_store.items_on(self.db, day, moment, self.kept)
        coming = await item_store.coming_items(self.db, day, self.kept)
        if edit is None and not known_at:
            self._used = used, coming
        reports = await report_store.current_reports(self.db, known_at)
        lines = await lexicon_store.current_lines(self.db, known_at)
        if edit is not None:
            used = [_edited(stored, edit) for stored in used]
            lines = edited_lines(lines, edit)
        read = _Read(
            version,
            day,
            await own_agency(self.db, self.settings.region),
            [stored for stored in used if offered_on(stored.item, day)],
            [*(stored for stored in used if not offered_on(stored.item, day)), *coming],
            reports,
            lines,
            asked_often(await popularity_store.times_chosen(self.db)),
        )
        # In a thread, since cutting thousands of names would hold up every question meanwhile.
        knowledge = await asyncio.to_thread(self._knowledge, read)
        if edit is None and not known_at:
            self._latest = knowledge
        return knowledge

    def _knowledge(self, read: _Read) -> Knowledge:
        reports = [_known_report(stored) for stored in read.reports]
        documents = [document_of(stored.item) for stored in read.items]
        for known in reports:
            documents += passages_of(known)
        lexicon, before = lexicon_of(read.lines), self._latest
        self.segmenter.learn(sorted(domain_words(documents)))
        self.index.bring_up_to_date(documents, read.version)
        retriever = Retriever(
            self.index,
            self.segmenter.as_taught(),
            documents,
            lexicon,
            self.fitted,
            read.often,
            before.retriever if before else None,
        )
        phrases = built_in("templates") / "replies" / "phrases.json"
        return Knowledge(
            version=read.version,
            agency=read.agency,
            items={stored.item.code: _known_item(stored) for stored in read.items},
            reports=reports,
            replies=self._replies(),
            phrases=json.loads(phrases.read_text("utf-8")),
            retriever=retriever,
            outside=Outside(lexicon.outside),
            day=read.day,
            not_offered={stored.item.code: _known_item(stored) for stored in read.closed},
        )

    def _replies(self) -> list[Reply]:
        """The reviewed replies; a knowledge folder of one's own may leave them to the built-in ones."""
        own = self.knowledge_dir / "replies.json"
        file = own if own.is_file() else built_in("knowledge") / "replies.json"
        return replies_from(json.loads(file.read_text("utf-8")))

    @property
    def knowledge_dir(self) -> Path:
        """Where starter knowledge lies."""
        return starter_folder(self.settings)


@asynccontextmanager
async def opened(settings: Settings, index_folder: Path | None = None) -> AsyncIterator[Parts]:
    """Open database and index, migrated; everything is closed again at the end."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"数据目录 {settings.data_dir} 建不了（{error.strerror}），请改 ASSISTANT_DATA_DIR 或检查权限。"
        ) from error
    db = await open_sqlite(settings.sqlite_path(), settings.readers)
    try:
        await migrate(db, now())
        await take_up(db, now())
        with undisturbed():
            segmenter = Segmenter(settings.data_dir)
        folder = settings.data_dir / "index" if index_folder is None else index_folder
        yield Parts(settings, db, segmenter, Index(folder, segmenter), load_fitted())
    finally:
        await db.close()


def steps() -> Sequence[Step]:
    """The way of every question."""
    thresholds = Thresholds()
    return (
        check_input,
        choose,
        reply,
        follow_up,
        report_follow_up,
        understand,
        answer_from_reports,
        retrieve,
        told_at_length(thresholds),
        narrowed(thresholds),
        two_topics(thresholds),
        decide(thresholds),
    )


class StoredLog:
    """The desk's log in the database; a row that cannot be written is counted, not raised."""

    def __init__(self, log: AnswerLog) -> None:
        self._log = log

    async def append(self, logged: Logged) -> bool:
        """False where the row is missing in the log."""
        answer = logged.answer
        row = AnswerRow(
            id=answer.id,
            asked_at=logged.asked_at,
            channel=logged.channel,
            conversation=answer.conversation,
            region_code=logged.region,
            question=logged.question,
            outcome=answer.outcome.value,
            aspect=answer.aspect.value,
            item_code=answer.item.code if answer.item else "",
            offered=" ".join(choice.code for choice in answer.choices if choice.code),
            confidence=answer.confidence,
            knowledge_version=logged.knowledge_version,
            milliseconds=logged.milliseconds,
            chosen=logged.chosen,
            failure=logged.signals.failure,
            uncovered=logged.signals.uncovered,
            line=logged.signals.line,
            topic=answer.topic,
        )
        try:
            await self._log.append(row)
        except Unavailable:
            return False
        return True


def new_desk(parts: Parts, knowledge: Knowledge, log: AnswerLog, clock: Callable[[], str]) -> Desk:
    """A desk that logs into the database."""

    async def earlier(conversation: str) -> Turn:
        try:
            last = await last_turn(parts.db, conversation)
        except sqlite3.Error:
            # A question is answered without its log as well; only what went before is forgotten.
            return Turn()
        return turn_from(last)

    return Desk(knowledge, steps(), StoredLog(log), earlier, clock, new_id, new_secret)


async def own_agency(db: Database, region: str) -> Agency:
    """The agency of the installation's region; the first one where none has it."""
    every = await item_store.agencies(db)
    if not every:
        return Agency("local", "本局", "本局", region, "本地")
    return own_of(every, region) or every[0]


def _edited(stored: StoredItem, edit: Edit) -> StoredItem:
    if stored.item.code != edit.code:
        return stored
    return replace(stored, item=edited_item(stored.item, edit))


def _known_item(stored: StoredItem) -> KnownItem:
    source = stored.item.source or f"事项目录 {stored.origin}"
    return KnownItem(stored.item, source, stored.item.updated or stored.loaded_at[:10])


def _known_report(stored: report_store.StoredReport) -> KnownReport:
    report = report_from_data(dict(stored.document))
    return KnownReport(report, stored.agency_id, stored.region_code, stored.loaded_at[:10])
