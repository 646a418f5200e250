"""What people do to a report's draft (审签): passages in versions, remarks, steps to signature."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Author:
    """Who did something (经办人): the account's id, and the name as it was then."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """One draft (年报草稿): of one agency, for one year, in one edition."""

    id: str
    agency_id: str
    year: int
    edition: str
    opened_by: str
    opened_at: str


class PassageForm(StrEnum):
    """Whose words a passage is: a person's, those of the log again, or none at all."""

    WRITTEN = "written"
    GENERATED = "generated"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Passage:
    """One version of a paragraph's or a gap's text (文段), in which figures are {{key}}.

    text is "" unless form is WRITTEN. basis is what the log gave when this was written.
    own_numbers are those that no figure vouches for, which the author answers for by name.
    """

    key: str
    version: int
    form: PassageForm
    text: str
    basis: str
    own_numbers: tuple[str, ...]
    author: Author
    written_at: str


class RemarkKind(StrEnum):
    """What a remark is: on a paragraph, on a finding, or the end of a comment."""

    COMMENT = "comment"
    NOTE = "note"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark (批注): place is a paragraph's key, a finding's, or the settled comment's id."""

    id: str
    kind: RemarkKind
    place: str
    text: str
    author: Author
    written_at: str


class StepKind(StrEnum):
    """A step on the way to the published report (审签环节)."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    SIGN = "sign"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"


STEP_NAMES: dict[StepKind, str] = {
    StepKind.SUBMIT: "提交审核",
    StepKind.APPROVE: "审核通过",
    StepKind.RETURN: "退回修改",
    StepKind.SIGN: "签发定稿",
    StepKind.WITHDRAW: "撤回定稿",
    StepKind.PUBLISH: "公布",
    StepKind.UNPUBLISH: "撤下公布",
}
"""What each step is called on the desk."""


@dataclass(frozen=True, slots=True)
class SigningStep:
    """One step that was taken: by whom, when, and why where a reason is owed."""

    number: int
    kind: StepKind
    reason: str
    author: Author
    taken_at: str


class SigningState(StrEnum):
    """How far a draft is (草稿状态)."""

    EDITING = "editing"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SIGNED = "signed"
    PUBLISHED = "published"


STATE_NAMES: dict[SigningState, str] = {
    SigningState.EDITING: "编写中",
    SigningState.SUBMITTED: "待审核",
    SigningState.APPROVED: "待签发",
    SigningState.SIGNED: "已定稿",
    SigningState.PUBLISHED: "已公布",
}
"""What each state is called on the desk."""
