"""Forms for an edit (改动表单), filled in as far as a group of failed questions suggests it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.knowledge import Knowledge
from assistant.errors import BadInput
from assistant.language.lexicon import COLUMNS
from assistant.language.normal import search_key
from assistant.models.learning import Action, Edit
from assistant.models.lexicon import LexiconKind, LexiconLine

MOST_CHARACTERS = 2000
TABLE_LABELS: Mapping[LexiconKind, str] = {
    LexiconKind.MEANING: "说法",
    LexiconKind.CANONICAL: "规范词",
    LexiconKind.ACTION: "办理动作",
    LexiconKind.OUTSIDE: "目录外事项",
    LexiconKind.HOMOPHONE: "同音例外",
}
HINTS: Mapping[str, str] = {
    "说法": "群众怎么说。几种说法用 | 隔开；要同时出现的用 & 连接；! 开头的不能出现。例如：饭馆|小饭店&开|办",
    "正式词": "事项名称里的词或事项编码，几个用空格隔开，最合适的写在前面",
    "例句": "一句会这样问的话，用来检查这条说法有没有用",
    "谁办": "办理单位",
    "怎么找": "地址、电话或网站",
    "问法": "几种问法用 | 隔开",
    "事项名用词": "事项名称里的用词，用 | 隔开",
    "别名": "群众平时怎么叫这件事",
    "答案": "照实写，写明依据或出处；发布前由另一位审核员核对",
}
_OUTSIDE_TERM = "这件事叫什么，照群众会说的写，例如：驾照换证"
_FAQ_COLUMNS = ("问题", "答案", "别名")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a form begins with: its cells, and items that may be meant, as (code, name)."""

    cells: tuple[str, ...]
    items: tuple[tuple[str, str], ...] = ()


def columns_of(action: Action, table: str) -> tuple[str, ...]:
    """The titles of an edit's cells; KeyError or ValueError for a table that there is not."""
    if action is Action.ALIAS:
        return ("别名",)
    if action is Action.FAQ:
        return _FAQ_COLUMNS
    return COLUMNS[LexiconKind(table)]


def hint_of(title: str, table: str) -> str:
    """What is said below a cell's title; "" where the title says enough."""
    if table == LexiconKind.OUTSIDE and title == "正式词":
        return _OUTSIDE_TERM
    return HINTS.get(title, "")


def suggestion(
    action: Action,
    table: str,
    word: str,
    questions: Sequence[str],
    items: Sequence[tuple[str, str]],
) -> Suggestion:
    """Cells for a new edit from a group: its word, its latest question, the likeliest item."""
    question = questions[0].splitlines()[0] if questions and questions[0] else ""
    likely = items[0][1] if items else ""
    cells = {
        "说法": word,
        "正式词": word if table == LexiconKind.OUTSIDE else likely,
        "例句": question or word,
        "口语词": word,
        "词": word,
        "别名": word,
        "问题": question,
    }
    titles = columns_of(action, table)
    return Suggestion(tuple(cells.get(title, "") for title in titles), tuple(items))


def likely_items(
    knowledge: Knowledge, region: str, questions: Sequence[str], chosen: Sequence[str]
) -> list[tuple[str, str]]:
    """Items that a group's questions may mean: those chosen in the end, then the best hits."""
    retriever = knowledge.retriever
    found = dict.fromkeys(code for code in chosen if code in knowledge.items)
    for question in list(dict.fromkeys(questions))[:3]:
        hits = retriever.find(retriever.read(question.splitlines()[0]), region).hits
        found |= dict.fromkeys(hit.code for hit in hits[:3])
    return [(code, knowledge.items[code].item.name) for code in list(found)[:6]]


def edit_of(form: Mapping[str, str], knowledge: Knowledge) -> Edit:
    """The edit that a posted form describes; BadInput where it describes none."""
    try:
        action, table = Action(form.get("action", "")), form.get("table", "")
        titles = columns_of(action, table)
    except ValueError as error:
        raise BadInput("没有这种改动，请从学习队列或词库重新进入。") from error
    cells = tuple(
        form.get(f"c{place}", "").strip()[:MOST_CHARACTERS] for place in range(len(titles))
    )
    replaces = form.get("replaces", "")
    if action is Action.LINE_OFF:
        return Edit(action, table, (), replaces)
    if action is Action.LINE:
        return Edit(action, table, cells, replaces)
    return Edit(action, "", cells, "", _code_of(form, knowledge))


def line_cells(line: LexiconLine) -> tuple[str, ...]:
    """A line's cells, as many as its table has columns."""
    most = len(COLUMNS[line.kind])
    return (*line.cells, *[""] * most)[:most]


def _code_of(form: Mapping[str, str], knowledge: Knowledge) -> str:
    """The item that was chosen or named: by code, or by its whole name; "" where there is none.

    A name that was looked up before (searched) gives way to what was chosen from the finds.
    """
    named = form.get("other", "").strip()
    if not named or (named == form.get("searched") and form.get("code")):
        return form.get("code", "") if form.get("code", "") in knowledge.items else ""
    key = search_key(named)
    for code, known in knowledge.items.items():
        if key in (search_key(code), search_key(known.item.name)):
            return code
    return ""
