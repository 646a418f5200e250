"""The question back (反问): which item, or, where that splits better, which kind of handling."""

from collections.abc import Sequence

from assistant.answering.compose import choices
from assistant.answering.pipeline import Context
from assistant.models.answer import Answer, Choice, Hit, Outcome

MOST_CHOICES = 4
_CLOSE = 0.6


def ask_back(context: Context, hits: Sequence[Hit]) -> Answer:
    """Ask what splits the candidates best, with at most four buttons.

    Up to four close candidates are offered themselves. Of more, it is asked what is to be
    done (新办, 变更, 补办 …) or for whom (个人, 企业), where that leaves at most four
    answers and tells the candidates apart. What was said already is not asked again.
    """
    say = context.knowledge.say
    close = [hit for hit in hits if hit.score >= _CLOSE * hits[0].score]
    if fitting := _as_wanted(context, close):
        hits = close = fitting
    if len(close) > MOST_CHOICES:
        for phrase, kinds in (
            ("which.action", [_actions(context, hit) for hit in close]),
            ("which.audience", [_audience(context, hit) for hit in close]),
        ):
            if options := _splitting(kinds):
                buttons = tuple(_button(context, option) for option in options)
                return Answer(
                    Outcome.WHICH_ASPECT, say(phrase), confidence=hits[0].score, choices=buttons
                )
    offered = choices(hits[:MOST_CHOICES])
    return Answer(Outcome.WHICH_ITEM, say("which.item"), confidence=hits[0].score, choices=offered)


def _as_wanted(context: Context, hits: Sequence[Hit]) -> list[Hit]:
    """Those that do what the question says is to be done; one alone is no choice."""
    if context.reading is None:
        return []
    retriever = context.knowledge.retriever
    # What the lexicon means by a thing alone (营业执照: 设立) is not what somebody wants done.
    if not retriever.actions_said(context.reading):
        return []
    wanted = retriever.actions_wanted(context.reading)
    fitting = [hit for hit in hits if _actions(context, hit) & wanted]
    return fitting if len(fitting) > 1 else []


def _splitting(kinds: Sequence[frozenset[str]]) -> list[str]:
    """The options, if each candidate has just one and no option holds most of them."""
    if any(len(kind) != 1 for kind in kinds):
        return []
    named = [next(iter(kind)) for kind in kinds]
    options = list(dict.fromkeys(named))
    largest = max(named.count(option) for option in options)
    splits = 2 <= len(options) <= MOST_CHOICES and largest * 2 <= len(named) + 1
    return options if splits else []


def _actions(context: Context, hit: Hit) -> frozenset[str]:
    return context.knowledge.retriever.actions_in(hit.name)


def _audience(context: Context, hit: Hit) -> frozenset[str]:
    """个人 or 企业, where an item is for one of them alone."""
    audience = context.knowledge.items[hit.code].item.audience
    return frozenset("个人" if "自然人" in kind else "企业" for kind in audience)


def _button(context: Context, option: str) -> Choice:
    """A button that asks the same again with the option said: no memory is needed for it."""
    subject = context.reading.subject if context.reading else ""
    return Choice("", f"{subject} {option}", option)
