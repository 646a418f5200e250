"""What is said after a question (补充): 公积金, then 租房 — two short lines that make one question."""

from assistant.answering.decide import Thresholds, sure
from assistant.answering.follow_up import asked_of_earlier, more_of_earlier, said_instead
from assistant.answering.pipeline import Context, Step
from assistant.language.aspects import asks_if_entitled, asks_whether
from assistant.models.answer import Answer
from assistant.search.retriever import Found

_MOST_CHARACTERS = 8
_NOTHING = 0.35


def narrowed(thresholds: Thresholds) -> Step:
    """A few words are read together with the question before, where together they are sure.

    Together they must lead to what was offered, or to what they may mean alone, too. After a
    question back, and where alone they name many matters or none (补办), it is enough that
    they say what is to be done. So it is where a meaning of the lexicon needs words of both
    (离婚, then 对方不同意咋办), which may lead to another office, too.
    """

    def narrowed(context: Context) -> Answer | None:
        before, alone = context.before, context.found
        assert context.reading is not None and alone is not None
        if not before.said or len(context.reading.subject) > _MOST_CHARACTERS:
            return None
        if sure(alone, thresholds) and not before.asked_back and not _points_back(context):
            return None
        retriever = context.knowledge.retriever
        for opening in _openings(context):
            reading = retriever.read(f"{opening} {alone.reading.key}")
            together = retriever.find(reading, context.question.region)
            if sure(together, thresholds):
                fits = _fits(context, thresholds, together, alone)
            else:
                fits = _led_elsewhere(context, thresholds, together, alone)
            if fits:
                context.reading, context.found = reading, together
                context.aspect = reading.aspect
                return None
        leans = _of_item_before(context, thresholds, alone)
        return more_of_earlier(context, surely=True) if leans else None

    return narrowed


def _of_item_before(context: Context, thresholds: Thresholds, alone: Found) -> bool:
    """Whether 要房东配合吗 is asked of the item before: nothing else is sure, both together lead there."""
    known = context.knowledge.items.get(context.before.item_code)
    key = alone.reading.key
    leans = asks_if_entitled(key) or (asks_whether(key) and not sure(alone, thresholds))
    if known is None or not leans:
        return False
    retriever = context.knowledge.retriever
    reading = retriever.read(f"{known.item.name} {key}")
    together = retriever.find(reading, context.question.region)
    if not together.hits or together.hits[0].code != known.item.code:
        return False
    return sure(together, thresholds) or alone.right < _NOTHING


def _fits(context: Context, thresholds: Thresholds, together: Found, alone: Found) -> bool:
    meant, before = together.hits[0], context.before
    if meant.code in before.offered:
        return True
    # 能代办吗 has hits of its own (帮办代办), which nobody means after an item.
    own = {hit.code for hit in alone.hits}
    if meant.code in own and not asked_of_earlier(context):
        return together.right >= alone.right
    if not sure(alone, thresholds) and together.line in _of_both(context, together, alone):
        return True
    retriever = context.knowledge.retriever
    done = retriever.actions_said(alone.reading) & retriever.actions_in(meant.name)
    known = context.knowledge.items.get(before.item_code)
    sibling = known is not None and retriever.stem(known.item.name) == retriever.stem(meant.name)
    return (before.asked_back > 0 or alone.broad or sibling) and bool(done)


def _led_elsewhere(context: Context, thresholds: Thresholds, together: Found, alone: Found) -> bool:
    """Whether a meaning of both is no matter here, and the few words alone are none at all."""
    if sure(alone, thresholds) or together.inside >= thresholds.inside:
        return False
    of_both = _of_both(context, together, alone)
    missed = {one.meaning.line for one in together.ranking.reached.uncovered}
    return bool(missed & of_both) and context.knowledge.outside_of(together) is not None


def _points_back(context: Context) -> bool:
    """Whether a few words lean on the question before, sure as they may be alone (摩托车的呢)."""
    assert context.reading is not None
    key = context.reading.key
    return asked_of_earlier(context) or asks_if_entitled(key) or key.endswith(("的呢", "的呢?"))


def _openings(context: Context) -> list[str]:
    """What the few words may add to: the question before, or what its item is about.

    The latter where they say only what is to be done (变更呢, then 丢了呢): what was to be
    done before does not count then.
    """
    known = context.knowledge.items.get(context.before.item_code)
    retriever = context.knowledge.retriever
    assert context.reading is not None
    if known is None or not retriever.only_does(context.reading):
        return [_said(context)]
    return [retriever.stem(known.item.name), _said(context)]


def _said(context: Context) -> str:
    """The question before; its item, where it names none itself (要带什么, 丢了呢)."""
    before = context.before
    known = context.knowledge.items.get(before.item_code)
    said = said_instead(before.said)
    if known is None:
        return said
    retriever = context.knowledge.retriever
    reading = retriever.read(said)
    named = reading.subject and not retriever.only_does(reading)
    return said if named else known.item.name


def _of_both(context: Context, together: Found, alone: Found) -> frozenset[str]:
    """The meanings, as lines of the lexicon, that fire for both lines together and for neither alone."""
    first = context.knowledge.retriever.read(_said(context))
    apart = {one.meaning.line for reading in (first, alone.reading) for one in reading.fired}
    return frozenset(one.meaning.line for one in together.reading.fired) - apart
