"""The learning loop (学习闭环): what failed, and the edits that mend it."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.models.lexicon import LexiconKind, LexiconLine


class Failure(StrEnum):
    """How a question failed (没答好的原因)."""

    NO_ANSWER = "no_answer"
    UNSURE = "unsure"
    NONE_OF_THESE = "none_of_these"
    THUMBS_DOWN = "thumbs_down"


FAILURE_LABELS: dict[Failure, str] = {
    Failure.NO_ANSWER: "没有答案",
    Failure.UNSURE: "拿不准，反问",
    Failure.NONE_OF_THESE: "点了都不是",
    Failure.THUMBS_DOWN: "说没帮助",
}


class GroupState(StrEnum):
    """Where the work on a group of failed questions stands (处理状态)."""

    OPEN = "open"
    DONE = "done"
    ASIDE = "aside"


STATE_LABELS: dict[GroupState, str] = {
    GroupState.OPEN: "待处理",
    GroupState.DONE: "已处理",
    GroupState.ASIDE: "不处理",
}


class Action(StrEnum):
    """What an edit does (改动方式)."""

    LINE = "line"
    LINE_OFF = "line_off"
    ALIAS = "alias"
    FAQ = "faq"


ACTION_LABELS: dict[Action, str] = {
    Action.LINE: "词库",
    Action.LINE_OFF: "停用词条",
    Action.ALIAS: "事项别名",
    Action.FAQ: "常见问题",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of what answers draw on (改动).

    LINE puts cells into a lexicon table, in the place of the line named by replaces ("" for
    a new one). LINE_OFF switches that line off. ALIAS gives an item, by code, a name
    (cells: 别名); FAQ a question and its answer (cells: 问题, 答案, 别名 or "").
    """

    action: Action
    table: str = ""
    cells: tuple[str, ...] = ()
    replaces: str = ""
    code: str = ""

    @property
    def title(self) -> str:
        """What is changed, in one line for lists and the audit log."""
        named = self.replaces if self.action is Action.LINE_OFF else self.cells[0]
        return f"{ACTION_LABELS[self.action]}“{named}”"

    @property
    def line(self) -> LexiconLine:
        """The lexicon line that LINE puts."""
        return LexiconLine(LexiconKind(self.table), self.cells)
