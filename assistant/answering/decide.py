"""Retrieval and decision: answer, ask which of at most four, or say that we do not know."""

from dataclasses import dataclass

from assistant.answering.card import LINE_OF, card_of
from assistant.answering.pipeline import Context, Step
from assistant.models.answer import (
    Answer,
    Aspect,
    CardField,
    Choice,
    Hit,
    Outcome,
    Source,
)

MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The knobs of the decision (阈值), all from 0 to 1.

    answer: least score of a hit that is answered. gap: least lead over the next hit.
    offer: least score of a hit that is offered in a question back.
    """

    answer: float = 0.55
    gap: float = 0.08
    offer: float = 0.3


def retrieve(context: Context) -> Answer | None:
    """Look the subject up among the items of the region."""
    context.hits = context.knowledge.retriever.items(context.subject, context.question.region)
    return None


def decide(thresholds: Thresholds) -> Step:
    """Three bands: answer with alternatives, ask with at most four buttons, decline."""

    def decide(context: Context) -> Answer | None:
        offered = [hit for hit in context.hits if hit.score >= thresholds.offer][:MOST_CHOICES]
        if not offered:
            return Answer(Outcome.NO_MATCH, context.knowledge.say("none"))
        best = offered[0]
        close = [hit for hit in offered[1:] if best.score - hit.score < thresholds.gap]
        if best.score >= thresholds.answer and (not close or _same_answer(context, best, close)):
            return compose(context, best, close)
        if len(offered) == 1:
            return (
                compose(context, best, ())
                if best.score >= thresholds.answer
                else _near(context, offered)
            )
        return Answer(
            Outcome.WHICH_ITEM,
            context.knowledge.say("which.item"),
            confidence=best.score,
            choices=choices(offered),
        )

    return decide


def choices(hits: list[Hit] | tuple[Hit, ...]) -> tuple[Choice, ...]:
    """Hits as buttons."""
    return tuple(Choice(hit.code, hit.name, hit.department) for hit in hits)


def _near(context: Context, offered: list[Hit]) -> Answer:
    return Answer(
        Outcome.NO_MATCH,
        context.knowledge.say("none.near"),
        confidence=offered[0].score,
        choices=choices(offered),
    )


def _same_answer(context: Context, best: Hit, close: list[Hit]) -> bool:
    """Whether what was asked is the same for all that may be meant: then nobody need choose."""
    line = LINE_OF.get(context.aspect)
    if line is None:
        return False
    told = {_line(context, hit.code, line).value for hit in (best, *close)}
    return len(told) == 1


def _line(context: Context, code: str, name: str) -> CardField:
    return next(f for f in card_of(context.knowledge.items[code]) if f.field == name)


def compose(context: Context, hit: Hit, others: list[Hit] | tuple[Hit, ...]) -> Answer:
    """The answer about one item: what was asked first, the whole card below, the source."""
    known = context.knowledge.items[hit.code]
    card = card_of(known)
    text = _sentence(context, hit, card)
    if others:
        text += "\n" + context.knowledge.say("item.also")
    source = Source(f"{known.item.name}（{known.source}）", f"/items/{hit.code}", known.as_of)
    return Answer(
        Outcome.ITEM,
        text,
        confidence=hit.score,
        item=hit,
        card=card,
        choices=choices(others),
        sources=(source,),
    )


def _sentence(context: Context, hit: Hit, card: tuple[CardField, ...]) -> str:
    say = context.knowledge.say
    if context.aspect is Aspect.GENERAL:
        where = next(f for f in card if f.field == "where")
        told = "" if where.missing else f"办理地点：{where.value}"
        department = hit.department or "承办部门（事项库未写明）"
        return say("item.general", name=hit.name, department=department, where=told)
    line = next(f for f in card if f.field == LINE_OF[context.aspect])
    if line.missing:
        return say("item.missing", name=hit.name, label=line.label)
    return say(f"item.{context.aspect}", name=hit.name, value=line.value)
