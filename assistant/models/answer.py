"""A question (咨询) and its answer (答复), with everything a page or an API shows of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.models.figures import Chart, FigureTable


class Outcome(StrEnum):
    """How a question ended (办理结果); the part before the dot is what statistics count."""

    ITEM = "answered.item"
    REPORT = "answered.report"
    GREETING = "answered.greeting"
    EMERGENCY = "answered.emergency"
    WHICH_ITEM = "clarify.item"
    WHICH_ASPECT = "clarify.aspect"
    NO_MATCH = "unanswered.no_match"
    NOT_IN_REPORT = "unanswered.report"
    OUTSIDE = "unanswered.outside"
    NONSENSE = "unanswered.nonsense"
    REFUSED_INPUT = "refused.input"
    OUT_OF_SCOPE = "refused.scope"
    HANDED_OVER = "handed_over"
    FAILED = "failed"

    @property
    def group(self) -> str:
        """The statistic: answered, clarify, unanswered, refused, handed_over or failed."""
        return self.value.split(".")[0]


OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.ITEM: "答了事项",
    Outcome.REPORT: "答了年报",
    Outcome.GREETING: "寒暄",
    Outcome.EMERGENCY: "紧急电话",
    Outcome.WHICH_ITEM: "反问哪一项",
    Outcome.WHICH_ASPECT: "反问要办什么",
    Outcome.NO_MATCH: "没有找到事项",
    Outcome.NOT_IN_REPORT: "年报里没有",
    Outcome.OUTSIDE: "目录外，告诉找谁",
    Outcome.NONSENSE: "看不出要办什么",
    Outcome.REFUSED_INPUT: "输入不合要求",
    Outcome.OUT_OF_SCOPE: "不归这里管",
    Outcome.HANDED_OVER: "转人工",
    Outcome.FAILED: "出错",
}


class Aspect(StrEnum):
    """What of an item is asked (问的方面)."""

    GENERAL = "general"
    WHERE = "where"
    HOW = "how"
    MATERIALS = "materials"
    TIME_LIMIT = "time_limit"
    FEE = "fee"
    ONLINE = "online"
    PHONE = "phone"
    HOURS = "hours"
    STATUS = "status"
    BASIS = "basis"
    CONDITIONS = "conditions"
    RESULT = "result"
    VISITS = "visits"


ASPECT_LABELS: dict[Aspect, str] = {
    Aspect.GENERAL: "办理指南",
    Aspect.WHERE: "在哪里办",
    Aspect.HOW: "怎么办",
    Aspect.MATERIALS: "要带什么材料",
    Aspect.TIME_LIMIT: "要多久",
    Aspect.FEE: "收不收费",
    Aspect.ONLINE: "网上能不能办",
    Aspect.PHONE: "咨询电话",
    Aspect.HOURS: "上班时间",
    Aspect.STATUS: "办理进度",
    Aspect.BASIS: "依据",
    Aspect.CONDITIONS: "办理条件",
    Aspect.RESULT: "办理结果",
    Aspect.VISITS: "要跑几趟",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, as it came (原话): at most 1,000 characters, first line its subject.

    chosen is the code of the item where somebody chose one of the buttons offered.
    """

    text: str
    channel: str = "api"
    conversation: str = ""
    region: str = ""
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One item that may be meant (候选事项), best first in a list; score runs from 0 to 1."""

    code: str
    name: str
    department: str
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardField:
    """One line of an item's card (办事指南字段); a missing value is said to be missing."""

    field: str
    label: str
    value: str
    source: str
    as_of: str
    missing: bool = False
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a question back (选项)."""

    code: str
    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from (来源): title, address within the site, date."""

    title: str
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a question was read (理解过程), for the reason on screen."""

    clean: str = ""
    aspect: Aspect = Aspect.GENERAL
    corrected: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False, slots=True)
class Written:
    """What was written of an answer once (已写成的答复), b"" until then; answers given again share it."""

    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back (答复). An answered one names at least one source (ValueError otherwise).

    id is "" until the answer is in the log. topic is what was asked of reports, as one line
    that the next question of the conversation may lean on. written is all of it but id and
    conversation; an answer that is changed after it was written needs a new one.
    """

    outcome: Outcome
    text: str
    aspect: Aspect = Aspect.GENERAL
    confidence: float = 0.0
    item: Hit | None = None
    card: tuple[CardField, ...] = ()
    choices: tuple[Choice, ...] = ()
    hits: tuple[Hit, ...] = ()
    sources: tuple[Source, ...] = ()
    understood: Understanding = field(default_factory=Understanding)
    id: str = ""
    conversation: str = ""
    table: FigureTable | None = None
    chart: Chart | None = None
    topic: str = ""
    written: Written = field(default_factory=Written, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.outcome in (Outcome.ITEM, Outcome.REPORT) and not self.sources:
            raise ValueError("an answered question needs a source")
