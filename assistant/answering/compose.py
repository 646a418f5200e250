"""The answer about one item (答复): what was asked first, the whole card below, the source."""

from collections.abc import Sequence

from assistant.answering.card import LINE_OF, card_of, material_told
from assistant.answering.frequent import amount_told, asks_amount
from assistant.answering.needed import asks_paper_alone, held, paper_asked
from assistant.answering.pipeline import Context
from assistant.language.normal import search_key
from assistant.models.answer import Answer, Aspect, CardField, Choice, Hit, Outcome, Source
from assistant.models.item import Faq, Material, ServiceItem


def compose(context: Context, hit: Hit, others: Sequence[Hit]) -> Answer:
    """An answer from the record's own fields; others are offered in case this is not meant."""
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


def choices(hits: Sequence[Hit]) -> tuple[Choice, ...]:
    """Hits as buttons."""
    return tuple(Choice(hit.code, hit.name, hit.department) for hit in hits)


def asked_of(context: Context, hit: Hit) -> Faq | None:
    """The item's frequent question that is asked; None for none."""
    knowledge, reading = context.knowledge, context.reading
    item = knowledge.items[hit.code].item
    return knowledge.frequent.asked(item, reading, knowledge.retriever) if reading else None


def _sentence(context: Context, hit: Hit, card: tuple[CardField, ...]) -> str:
    """What the record says of the aspect, after the frequent question where one is asked."""
    say, known, reading = context.knowledge.say, context.knowledge.items[hit.code], context.reading
    faq = asked_of(context, hit)
    amount = asks_amount(known.item, context.aspect, reading.key if reading else "")
    if amount:
        faq = faq or amount_told(known.item)
    told = [say("item.faq", question=faq.question, answer=faq.answer)] if faq else []
    told += _paper(context, known.item)
    if amount:
        told += () if faq else (say("item.no_amount", name=hit.name),)
        fee = next(field for field in card if field.field == "fee")
        told += () if fee.missing else (say("item.fee_beside", value=fee.value),)
    else:
        told.append(_of_aspect(context, hit, card))
    return "\n".join(told)


def _paper(context: Context, item: ServiceItem) -> list[str]:
    """要居住证吗: whether the item's list of materials holds the paper, where one is asked about."""
    key, say = search_key(context.question.text), context.knowledge.say
    paper = paper_asked(key)
    if not paper or not item.materials:
        return []
    if papers := held(item, paper):
        value = "\n".join(map(material_told, papers))
        return [say("item.paper", name=item.name, value=value)]
    # 食品经营许可要办健康证吗 names a matter besides; what it asks may stand elsewhere.
    return [say("item.no_paper", name=item.name, paper=paper)] if asks_paper_alone(key) else []


def _of_aspect(context: Context, hit: Hit, card: tuple[CardField, ...]) -> str:
    say = context.knowledge.say
    if context.aspect is Aspect.GENERAL:
        where = next(field for field in card if field.field == "where")
        told = "" if where.missing else say("item.place", value=where.value)
        department = hit.department or say("item.no_department")
        return say("item.general", name=hit.name, department=department, where=told)
    if context.aspect is Aspect.HOW and (how := _how(context, hit)):
        return say("item.how", name=hit.name, value=how)
    line = next(field for field in card if field.field == LINE_OF[context.aspect])
    if line.missing:
        return say("item.missing", name=hit.name, label=line.label)
    return say(f"item.{context.aspect}", name=hit.name, value=line.value)


def _named(material: Material) -> str:
    """A material by its name; one that not everybody needs is told to be such."""
    return material.name if material.need in ("", "必要") else f"{material.name}（按情形）"


def _how(context: Context, hit: Hit) -> str:
    """What a citizen does, in order, then what the office does; "" where the record tells neither."""
    item, say = context.knowledge.items[hit.code].item, context.knowledge.say
    parts = (
        ("how.materials", dict.fromkeys(map(_named, item.materials))),
        ("how.ways", item.handle_ways),
        ("how.steps", [step.name for step in item.steps]),
    )
    told = [say(phrase, value="、".join(values)) for phrase, values in parts if values]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(told, start=1))
