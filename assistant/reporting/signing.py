"""Who may take which step on the way to the published report (审签规则), and what stands against it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.models.signing import (
    STATE_NAMES,
    STEP_NAMES,
    Author,
    SigningState,
    SigningStep,
    StepKind,
)

# In the order in which the page offers the steps: the way on before the way back.
_AFTER: Mapping[StepKind, SigningState] = {
    StepKind.SUBMIT: SigningState.SUBMITTED,
    StepKind.APPROVE: SigningState.APPROVED,
    StepKind.SIGN: SigningState.SIGNED,
    StepKind.PUBLISH: SigningState.PUBLISHED,
    StepKind.RETURN: SigningState.EDITING,
    StepKind.WITHDRAW: SigningState.EDITING,
    StepKind.UNPUBLISH: SigningState.SIGNED,
}
_FROM: Mapping[StepKind, tuple[SigningState, ...]] = {
    StepKind.SUBMIT: (SigningState.EDITING,),
    StepKind.APPROVE: (SigningState.SUBMITTED,),
    StepKind.SIGN: (SigningState.APPROVED,),
    StepKind.PUBLISH: (SigningState.SIGNED,),
    StepKind.RETURN: (SigningState.SUBMITTED, SigningState.APPROVED),
    StepKind.WITHDRAW: (SigningState.SIGNED, SigningState.PUBLISHED),
}
_REASONED = (StepKind.RETURN, StepKind.WITHDRAW, StepKind.UNPUBLISH)
_FROZEN = (SigningState.SIGNED, SigningState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a draft stands (草稿现状): what is left to do, who wrote it, and whether it moved.

    changed tells that text or figures differ from what was approved, sample that figures
    come from the sample year.
    """

    gaps: int
    errors: int
    unexplained: int
    authors: frozenset[str]
    changed: bool
    sample: bool = False


def state_of(steps: Sequence[SigningStep]) -> SigningState:
    """How far the steps have brought a draft.

    Taking down a report whose signature was withdrawn before leaves its draft where it is.
    """
    state = SigningState.EDITING
    for step in steps:
        if step.kind is not StepKind.UNPUBLISH or state is SigningState.PUBLISHED:
            state = _AFTER[step.kind]
    return state


def is_public(steps: Sequence[SigningStep]) -> bool:
    """Whether a text of this draft stands on /reports, be it an earlier one."""
    last = last_of(steps, StepKind.PUBLISH, StepKind.UNPUBLISH)
    return last is not None and last.kind is StepKind.PUBLISH


def is_frozen(steps: Sequence[SigningStep]) -> bool:
    """Whether the draft is signed, so that neither text nor figures move any more."""
    return state_of(steps) in _FROZEN


def last_of(steps: Sequence[SigningStep], *kinds: StepKind) -> SigningStep | None:
    """The latest step of one of the kinds, or None."""
    return next((step for step in reversed(steps) if step.kind in kinds), None)


def possible(steps: Sequence[SigningStep]) -> tuple[StepKind, ...]:
    """The steps that the state leaves open, whoever may take them."""
    return tuple(kind for kind in _AFTER if _is_open(kind, steps))


def _is_open(kind: StepKind, steps: Sequence[SigningStep]) -> bool:
    if kind is StepKind.UNPUBLISH:
        return is_public(steps)
    return state_of(steps) in _FROM[kind]


def refusal(
    kind: StepKind, steps: Sequence[SigningStep], by: Author, reason: str, standing: Standing
) -> str:
    """Why a step cannot be taken now, and what to do about it; "" where it can."""
    if not _is_open(kind, steps):
        return f"这份草稿现在是“{STATE_NAMES[state_of(steps)]}”，不能{STEP_NAMES[kind]}，请刷新页面看新的状态。"
    if kind in _REASONED and not reason.strip():
        return f"请写明{STEP_NAMES[kind]}的理由。"
    own = _RULES.get(kind)
    return own(steps, by, standing) if own else ""


def _unfinished(steps: Sequence[SigningStep], by: Author, standing: Standing) -> str:
    left = [
        f"{count} 处{what}"
        for count, what in (
            (standing.gaps, "待补内容没有补上"),
            (standing.errors, "检查错误没有改正"),
            (standing.unexplained, "检查提醒没有写说明"),
        )
        if count
    ]
    return f"还有 {'、'.join(left)}，请处理完再办理。" if left else ""


def _approval(steps: Sequence[SigningStep], by: Author, standing: Standing) -> str:
    submitted = last_of(steps, StepKind.SUBMIT)
    if (submitted and submitted.author.id == by.id) or by.id in standing.authors:
        return "编写和提交的人不能审核自己的稿子，请另一位审核人办理。"
    return _unfinished(steps, by, standing)


def _signature(steps: Sequence[SigningStep], by: Author, standing: Standing) -> str:
    before = (last_of(steps, StepKind.SUBMIT), last_of(steps, StepKind.APPROVE))
    if any(step and step.author.id == by.id for step in before) or by.id in standing.authors:
        return "编写、提交、审核和签发不能是同一个人，请另一位领导签发。"
    if standing.changed:
        return "审核通过以后台账有变化，数字与审核时不同，请退回，重新提交审核。"
    return _unfinished(steps, by, standing)


def _publication(steps: Sequence[SigningStep], by: Author, standing: Standing) -> str:
    if standing.sample:
        return (
            "稿子里有示例年度的数字，不能公布。请撤回定稿，"
            "在“记台账”页移除示例年度，登记自己的台账后再办理。"
        )
    return ""


_RULES: Mapping[StepKind, Callable[[Sequence[SigningStep], Author, Standing], str]] = {
    StepKind.SUBMIT: _unfinished,
    StepKind.APPROVE: _approval,
    StepKind.SIGN: _signature,
    StepKind.PUBLISH: _publication,
}
