"""The way of a question (问答流程): steps in order, the first that answers ends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.knowledge import Knowledge
from assistant.models.answer import Answer, Aspect, Hit, Outcome, Question, Understanding


@dataclass(frozen=True, slots=True)
class Turn:
    """What an earlier answer of the conversation left (上一轮): its item, and what it offered."""

    item_code: str = ""
    offered: tuple[str, ...] = ()


@dataclass(slots=True)
class Context:
    """One question on its way through the steps; each step may add what it found.

    today is the day on which the answer is given, as ISO-8601 text.
    """

    question: Question
    knowledge: Knowledge
    today: str
    before: Turn = Turn()
    subject: str = ""
    aspect: Aspect = Aspect.GENERAL
    understood: Understanding = field(default_factory=Understanding)
    hits: tuple[Hit, ...] = ()


Step = Callable[[Context], Answer | None]
"""None: go on; an Answer: stop."""


def answer(context: Context, steps: Sequence[Step]) -> Answer:
    """Run the steps until one answers; the hits found so far go along whatever the outcome."""
    for step in steps:
        found = step(context)
        if found is not None:
            return replace(
                found,
                hits=found.hits or context.hits,
                understood=context.understood,
                aspect=context.aspect,
            )
    return Answer(Outcome.NO_MATCH, context.knowledge.say("none"), hits=context.hits)
