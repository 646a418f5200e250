"""Frequent questions put to their items (常见问题归入事项)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.ingest.faq import FaqRow
from assistant.models.item import Faq, ServiceItem
from assistant.models.loading import Refusal


def with_faq(
    items: Iterable[ServiceItem], rows: Sequence[FaqRow], file: str
) -> tuple[list[ServiceItem], list[Refusal]]:
    """The items that rows belong to, with their questions, and the rows that fit no item.

    A row belongs to the item of its code, without a code to the one item of its name. A
    question that an item has already gets the row's answer; a new one comes last.
    """
    by_code = {item.code: item for item in items}
    codes: dict[str, list[str]] = {}
    for item in by_code.values():
        codes.setdefault(item.name, []).append(item.code)
    asked: dict[str, dict[str, str]] = {}
    refused = []
    for row in rows:
        fitting = [row.code] if row.code in by_code else [] if row.code else codes.get(row.name, [])
        if len(fitting) == 1:
            asked.setdefault(fitting[0], {})[row.question] = row.answer
        else:
            refused.append(_refusal(row, file, len(fitting)))
    return [_asked(by_code[code], pairs) for code, pairs in asked.items()], refused


def _asked(item: ServiceItem, pairs: dict[str, str]) -> ServiceItem:
    every = {faq.question: faq.answer for faq in item.faq} | pairs
    return replace(item, faq=tuple(Faq(question, answer) for question, answer in every.items()))


def _refusal(row: FaqRow, file: str, fitting: int) -> Refusal:
    column, value = ("实施编码", row.code) if row.code else ("事项名称", row.name)
    if fitting:
        reason = f"目录里有 {fitting} 个同名的事项，请改填实施编码。"
    else:
        reason = "目录里没有这个事项，请改正，或先导入这个事项。"
    return Refusal(file, row.number, column, value, reason)
