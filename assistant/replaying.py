"""Questions replayed in a process beside the service: with an edit, or with the knowledge of then."""

import asyncio
import json
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import structlog

from assistant.answering.desk import question_of, turn_from
from assistant.answering.edits import aims_of, example_of
from assistant.answering.knowledge import Knowledge
from assistant.answering.pipeline import Context, Turn, answer
from assistant.answering.replay import Asked, golden_of, own_questions, replayed
from assistant.answering.why import Why, explained
from assistant.assembly import Parts, opened, steps
from assistant.config import Settings
from assistant.errors import Unavailable
from assistant.models.answer import Answer, Question
from assistant.models.learning import Edit
from assistant.models.lexicon import LexiconKind
from assistant.storage import knowledge as knowledge_store
from assistant.storage.answers import find_answer, last_turn
from assistant.storage.database import Database
from assistant.storage.learning import failed_questions
from assistant.storage.proposals import TRIED, add_event, find_proposal, untried

log = structlog.get_logger()
_MOST_KEPT = 50
_NICE = 5


class Replays:
    """Replays one after another, each in a process of its own that ends with it."""

    def __init__(
        self, settings: Settings, db: Database, clock: Callable[[], str], new_id: Callable[[], str]
    ) -> None:
        self._settings = settings
        self._db = db
        self._clock = clock
        self._new_id = new_id
        self._one_at_a_time = asyncio.Lock()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._then: dict[str, Why] = {}
        self._failed: set[str] = set()

    async def take_up(self) -> None:
        """Begin again what was cut short when the service ended."""
        for proposal in await untried(self._db):
            self.try_out(proposal)

    async def close(self) -> None:
        """End what is on its way."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def try_out(self, proposal: str) -> None:
        """Begin to replay the questions with a proposed edit; nothing where it has begun."""
        self._begin(proposal, self._try_out)

    def trying(self, proposal: str) -> bool:
        """Whether the replay of a proposal, or of an answer, is on its way."""
        return proposal in self._tasks

    def then(self, answer: str) -> Why | None:
        """Why a logged answer was given, by the knowledge of then; None until it is worked out."""
        if answer not in self._then and answer not in self._failed:
            self._begin(answer, self._work_out_then)
        return self._then.get(answer)

    def _begin(self, key: str, work: Callable[[str], Any]) -> None:
        if key not in self._tasks:
            self._tasks[key] = task = asyncio.create_task(self._told(key, work))
            task.add_done_callback(lambda _: self._tasks.pop(key, None))

    async def _told(self, key: str, work: Callable[[str], Any]) -> None:
        try:
            async with self._one_at_a_time:
                await work(key)
        except Exception as error:
            # Not at once again: a page that waits for it would ask without end.
            self._failed.add(key)
            log.error("not_replayed", id=key, kind=type(error).__name__)

    async def _try_out(self, id: str) -> None:
        proposal = await find_proposal(self._db, id)
        if proposal is None:
            return
        rows = await failed_questions(self._db, proposal.word) if proposal.word else ()
        examples = [example] if (example := example_of(proposal.edit)) else []
        questions = [*(row["question"] for row in rows), *examples]
        told = await _beside(replay_edit, self._settings, proposal.edit, questions)
        async with self._db.transaction() as tx:
            detail = json.dumps(told, ensure_ascii=False)
            await add_event(tx, self._new_id(), id, TRIED, detail, "", self._clock())

    async def _work_out_then(self, id: str) -> None:
        if len(self._then) >= _MOST_KEPT:
            self._then.pop(next(iter(self._then)))
        self._then[id] = await _beside(why_then, self._settings, id)


async def _beside(work: Callable[..., Any], *given: object) -> Any:
    """What work answers, from a process of its own; Unavailable where it ended without one."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(sender, work, given), daemon=True)
    await asyncio.to_thread(process.start)
    sender.close()
    try:
        return await asyncio.to_thread(_received, receiver)
    finally:
        # Where this was cancelled, the end of the process ends the thread that waits for it.
        process.terminate()
        await asyncio.shield(asyncio.to_thread(process.join))
        receiver.close()


def _received(receiver: Connection) -> Any:
    try:
        return receiver.recv()
    except EOFError:
        raise Unavailable("核对没有完成，请再核对一次。") from None


def _child(sender: Connection, work: Callable[..., Any], given: Sequence[Any]) -> None:
    # Answers come first where there is little room on the processor.
    os.nice(_NICE)
    sender.send(asyncio.run(work(*given)))


async def replay_edit(
    settings: Settings, edit: Edit, questions: Sequence[str]
) -> Mapping[str, Any]:
    """What an edit changes in the answers to the golden questions and to these."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(settings, Path(folder)) as parts:
            version = await knowledge_store.version(parts.db)
            before = await parts.knowledge()
            golden, left_out = golden_of(_golden(parts), frozenset(before.items))
            # The words of the edit are learned with it: all is asked before, then all after.
            was = _answers(before, golden, questions, settings.region)
            after = await parts.knowledge(edit=edit)
            now = _answers(after, golden, questions, settings.region)
            outside = edit.table == LexiconKind.OUTSIDE
            asked = [*golden, *own_questions(questions, aims_of(edit, after), outside)]
            return replayed(asked, was, now, version, left_out).as_data()


def _answers(
    knowledge: Knowledge, golden: Sequence[Asked], own: Sequence[str], region: str
) -> list[Answer]:
    texts = [*(one.question for one in golden), *dict.fromkeys(own)]
    asked = (Question(text, "replay", "", region) for text in texts)
    return [answer(Context(question, knowledge, knowledge.day), steps()) for question in asked]


def _golden(parts: Parts) -> list[Mapping[str, Any]]:
    """The golden questions (标准问题) of the knowledge folder; none where it has none."""
    files = sorted((parts.knowledge_dir / "golden").glob("*.jsonl"))
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


async def why_then(settings: Settings, id: str) -> Why:
    """Why a logged answer was given, by the knowledge of then."""
    with tempfile.TemporaryDirectory() as folder:
        async with opened(settings, Path(folder)) as parts:
            row = await find_answer(parts.db, id)
            if row is None:
                raise Unavailable("这条答复已不在记录里。")
            day, moment = row["asked_at"][:10], row["asked_at"]
            before = Turn()
            if row["conversation"]:
                before = turn_from(await last_turn(parts.db, row["conversation"], moment))
            knowledge = await parts.knowledge(day, moment)
            why = explained(Context(question_of(row), knowledge, day, before), steps())[1]
            # The knowledge is put together anew: its number is the one that the log noted.
            return replace(why, version=row["knowledge_version"])
