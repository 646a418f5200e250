"""What an answer teaches (学习信号): whether it failed, by which word, and which line led to it."""

from dataclasses import dataclass

from assistant.answering.follow_up import none_of_these
from assistant.answering.pipeline import Context
from assistant.language.lexicon import line_name
from assistant.language.normal import search_key
from assistant.language.privacy import masked
from assistant.models.answer import Answer, Outcome
from assistant.models.learning import Failure
from assistant.models.lexicon import LexiconKind

_MOST = 20
_NO_ANSWER = (Outcome.NO_MATCH, Outcome.NOT_IN_REPORT)
_UNSURE = (Outcome.WHICH_ITEM, Outcome.WHICH_ASPECT)


@dataclass(frozen=True, slots=True)
class Signals:
    """What the log keeps for learning.

    failure: how the question failed, "" where it did not. uncovered: the word that nothing
    explained, else the subject, masked. line: the lexicon lines and the alias
    that had a part in the answer, one a line, the one that led to it first.
    """

    failure: str = ""
    uncovered: str = ""
    line: str = ""


NO_SIGNALS = Signals()


def signals_of(context: Context, answer: Answer) -> Signals:
    """The signals of one answer; a pressed button and 都不是 speak of the question before."""
    before = context.before
    if none_of_these(context.question.text):
        return Signals(Failure.NONE_OF_THESE, before.uncovered, before.line)
    if context.reading is None:
        if context.question.chosen and answer.item:
            first = not before.item_code and before.offered[:1] == (answer.item.code,)
            return Signals("", before.uncovered, before.line if first else "")
        return NO_SIGNALS
    return Signals(_failure(answer), uncovered_word(context), _line(context, answer))


def uncovered_word(context: Context) -> str:
    """The word of a question that nothing explained; masked.

    Else the words of the meaning that explained it, else its subject.
    """
    if context.reading is None:
        return ""
    reading = context.reading
    words = context.knowledge.retriever.uncovered(context.found) if context.found else ()
    # Where all is explained, and yet it failed, what explained it is in doubt.
    fired = "＋".join(reading.fired[0].words) if reading.fired else ""
    # A cut may free a number from the words that would have given it away.
    kept = search_key(masked(reading.key))
    for word in (*words, fired, reading.subject, reading.key):
        if word and all(part in kept for part in word.split("＋")):
            return masked(word)[:_MOST]
    return ""


def _failure(answer: Answer) -> str:
    if answer.outcome in _NO_ANSWER:
        return Failure.NO_ANSWER
    return Failure.UNSURE if answer.outcome in _UNSURE else ""


def _line(context: Context, answer: Answer) -> str:
    if context.found is None or answer.outcome not in (Outcome.OUTSIDE, Outcome.ITEM, *_UNSURE):
        return ""
    reading, retriever = context.found.reading, context.knowledge.retriever
    actions = sorted(retriever.actions_wanted(reading))
    wanted = (line_name(LexiconKind.ACTION, action) for action in actions)
    return "\n".join(one for one in (_led(context, answer), *reading.lines, *wanted) if one)


def _led(context: Context, answer: Answer) -> str:
    assert context.found is not None
    if answer.outcome is Outcome.OUTSIDE:
        outside = context.knowledge.outside_of(context.found)
        return outside[1].line if outside else ""
    return context.found.line
