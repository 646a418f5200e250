"""Follow-up questions (追问): a button, 第二个, 都不是, 要带什么材料 without saying of what."""

import re
from dataclasses import replace

from assistant.answering.compose import choices, compose
from assistant.answering.knowledge import KnownItem
from assistant.answering.needed import asks_paper_alone
from assistant.answering.pipeline import Context
from assistant.language.aspects import asks_beside
from assistant.language.normal import search_key
from assistant.models.answer import Answer, Aspect, Hit, Outcome

_ORDINAL = re.compile(
    r"^(?:我?要?选?(?:办|的是)?)?第([一二三四1-4])(?:个|项|种|条)?(?:吧|的|呢)?[.。!]?$"
)
_NONE = re.compile(
    r"^(?:这?(?:几个|些)?(?:都|全)?不(?:是|对)(?:这个|这些|这几个|的|我要的|我问的|我要办的)?|"
    r"(?:以上)?都不是|不是这(?:个|项)|答非所问)[了的吧啊.。,!]*$"
)
_ANOTHER = re.compile(
    r"^(?:那|再|还有|有没有)*(?:换一?个|换一批|别的|其他的?|其它的?)(?:呢|吗|吧|有吗|看看)*[.。?!]*$"
)
_CORRECTION = re.compile(
    r"^(?:不是|不对|错了|说错了|搞错了|弄错了)(?:这个|这样|的|啊|吧|了)*[,，。.!！;； ]+"
    r"(?:我(?:是|的意思)*(?:说|问|讲|指|要|想)*(?:的?是)?)?(?=.{2})"
)
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def choose(context: Context) -> Answer | None:
    """Somebody pressed the button of an item: it is answered, in the aspect asked before."""
    known = context.knowledge.items.get(context.question.chosen)
    if known is None:
        return None
    context.aspect = context.before.aspect
    return compose(context, hit_of(known), ())


def follow_up(context: Context) -> Answer | None:
    """第二个 and 都不是 mean what was offered before; without it, it is asked what is meant."""
    key = search_key(context.question.text)
    offered = _known(context)
    number = _ORDINAL.match(key)
    if number and offered:
        place = _NUMBERS.get(number[1]) or int(number[1])
        if place <= len(offered):
            context.aspect = context.before.aspect
            return compose(context, hit_of(offered[place - 1]), ())
    none, answered = none_of_these(context.question.text), context.before.item_code
    left = [hit_of(k) for k in offered if k.item.code != answered]
    if answered and left and (none or _ANOTHER.match(key)):
        said = context.knowledge.say("which.item")
        return Answer(Outcome.WHICH_ITEM, said, choices=choices(left))
    if none and (offered or answered):
        return Answer(Outcome.NO_MATCH, context.knowledge.say("none.of_these"))
    if known := _asked_for_paper(context, key):
        context.aspect = Aspect.MATERIALS
        return compose(context, hit_of(known), ())
    if number or none:
        return about_earlier(context) if offered else _which_subject(context)
    return None


def _asked_for_paper(context: Context, key: str) -> KnownItem | None:
    """The item before, where its materials tell of the paper that is asked for (要居住证吗)."""
    known = context.knowledge.items.get(context.before.item_code)
    return known if known and known.item.materials and asks_paper_alone(key) else None


def none_of_these(text: str) -> bool:
    """Whether somebody says 都不是 to what was offered."""
    return _NONE.match(search_key(text)) is not None


def said_instead(text: str) -> str:
    """What somebody means who says that it was understood wrongly (不是，我是说丢了)."""
    return _CORRECTION.sub("", text)


def about_earlier(context: Context) -> Answer | None:
    """A question without a subject asks about the item before, or leads back to what was offered."""
    known = context.knowledge.items.get(context.before.item_code)
    if known is not None and context.aspect is not Aspect.GENERAL:
        return compose(context, hit_of(known), ())
    offered = _known(context)
    if offered:
        said = context.knowledge.say("which.item")
        hits = [hit_of(known) for known in offered]
        return Answer(Outcome.WHICH_ITEM, said, choices=choices(hits))
    return _which_subject(context)


def asked_of_earlier(context: Context) -> bool:
    """Whether something was answered or offered before, and what is asked names no other matter."""
    before = context.before
    asked = before.item_code or before.offered
    return bool(asked and context.reading and asks_beside(context.reading.key))


def more_of_earlier(context: Context, surely: bool = False) -> Answer | None:
    """要空腹吗 after 健康证: a frequent question of the item before, which names no other.

    Also what names nothing at all (要本人去吗), or what may be asked of any matter (能代办吗):
    then it is said that the record does not tell. surely: the item before is meant.
    """
    known, reading = context.knowledge.items.get(context.before.item_code), context.reading
    if reading is None:
        return None
    beside = surely or asked_of_earlier(context)
    if known is None:
        return about_earlier(context) if beside else None
    retriever, answer = context.knowledge.retriever, compose(context, hit_of(known), ())
    if context.knowledge.frequent.asked(known.item, reading, retriever):
        return answer
    if not beside and (reading.fired or retriever.telling(reading.subject)):
        return None
    # What was asked of the record is told already.
    if context.aspect is not Aspect.GENERAL:
        return answer
    untold = context.knowledge.say("item.untold", name=known.item.name)
    return replace(answer, text=f"{untold}\n{answer.text}")


def _which_subject(context: Context) -> Answer:
    return Answer(Outcome.WHICH_ASPECT, context.knowledge.say("which.subject"))


def hit_of(known: KnownItem) -> Hit:
    """An item that was named, not searched for."""
    item = known.item
    return Hit(item.code, item.name, item.department, 1.0, ("您选的事项",))


def _known(context: Context) -> list[KnownItem]:
    items = context.knowledge.items
    return [items[code] for code in context.before.offered if code in items]
