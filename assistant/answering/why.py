"""Why this answer (为什么是这个答案): every step of one question, as plain values to show."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from assistant.answering.decide import Thresholds
from assistant.answering.pipeline import Context, Step, answer, completed
from assistant.answering.replay import told
from assistant.models.answer import ASPECT_LABELS, Answer
from assistant.search.meanings import Fired
from assistant.search.ranker import Weighed

_SHOWN = 5
_REACHED = 3

FEATURE_LABELS: Mapping[str, str] = {
    "single": "相同的字",
    "pair": "相同的词",
    "meaning": "词库指向",
    "more": "其他词条也指向",
    "against": "词条排除",
    "action": "办理动作相合",
    "alike": "整句相像",
    "name_covered": "名称被说到的份额",
    "asked_covered": "问题在名称里的份额",
    "short": "名称简短",
    "asked_often": "常被选中",
    "called": "问题在别名里的份额",
    "ordered": "按原来字序的简称",
    "rest": "正文、全名相同等",
}
EVIDENCE_LABELS: Mapping[str, str] = {
    "top": "最高分",
    "lead": "比第二名高出",
    "lead_of_five": "比第五名高出",
    "meaning": "词库指向第一名",
    "name_covered": "名称被说到的份额",
    "asked_covered": "问题在名称里的份额",
    "told": "问题被解释的份额",
    "heard": "像不像在说目录里的事",
    "reached": "指到事项的词条有多专指",
    "missed": "没指到事项的词条有多专指",
    "missed_more": "没指到的更专指",
    "elsewhere": "指到政府以外的词条有多专指",
    "formal": "像正式名称的程度",
    "amiss": "反映问题而第一名不受理投诉",
    "spread": "同样说到的主项不止一个",
    "constant": "常数",
}
STEP_LABELS: Mapping[str, str] = {
    "check_input": "检查输入",
    "choose": "点了选项",
    "reply": "固定答复",
    "follow_up": "接着上一轮",
    "report_follow_up": "接着上一轮问年度报告",
    "understand": "理解问题",
    "answer_from_reports": "查年度报告",
    "retrieve": "查事项",
    "told_at_length": "分句读来信",
    "narrowed": "和上一轮的话合起来读",
    "two_topics": "一句问两件事",
    "decide": "按把握决定",
}

_THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a sum (得分组成): what it was, its weight, and what it adds."""

    label: str
    value: float
    weight: float
    worth: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """One item that may be meant, with the parts of its score, the largest first."""

    code: str
    name: str
    total: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class FiredLine:
    """One lexicon line that fired: the words that did it, what it means, what it reaches."""

    words: tuple[str, ...]
    pattern: str
    terms: tuple[str, ...]
    specificity: float
    reaches: tuple[str, ...]
    alias: bool


@dataclass(frozen=True, slots=True)
class Why:
    """Every step of one answer (答复过程)."""

    question: str
    version: int
    step: str
    outcome: str
    answer: str
    text: str
    key: str = ""
    subject: str = ""
    aspect: str = ""
    corrected: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()
    fired: tuple[FiredLine, ...] = ()
    formal: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    right: float = 0.0
    inside: float = 0.0
    right_parts: tuple[Part, ...] = ()
    inside_parts: tuple[Part, ...] = ()
    thresholds: Thresholds = _THRESHOLDS
    broad: bool = False
    otherwise: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Plain data, as `assistant ask --why --json` prints it."""
        return asdict(self)


def explained(context: Context, steps: Sequence[Step]) -> tuple[Answer, Why]:
    """Run the steps and tell what each found; the answer is the one the desk would give."""
    step, given = _run(context, steps)
    summary = Why(
        question=context.question.text,
        version=context.knowledge.version,
        step=STEP_LABELS[step],
        outcome=given.outcome.value,
        answer=told(given),
        text=given.text,
        aspect=ASPECT_LABELS[context.aspect],
        thresholds=_THRESHOLDS.of(context.question.text),
    )
    return given, _with_found(_with_reading(summary, context), context)


def differences(then: Why, now: Why) -> list[tuple[str, str, str]]:
    """What differs between two explanations of one question: what, then, now."""
    pairs = (
        ("答成", then.answer, now.answer),
        ("哪一步答的", then.step, now.step),
        ("归一写法", then.key, now.key),
        ("起作用的词条", _patterns(then), _patterns(now)),
        ("没解释的词", "、".join(then.uncovered), "、".join(now.uncovered)),
        ("候选事项", _names(then), _names(now)),
        ("第一名就对的把握", f"{then.right:.2f}", f"{now.right:.2f}"),
        ("在目录里的把握", f"{then.inside:.2f}", f"{now.inside:.2f}"),
    )
    return [(what, was or "没有", told or "没有") for what, was, told in pairs if was != told]


def _patterns(why: Why) -> str:
    return "；".join(one.pattern for one in why.fired)


def _names(why: Why) -> str:
    return "、".join(candidate.name for candidate in why.candidates)


def _run(context: Context, steps: Sequence[Step]) -> tuple[str, Answer]:
    for step in steps:
        found = step(context)
        if found is not None:
            return getattr(step, "__name__", "decide"), completed(found, context)
    return "decide", answer(context, ())


def _with_reading(summary: Why, context: Context) -> Why:
    reading = context.reading
    if reading is None:
        return summary
    return replace(
        summary,
        key=reading.key,
        subject=reading.subject,
        corrected=reading.corrected,
        ignored=reading.ignored,
        fired=tuple(_fired(context, one) for one in reading.fired),
    )


def _with_found(summary: Why, context: Context) -> Why:
    found = context.found
    if found is None:
        return summary
    retriever = context.knowledge.retriever
    right, inside = retriever.judged(found.evidence)
    return replace(
        summary,
        uncovered=retriever.uncovered(found),
        formal=found.ranking.formal,
        candidates=tuple(
            Candidate(hit.code, hit.name, found.ranking.scores[place], _parts(context, place))
            for place, hit in enumerate(found.hits[:_SHOWN])
        ),
        right=found.right,
        inside=found.inside,
        right_parts=_named(EVIDENCE_LABELS, right),
        inside_parts=_named(EVIDENCE_LABELS, inside),
        broad=found.broad,
        otherwise=found.otherwise,
    )


def _fired(context: Context, one: Fired) -> FiredLine:
    items = context.knowledge.items
    codes = context.knowledge.retriever.reached(one.meaning.targets)[:_REACHED]
    return FiredLine(
        one.words,
        one.meaning.pattern,
        one.meaning.targets,
        round(one.specificity, 3),
        tuple(items[code].item.name for code in codes),
        bool(one.meaning.owner),
    )


def _parts(context: Context, place: int) -> tuple[Part, ...]:
    assert context.found is not None
    parts = context.knowledge.retriever.score_parts(context.found, place)
    return _named(FEATURE_LABELS, parts)


def _named(labels: Mapping[str, str], parts: Sequence[Weighed]) -> tuple[Part, ...]:
    """Parts with their labels, those that add most first; what adds nothing is left out."""
    kept = sorted((p for p in parts if round(p.worth, 3)), key=lambda p: -abs(p.worth))
    return tuple(
        Part(labels[p.name], round(p.value, 3), round(p.weight, 3), round(p.worth, 3)) for p in kept
    )
