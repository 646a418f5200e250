"""Retrieval and decision: answer, ask which of at most four, or decline and say who does it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.ask_back import MOST_CHOICES, ask_back
from assistant.answering.card import card_of
from assistant.answering.compose import asked_of, choices, compose
from assistant.answering.follow_up import asked_of_earlier, more_of_earlier
from assistant.answering.pipeline import Context, Step
from assistant.models.answer import Answer, Aspect, Hit, Outcome, Source
from assistant.search.retriever import Found

MOST_QUESTIONS = 2
_SHOWN_BESIDE = 3
_VARIANT = 0.5
_TOPICS = re.compile(
    r"(?<=[\u3400-\u9fff]{2})(?:[,;。 ]?(?:以及|还有|顺便|另外)[,:]?|、|和|及|跟)(?=[\u3400-\u9fff]{2})"
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The knobs of the decision (阈值), probabilities from 0 to 1.

    answer: from which the first hit is answered, at_length: of a message of several lines,
    which is less often right than a line of the same certainty. inside: below which the
    matter is taken not to be in the catalogue. beside: least score of what is shown beside
    an answer, as a share of the first hit's.
    """

    answer: float = 0.675
    at_length: float = 0.7
    inside: float = 0.45
    beside: float = 0.8

    def of(self, message: str) -> "Thresholds":
        """Those by which a message is judged."""
        return replace(self, answer=self.at_length) if "\n" in message else self


def sure(found: Found | None, thresholds: Thresholds) -> bool:
    """Whether the first hit is answered: it is likely meant, and the question is not too broad."""
    return bool(found and found.hits and found.right >= thresholds.answer and not found.broad)


def retrieve(context: Context) -> Answer | None:
    """Look the subject up among the items of the region, with the message's further lines."""
    assert context.reading is not None
    _, _, body = context.question.text.partition("\n")
    retriever = context.knowledge.retriever
    context.found = retriever.find(context.reading, context.question.region, body)
    return None


def two_topics(thresholds: Thresholds) -> Step:
    """A line that asks for two matters (户口和医保怎么办) gets both offered."""

    def two_topics(context: Context) -> Answer | None:
        assert context.reading is not None and context.found is not None
        if context.found.right >= thresholds.answer:
            return None
        found = _by_topic(context)
        if not found or not all(one.right >= thresholds.answer for one in found):
            return None
        hits = list({hit.code: hit for hit in (_meant(context, one) for one in found)}.values())
        if len(hits) < 2:
            return None
        said = context.knowledge.say("which.topics")
        return Answer(Outcome.WHICH_ITEM, said, confidence=hits[0].score, choices=choices(hits))

    return two_topics


def decide(thresholds: Thresholds) -> Step:
    """Three bands by how sure we are: answer with alternatives, ask back, decline."""

    def decide(context: Context) -> Answer | None:
        found = context.found
        hits = found.hits if found else ()
        # 能代办吗 after an item is asked of it, though there is an item of that name.
        if asked_of_earlier(context) and (earlier := more_of_earlier(context, surely=True)):
            return earlier
        if found and sure(found, thresholds.of(context.question.text)):
            if found.otherwise and not asked_of(context, hits[0]):
                tired = context.before.asked_back >= MOST_QUESTIONS
                return _give_up(context, hits) if tired else _otherwise(context, found)
            beside = (
                *_other_topic(context, hits[0], thresholds),
                *_beside(context, hits, thresholds),
            )
            return compose(
                context, hits[0], list({hit.code: hit for hit in beside}.values())[:MOST_CHOICES]
            )
        if earlier := more_of_earlier(context):
            return earlier
        if found is None or not hits:
            return _decline(context, found)
        # Who reports a wrong is not asked which permit is meant.
        if found.inside < thresholds.inside or found.evidence.amiss or _elsewhere(context, found):
            return _decline(context, found)
        if context.before.asked_back >= MOST_QUESTIONS:
            return _give_up(context, hits)
        return _same_place(context, hits[:MOST_CHOICES]) or ask_back(context, hits)

    return decide


def _otherwise(context: Context, found: Found) -> Answer:
    """The matter is here, but not what is to be done with it: say so, and what is near."""
    said = context.knowledge.say("which.otherwise", action="、".join(found.otherwise))
    near = choices(found.hits[:MOST_CHOICES])
    return Answer(Outcome.WHICH_ITEM, said, confidence=found.right, choices=near)


def _elsewhere(context: Context, found: Found) -> bool:
    """Whether what says most leads to no matter here, and pushes the first hit down.

    A line of the lexicon that says which item is not meant, and leads to another office, knows.
    """
    reached = context.knowledge.retriever.reached
    more = (
        one
        for one in found.ranking.reached.uncovered
        if one.meaning.demoted and one.specificity > found.evidence.reached
    )
    pushed = any(found.hits[0].code in reached(one.meaning.demoted) for one in more)
    return pushed and context.knowledge.outside_of(found) is not None


def _by_topic(context: Context) -> list[Found]:
    """What each of the two matters of a line finds by itself; empty where it names but one."""
    assert context.reading is not None
    parts = _TOPICS.split(context.reading.key)[:2]
    if len(parts) < 2:
        return []
    retriever = context.knowledge.retriever
    readings = [retriever.read(part) for part in parts]
    # 流程及时间 are no two matters: words of every day name none.
    if not all(retriever.telling(reading.subject) for reading in readings):
        return []
    return [retriever.find(reading, context.question.region) for reading in readings]


def _other_topic(context: Context, answered: Hit, thresholds: Thresholds) -> Sequence[Hit]:
    """The other of two matters of one line, where the answer is to one of them."""
    likely = [one for one in _by_topic(context) if one.right >= thresholds.inside]
    meant = [_meant(context, one) for one in likely]
    others = [hit for hit in meant if hit.code != answered.code]
    return others if len(others) < len(meant) else []


def _meant(context: Context, topic: Found) -> Hit:
    """The first hit of one of two matters, in the action that the line says for both (都丢了)."""
    assert context.reading is not None
    retriever, items = context.knowledge.retriever, context.knowledge.items
    said, first = retriever.actions_said(context.reading), topic.hits[0]
    if said & retriever.actions_in(first.name) or not items[first.code].item.parent_name:
        return first
    family = items[first.code].item.parent_name
    alike = (hit for hit in topic.hits if items[hit.code].item.parent_name == family)
    return next((hit for hit in alike if said & retriever.actions_in(hit.name)), first)


def _beside(context: Context, hits: Sequence[Hit], thresholds: Thresholds) -> Sequence[Hit]:
    """What else may be meant: what scores nearly as much, and the variants of the item.

    食品经营许可证 alone says neither 变更 nor 补办: then these are offered, too.
    """
    assert context.reading is not None
    least = hits[0].score * thresholds.beside
    near = [hit for hit in hits[1 : 1 + _SHOWN_BESIDE] if hit.score >= least]
    items = context.knowledge.items
    main = items[hits[0].code].item.parent_name
    if not main or context.knowledge.retriever.actions_said(context.reading):
        return near
    least = hits[0].score * _VARIANT
    for hit in hits[1:]:
        if hit not in near and hit.score >= least and items[hit.code].item.parent_name == main:
            near.append(hit)
    return near[:MOST_CHOICES]


def _give_up(context: Context, hits: Sequence[Hit]) -> Answer:
    """After two questions back a third would only tire: say what is near, and who can help."""
    said = context.knowledge.say("none.near")
    near = choices(hits[:MOST_CHOICES])
    return Answer(Outcome.NO_MATCH, said, confidence=hits[0].score, choices=near)


def _decline(context: Context, found: Found | None) -> Answer:
    """Say whose matter it is where that is known, else that nothing was found."""
    say = context.knowledge.say
    outside = context.knowledge.outside_of(found) if found else None
    if outside is not None and found is not None:
        matter, service = outside
        phrase = "outside.complaint" if found.evidence.amiss else "outside"
        said = say(phrase, matter=matter, body=service.body, contact=service.contact)
        return Answer(Outcome.OUTSIDE, said, confidence=found.right)
    near = found.hits[:MOST_CHOICES] if found and found.inside > 0.1 else ()
    if near and found:
        said = say("none.near")
        return Answer(Outcome.NO_MATCH, said, confidence=found.right, choices=choices(near))
    return Answer(Outcome.NO_MATCH, say("none"), confidence=found.right if found else 0.0)


def _same_place(context: Context, hits: Sequence[Hit]) -> Answer | None:
    """Where is asked, and all that may be meant is handled in one place: nobody need choose."""
    if context.aspect is not Aspect.WHERE:
        return None
    items = [context.knowledge.items[hit.code] for hit in hits]
    fields = [next(f for f in card_of(known) if f.field == "where") for known in items]
    if any(field.missing for field in fields):
        return None
    shared = set.intersection(*(set(field.value.split("\n")) for field in fields))
    if not shared:
        return None
    return Answer(
        Outcome.ITEM,
        context.knowledge.say("item.shared_place", value=min(shared)),
        confidence=hits[0].score,
        choices=choices(hits),
        sources=(Source(items[0].source, "/items", items[0].as_of),),
    )
