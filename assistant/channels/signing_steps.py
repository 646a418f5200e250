"""The steps to signature as the pages show them: which are open to whom, and what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.models.accounts import Permission, User
from assistant.models.signing import STEP_NAMES, Author, SigningStep, StepKind
from assistant.reporting.desk import OpenDraft
from assistant.reporting.signing import possible, refusal

PERMISSION_OF: Mapping[StepKind, Permission] = {
    StepKind.SUBMIT: Permission.EDIT_DRAFTS,
    StepKind.APPROVE: Permission.REVIEW_DRAFTS,
    StepKind.RETURN: Permission.REVIEW_DRAFTS,
    StepKind.SIGN: Permission.SIGN_DRAFTS,
    StepKind.WITHDRAW: Permission.SIGN_DRAFTS,
    StepKind.PUBLISH: Permission.PUBLISH_DRAFTS,
    StepKind.UNPUBLISH: Permission.PUBLISH_DRAFTS,
}
"""Who may take a step, as the table of permissions says it of the step's route."""

_REASONED = (StepKind.RETURN, StepKind.WITHDRAW, StepKind.UNPUBLISH)


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that the state leaves open to somebody (可办环节); why tells what stands against it."""

    kind: StepKind
    name: str
    reasoned: bool
    why: str


def steps_for(desk: OpenDraft, user: User) -> list[OpenStep]:
    """The steps that somebody of this role could take now, in order."""
    by = Author(user.id, user.shown)
    return [
        OpenStep(
            kind,
            STEP_NAMES[kind],
            kind in _REASONED,
            refusal(kind, desk.steps, by, "理由", desk.standing),
        )
        for kind in possible(desk.steps)
        if user.may(PERMISSION_OF[kind])
    ]


def history(steps: Sequence[SigningStep]) -> list[dict[str, str]]:
    """What was done so far, the first first: name of the step, by whom, when, why."""
    return [
        {
            "name": STEP_NAMES[step.kind],
            "by": step.author.name,
            "at": step.taken_at,
            "reason": step.reason,
        }
        for step in steps
    ]
