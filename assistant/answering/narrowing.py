"""What is said after a question (补充): 公积金, then 租房 — two short lines that make one question."""

from assistant.answering.decide import Thresholds, sure
from assistant.answering.pipeline import Context, Step
from assistant.models.answer import Answer
from assistant.search.retriever import Found

_MOST_CHARACTERS = 8


def narrowed(thresholds: Thresholds) -> Step:
    """A few words are read together with the question before, where together they are sure.

    Together they must lead to what was offered, or to what they may mean alone, too. After a
    question back, and where alone they name many matters or none (补办), it is enough that
    they say what is to be done.
    """

    def narrowed(context: Context) -> Answer | None:
        before, alone = context.before, context.found
        assert context.reading is not None and alone is not None
        if not before.said or len(context.reading.subject) > _MOST_CHARACTERS:
            return None
        if sure(alone, thresholds) and not before.asked_back:
            return None
        retriever = context.knowledge.retriever
        reading = retriever.read(f"{before.said} {context.reading.key}")
        together = retriever.find(reading, context.question.region)
        if sure(together, thresholds) and _fits(context, together, alone):
            context.reading, context.found = reading, together
            context.aspect = reading.aspect
        return None

    def _fits(context: Context, together: Found, alone: Found) -> bool:
        meant, before = together.hits[0], context.before
        if meant.code in before.offered:
            return True
        if meant.code in {hit.code for hit in alone.hits}:
            return together.right >= alone.right
        retriever = context.knowledge.retriever
        done = retriever.actions_said(alone.reading) & retriever.actions_in(meant.name)
        return (before.asked_back > 0 or alone.broad) and bool(done)

    return narrowed
