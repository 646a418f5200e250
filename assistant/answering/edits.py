"""An edit applied to lines and items without storing it, and what it is meant to bring about."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.knowledge import Knowledge
from assistant.language.lexicon import COLUMNS, fires, meaning_of
from assistant.language.normal import search_key
from assistant.models.item import Faq, ServiceItem
from assistant.models.learning import Action, Edit
from assistant.models.lexicon import LexiconKind, LexiconLine


def edited_lines(lines: Sequence[LexiconLine], edit: Edit) -> list[LexiconLine]:
    """The lines with the edit made; a new line comes last, a changed one in its place."""
    if edit.action not in (Action.LINE, Action.LINE_OFF):
        return list(lines)
    put = [edit.line] if edit.action is Action.LINE else []
    replaced = {edit.replaces, *(line.key for line in put)}
    made: list[LexiconLine] = []
    for line in lines:
        if line.kind.value != edit.table or line.key not in replaced:
            made.append(line)
        elif put:
            made.append(put.pop())
    return made + put


def edited_item(item: ServiceItem, edit: Edit) -> ServiceItem:
    """The item with the alias or the frequent question added; one that it has stays single."""
    if edit.action is Action.ALIAS:
        return replace(item, aliases=_with(item.aliases, edit.cells[0]))
    if edit.action is Action.FAQ:
        question, answer, alias = edit.cells
        kept = tuple(faq for faq in item.faq if faq.question != question)
        return replace(item, faq=(*kept, Faq(question, answer)), aliases=_with(item.aliases, alias))
    return item


def aims_of(edit: Edit, knowledge: Knowledge) -> frozenset[str]:
    """Codes of the items that an edit leads to; empty for an outside service or a switch-off."""
    if edit.code:
        return frozenset((edit.code,))
    if edit.action is Action.LINE and edit.table == LexiconKind.MEANING:
        return frozenset(knowledge.retriever.reached(meaning_of(edit.line).targets))
    return frozenset()


def example_of(edit: Edit) -> str:
    """What somebody would ask whom an edit is to help: its example, alias, question or term.

    "" for an edit of which none can be told.
    """
    if edit.action in (Action.ALIAS, Action.FAQ):
        return edit.cells[0]
    if edit.action is not Action.LINE:
        return ""
    place = {LexiconKind.MEANING: 3, LexiconKind.OUTSIDE: 0}.get(LexiconKind(edit.table))
    return edit.cells[place] if place is not None else ""


def wrong_cells(edit: Edit, knowledge: Knowledge) -> dict[str, str]:
    """What is wrong with an edit's cells, by the number of the cell as text; empty if nothing.

    c0 stands for the first cell. A meaning whose example does not fire on it would never
    do its work; one whose terms reach nothing here would answer nobody.
    """
    if edit.action is Action.LINE:
        return _wrong_line(edit, knowledge)
    if edit.action is Action.ALIAS and len(search_key(edit.cells[0])) < 2:
        return {"c0": "别名至少写两个字。"}
    if edit.action is Action.FAQ:
        named = zip(("c0", "c1"), edit.cells[:2], ("问题", "答案"), strict=True)
        return {name: f"请写{label}。" for name, cell, label in named if not cell}
    return {}


def _wrong_line(edit: Edit, knowledge: Knowledge) -> dict[str, str]:
    kind = LexiconKind(edit.table)
    needed = {LexiconKind.MEANING: 2, LexiconKind.HOMOPHONE: 1}.get(kind, 2)
    wrong = {
        f"c{place}": f"请写{label}。"
        for place, label in enumerate(COLUMNS[kind][:needed])
        if not edit.cells[place]
    }
    if any("\t" in cell or "\n" in cell for cell in edit.cells):
        wrong["c0"] = "每一栏只写一行，不要换行。"
    if wrong or kind is not LexiconKind.MEANING:
        return wrong
    try:
        meaning = meaning_of(edit.line)
    except ValueError as error:
        return {"c0": f"{error}。"}
    if not fires(meaning, search_key(meaning.example)):
        return {"c3": "例句里没有这条说法的词，请改例句或改说法。"}
    if not knowledge.retriever.reached(meaning.targets) and not any(
        knowledge.outside.handling(term) for term in meaning.targets
    ):
        return {"c1": "目录里没有事项用到这个正式词，请照事项名称填写。"}
    return {}


def _with(aliases: tuple[str, ...], alias: str) -> tuple[str, ...]:
    return aliases if not alias or alias in aliases else (*aliases, alias)
