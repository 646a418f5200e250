"""A story (来信): where all that is told is not sure, single parts of it may be."""

from assistant.answering.ask_back import MOST_CHOICES
from assistant.answering.decide import Thresholds, sure
from assistant.answering.pipeline import Context, Step
from assistant.language.aspects import asking_sentences, sentences
from assistant.language.normal import search_key
from assistant.models.answer import Answer, Aspect
from assistant.search.retriever import Found

_MOST_CHARACTERS = 300
_MOST_SENTENCES = 6
_SURELY_ELSEWHERE = 0.3


def told_at_length(thresholds: Thresholds) -> Step:
    """Read the parts of a story that is not sure as a whole.

    A first line that no meaning of the lexicon speaks of (求助, 关于房子的问题) gives way to what
    stands below it, where that is surer. What is likely a matter of the catalogue is read by
    its sentences, which must lead to what the whole means most, and by its first line with what
    is asked below, which must lead to what the whole may mean. Else a sentence that is surely
    another's matter tells whose.
    """

    def told_at_length(context: Context) -> Answer | None:
        assert context.reading is not None and context.found is not None
        body = search_key(context.question.text.partition("\n")[2])[:_MOST_CHARACTERS]
        if body and context.aspect is Aspect.GENERAL:
            context.aspect = context.knowledge.retriever.read(_asked(body)).aspect
        if body and not context.reading.fired:
            whole = _found(context, body, "")
            if whole.right > context.found.right:
                context.reading, context.found = whole.reading, whole
        if better := _of_parts(context, context.found, body):
            context.reading, context.found = better.reading, better
        return None

    def _of_parts(context: Context, whole: Found, body: str) -> Found | None:
        """What the part of a story finds that tells most of what the whole is not sure of."""
        key = whole.reading.key
        parts = sentences(body or key)[:_MOST_SENTENCES]
        if not whole.hits or (not body and len(parts) < 2) or _told(context, whole):
            return None
        found = [(_found(context, part, body or key), 1) for part in parts]
        if whole.inside < thresholds.answer:
            elsewhere = [one for one, _ in found if _elsewhere(context, one)]
            return min(elsewhere, key=lambda one: one.inside, default=None)
        if body:
            found.append((_found(context, f"{key} {_asked(body)}", body), MOST_CHOICES))
        fitting = [
            one
            for one, most in found
            if sure(one, thresholds) and one.hits[0].code in {h.code for h in whole.hits[:most]}
        ]
        return max(fitting, key=lambda one: one.right, default=None)

    def _told(context: Context, whole: Found) -> bool:
        """Whether the whole is answered, or surely another's matter."""
        elsewhere = whole.inside < thresholds.inside
        return sure(whole, thresholds) or (
            elsewhere and context.knowledge.outside_of(whole) is not None
        )

    return told_at_length


def _asked(body: str) -> str:
    """The sentences that ask; where none is told apart, the last one."""
    return asking_sentences(body) or next(reversed(sentences(body)), body)


def _elsewhere(context: Context, found: Found) -> bool:
    known = context.knowledge.outside_of(found) is not None
    return known and found.inside < _SURELY_ELSEWHERE and found.evidence.missed > 0


def _found(context: Context, text: str, body: str) -> Found:
    retriever = context.knowledge.retriever
    return retriever.find(retriever.read(text), context.question.region, body)
