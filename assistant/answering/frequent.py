"""Frequent questions of an item (常见问题) that a citizen's question asks in other words."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistant.language.normal import search_key
from assistant.models.answer import Aspect
from assistant.models.item import Faq, ServiceItem
from assistant.search.reading import Reading
from assistant.search.retriever import Retriever

# Of the frequent question's own words that are said, of what is said besides the item that it
# explains, and of both together: shares of rarity.
_LEAST, _TOGETHER = 0.4, 0.6
_LITERALLY, _MARKS = 4, "?!.,。吗呢啊吧 "
_GIVES = re.compile(
    r"补贴|津贴|补助|救助|养老金|退休金|抚恤|最低生活保障|保险金|优待金|助学金|奖学金|奖励|"
    r"稳岗返还|生活费|丧葬|供养|报销|待遇申领"
)
_AMOUNT = re.compile(r"多少|好多|标准|金额|比例|几[百千万块]")
_HOW_MUCH = re.compile(
    r"(?:多少|好多)(?!天|个?工作日|小时|岁|号|次|人|种|材料)|标准|金额|比例|几[百千万块]"
)
_PAYS = re.compile(r"收费|收钱|要钱|[交缴](?:费|钱|多少)|手续费|工本费|花钱|花多少|免费")


@dataclass(frozen=True, slots=True)
class _Prepared:
    """One frequent question: its search key, and its telling words besides the item's own."""

    faq: Faq
    key: str
    wanted: Mapping[str, float]


class FrequentQuestions:
    """The frequent questions of one knowledge; an item's are read when it is first answered."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        self._prepared: dict[str, tuple[_Prepared, ...]] = {}

    def asked(self, item: ServiceItem, reading: Reading, retriever: Retriever) -> Faq | None:
        """The item's frequent question that is asked, the first of equals; None for none.

        Words of the item itself count for neither side: who names it has asked nothing yet.
        The words of the aspect alone (几天, 怎么办) are answered by the record. Who says a part
        of it to the letter (先做什么) means it.
        """
        if not item.faq:
            return None
        if item.code not in self._prepared:
            self._prepare(item, retriever)
        said = _besides(retriever.telling(reading.key), self._own[item.code])
        matter = [word for word in said if word in reading.subject]
        best, found = 0.0, None
        whole = reading.key.strip(_MARKS)
        for one in self._prepared[item.code]:
            if len(whole) >= _LITERALLY and whole in one.key:
                return one.faq
            share, explained = _share(one.wanted, said), _share(said, one.wanted)
            if min(share, explained) < _LEAST or not _told(matter, one.wanted):
                continue
            together = 2 * share * explained / (share + explained)
            if together >= _TOGETHER and together > best:
                best, found = together, one.faq
        return found

    def _prepare(self, item: ServiceItem, retriever: Retriever) -> None:
        named = (item.name, item.parent_name, *item.aliases)
        own = self._own[item.code] = "\n".join(search_key(text) for text in named)
        keys = [search_key(faq.question) for faq in item.faq]
        self._prepared[item.code] = tuple(
            _Prepared(faq, key, _besides(retriever.telling(key), own))
            for faq, key in zip(item.faq, keys, strict=True)
        )


def asks_amount(item: ServiceItem, aspect: Aspect, key: str) -> bool:
    """Whether 多少钱 asks what one gets: of a benefit, unless paying is spoken of."""
    if aspect is Aspect.GENERAL and not _HOW_MUCH.search(key):
        return False
    of_money = aspect in (Aspect.FEE, Aspect.GENERAL)
    return of_money and bool(_GIVES.search(item.name)) and not _PAYS.search(key)


def amount_told(item: ServiceItem) -> Faq | None:
    """The frequent question that tells how much a benefit is."""
    return next((faq for faq in item.faq if _AMOUNT.search(faq.question)), None)


def _besides(telling: Mapping[str, float], own: str) -> Mapping[str, float]:
    return {word: rarity for word, rarity in telling.items() if word not in own}


def _share(of: Mapping[str, float], told: Collection[str]) -> float:
    """How much of the rarity of some words others tell."""
    total = sum(of.values())
    return sum(r for word, r in of.items() if _told((word,), told)) / total if total else 0.0


def _told(words: Collection[str], told: Collection[str]) -> bool:
    """Whether one of the words is told, or a part of one."""
    return any(word in other or other in word for word in words for other in told)
