"""The way of a question (问答流程): steps in order, the first that answers ends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.knowledge import Knowledge
from assistant.models.answer import Answer, Aspect, Outcome, Question, Understanding
from assistant.search.reading import Reading
from assistant.search.retriever import Found


@dataclass(frozen=True, slots=True)
class Turn:
    """What an earlier answer of the conversation left (上一轮).

    Its item, the codes it offered, the aspect that was asked, how many questions back the
    conversation has had in a row, and what was asked of reports (topic). said is the question's
    first line, which a few words may add to. uncovered and line: see Signals.
    """

    item_code: str = ""
    offered: tuple[str, ...] = ()
    aspect: Aspect = Aspect.GENERAL
    asked_back: int = 0
    uncovered: str = ""
    line: str = ""
    topic: str = ""
    said: str = ""


@dataclass(slots=True)
class Context:
    """One question on its way through the steps; each step may add what it found.

    today is the day on which the answer is given, as ISO-8601 text.
    """

    question: Question
    knowledge: Knowledge
    today: str
    before: Turn = Turn()
    aspect: Aspect = Aspect.GENERAL
    reading: Reading | None = None
    found: Found | None = None


Step = Callable[[Context], Answer | None]
"""None: go on; an Answer: stop."""


def answer(context: Context, steps: Sequence[Step]) -> Answer:
    """Run the steps until one answers; the hits found so far go along whatever the outcome."""
    for step in steps:
        found = step(context)
        if found is not None:
            return completed(found, context)
    return completed(Answer(Outcome.NO_MATCH, context.knowledge.say("none")), context)


def completed(answer: Answer, context: Context) -> Answer:
    """The answer with what was found and understood on its way."""
    hits = context.found.hits if context.found else ()
    return replace(
        answer, hits=hits, aspect=context.aspect, understood=_understanding(context.reading)
    )


def _understanding(reading: Reading | None) -> Understanding:
    if reading is None:
        return Understanding()
    meanings = tuple(("＋".join(f.words), f.meaning.shown) for f in reading.fired)
    return Understanding(
        reading.subject, reading.aspect, reading.corrected, reading.ignored, meanings
    )
