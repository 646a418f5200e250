"""The inquiry desk (咨询台): runs the steps, gives the answer its number and logs it."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from assistant.answering.knowledge import Clock, Knowledge
from assistant.answering.pipeline import Context, Step, Turn, answer
from assistant.answering.signals import NO_SIGNALS, Signals, signals_of
from assistant.answering.why import Why, explained
from assistant.language.privacy import masked
from assistant.models.answer import Answer, Aspect, Outcome, Question
from assistant.search.retriever import Found
from assistant.storage.answers import LastTurn


@dataclass(frozen=True, slots=True)
class Logged:
    """What the log keeps of an answer; question is masked (已脱敏).

    chosen is the item whose button was pressed, "" where none was.
    """

    answer: Answer
    question: str
    channel: str
    region: str
    asked_at: str
    knowledge_version: int
    milliseconds: float
    chosen: str = ""
    signals: Signals = NO_SIGNALS


class Log(Protocol):
    """Where answers are kept; append returns once the row is on disk."""

    async def append(self, logged: Logged) -> bool:
        """False where the row could not be kept; the citizen is answered all the same."""
        ...


Earlier = Callable[[str], Awaitable[Turn]]
"""Finds what a conversation's last answer left, by the conversation's id."""

MOST_KEPT = 2000
_CONVERSATIONS = 5000
# Some 12 KB each, with what was written of it.
_RECENT = 1000
_FIRST = Turn()


def turn_from(last: LastTurn) -> Turn:
    """What the log kept of an answer, for the question after it."""
    aspect = Aspect(last.aspect)
    told = (last.uncovered, last.line, last.topic, last.said)
    asked_back = int(last.outcome.startswith("clarify."))
    return Turn(last.item_code, last.offered, aspect, asked_back, *told)


def question_of(row: Mapping[str, Any]) -> Question:
    """A logged question as it was asked, as far as the log may know it: it is masked."""
    return Question(row["question"], row["channel"], "", row["region_code"], row["chosen"])


class Desk:
    """Answers questions from one knowledge at a time; knowledge may be replaced while it works."""

    def __init__(
        self,
        knowledge: Knowledge,
        steps: Sequence[Step],
        log: Log,
        earlier: Earlier,
        clock: Clock,
        new_id: Callable[[], str],
        new_secret: Callable[[], str],
    ) -> None:
        self.knowledge = knowledge
        self._steps = steps
        self._log = log
        self._earlier = earlier
        self._clock = clock
        self._new_id = new_id
        self._new_secret = new_secret
        self._turns: OrderedDict[str, Turn] = OrderedDict()
        self._recent: OrderedDict[Hashable, tuple[Answer, str, Signals]] = OrderedDict()

    async def ask(self, question: Question) -> Answer:
        """The answer, numbered and on disk; id is "" where it could not be logged."""
        began = time.perf_counter()
        now = self._clock()
        before = await self._before(question.conversation)
        knowledge = self.knowledge
        found, told, signals = self._answered(question, knowledge, now[:10], before)
        number = self._new_id()
        # Who guesses a conversation would read what was asked: the number alone does not tell it.
        conversation = question.conversation or f"{number}{self._new_secret()}"
        numbered = replace(found, id=number, conversation=conversation)
        self._remember(numbered, before, signals, told)
        took = (time.perf_counter() - began) * 1000
        kept = await self._log.append(
            Logged(
                numbered,
                told,
                question.channel,
                question.region,
                now,
                knowledge.version,
                round(took, 3),
                question.chosen if numbered.item else "",
                signals,
            )
        )
        return numbered if kept else replace(numbered, id="")

    def told(self, question: Question) -> tuple[Answer, Found | None]:
        """What a question by itself would be answered, by the present knowledge; nothing is logged.

        Beside it what was found among the items, None where they were not looked through.
        """
        context = Context(question, self.knowledge, self._clock()[:10])
        return answer(context, self._steps), context.found

    def explain(self, question: Question, before: Turn = _FIRST) -> Why:
        """Why a question is answered as it is, by the present knowledge; nothing is logged."""
        context = Context(question, self.knowledge, self._clock()[:10], before)
        return explained(context, self._steps)[1]

    def _answered(
        self, question: Question, knowledge: Knowledge, today: str, before: Turn
    ) -> tuple[Answer, str, Signals]:
        """The answer, the masked question and what it teaches; what was just asked is not worked out again."""
        # Same question, same knowledge, same day, nothing before it: same answer.
        key = (knowledge.version, today, question.region, question.text, question.chosen, before)
        held = self._recent.get(key)
        if held is None:
            context = Context(question, knowledge, today, before)
            found = answer(context, self._steps)
            told = masked(context.question.text)[:MOST_KEPT]
            held = found, told, signals_of(context, found)
            # A text that was refused for its length would only fill the memory.
            if len(question.text) <= MOST_KEPT:
                self._recent[key] = held
            if len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
        else:
            self._recent.move_to_end(key)
        return held

    async def _before(self, conversation: str) -> Turn:
        if not conversation:
            return Turn()
        if conversation not in self._turns:
            self._turns[conversation] = await self._earlier(conversation)
        return self._turns[conversation]

    def _remember(self, given: Answer, before: Turn, signals: Signals, told: str) -> None:
        """Keep what a follow-up question may lean on, for the latest conversations."""
        item = given.item.code if given.item else ""
        if not item and given.outcome in (Outcome.GREETING, Outcome.REFUSED_INPUT):
            turn = before
        else:
            offered = tuple(choice.code for choice in given.choices if choice.code)
            asked_back = before.asked_back + 1 if given.outcome.group == "clarify" else 0
            # As the log has it: after a restart the conversation goes on in the same way.
            said = told.partition("\n")[0]
            left = signals.uncovered, signals.line, given.topic, said
            turn = Turn(item, offered, given.aspect, asked_back, *left)
        self._turns[given.conversation] = turn
        self._turns.move_to_end(given.conversation)
        if len(self._turns) > _CONVERSATIONS:
            self._turns.popitem(last=False)
