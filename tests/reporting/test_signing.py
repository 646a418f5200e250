"""The steps to signature: in order, by different people, with nothing left open, with reasons."""

from dataclasses import replace

import pytest

from assistant.models.signing import Author, SigningState, SigningStep, StepKind
from assistant.reporting.signing import Standing, is_frozen, is_public, possible, refusal, state_of

LIN, WU, ZHENG = Author("u1", "林编"), Author("u2", "吴审"), Author("u3", "郑局")
FINE = Standing(0, 0, 0, frozenset({"u1"}), changed=False)
WAY = (
    (StepKind.SUBMIT, LIN, SigningState.SUBMITTED),
    (StepKind.APPROVE, WU, SigningState.APPROVED),
    (StepKind.SIGN, ZHENG, SigningState.SIGNED),
    (StepKind.PUBLISH, LIN, SigningState.PUBLISHED),
)


def taken(*kinds: StepKind) -> list[SigningStep]:
    """Steps as the right people take them."""
    by = {kind: author for kind, author, _ in WAY}
    return [
        SigningStep(n, kind, "", by.get(kind, ZHENG), "2026-11-22")
        for n, kind in enumerate(kinds, 1)
    ]


SUBMITTED = taken(StepKind.SUBMIT)
APPROVED = taken(StepKind.SUBMIT, StepKind.APPROVE)
SIGNED = taken(StepKind.SUBMIT, StepKind.APPROVE, StepKind.SIGN)
PUBLISHED = [*SIGNED, *taken(StepKind.PUBLISH)]


def test_editor_reviewer_and_leader_bring_a_draft_to_publication():
    for number, (kind, author, state) in enumerate(WAY):
        before = taken(*(k for k, _, _ in WAY[:number]))
        assert refusal(kind, before, author, "", FINE) == ""
        assert state_of(taken(*(k for k, _, _ in WAY[: number + 1]))) is state


@pytest.mark.parametrize(
    ("kind", "steps", "by"),
    [
        (StepKind.APPROVE, SUBMITTED, LIN),
        (StepKind.SIGN, APPROVED, LIN),
        (StepKind.SIGN, APPROVED, WU),
    ],
)
def test_nobody_takes_two_of_the_three_steps(kind, steps, by):
    standing = replace(FINE, authors=frozenset())

    assert "请另一位" in refusal(kind, steps, by, "", standing)


def test_who_wrote_a_paragraph_does_not_approve_it_though_another_submitted():
    standing = replace(FINE, authors=frozenset({"u2"}))

    assert "请另一位审核人" in refusal(StepKind.APPROVE, SUBMITTED, WU, "", standing)


@pytest.mark.parametrize("field", ["gaps", "errors", "unexplained"])
@pytest.mark.parametrize(
    ("kind", "steps", "by"),
    [
        (StepKind.SUBMIT, [], LIN),
        (StepKind.APPROVE, SUBMITTED, WU),
        (StepKind.SIGN, APPROVED, ZHENG),
    ],
)
def test_what_is_left_open_stops_every_step_to_the_signature(kind, steps, by, field):
    told = refusal(kind, steps, by, "", replace(FINE, **{field: 2}))

    assert told.startswith("还有 2 处")


def test_a_leader_does_not_sign_other_figures_than_were_approved():
    told = refusal(StepKind.SIGN, APPROVED, ZHENG, "", replace(FINE, changed=True))

    assert "与审核时不同" in told


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (StepKind.RETURN, SUBMITTED),
        (StepKind.RETURN, APPROVED),
        (StepKind.WITHDRAW, SIGNED),
        (StepKind.WITHDRAW, PUBLISHED),
        (StepKind.UNPUBLISH, PUBLISHED),
    ],
)
def test_going_back_needs_a_reason(kind, steps):
    assert "理由" in refusal(kind, steps, ZHENG, " ", FINE)
    assert refusal(kind, steps, ZHENG, "数字有误", FINE) == ""


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (StepKind.APPROVE, []),
        (StepKind.SIGN, SUBMITTED),
        (StepKind.PUBLISH, APPROVED),
        (StepKind.SUBMIT, SIGNED),
        (StepKind.UNPUBLISH, SIGNED),
    ],
)
def test_no_step_is_left_out_or_taken_twice(kind, steps):
    assert "请刷新页面" in refusal(kind, steps, ZHENG, "理由", FINE)
    assert kind not in possible(steps)


def test_a_published_text_can_be_taken_down_while_its_draft_is_corrected():
    correcting = [*PUBLISHED, *taken(StepKind.WITHDRAW)]
    assert (state_of(correcting), is_public(correcting)) == (SigningState.EDITING, True)
    assert refusal(StepKind.UNPUBLISH, correcting, ZHENG, "数字有误", FINE) == ""

    down = [*correcting, *taken(StepKind.UNPUBLISH)]

    assert (state_of(down), is_public(down)) == (SigningState.EDITING, False)
    assert StepKind.UNPUBLISH not in possible(down)


def test_only_a_signed_draft_is_frozen():
    assert [is_frozen(steps) for steps in ([], SUBMITTED, APPROVED, SIGNED, PUBLISHED)] == [
        False, False, False, True, True,
    ]  # fmt: skip
    assert not is_frozen([*SIGNED, *taken(StepKind.WITHDRAW)])


def test_figures_of_the_sample_year_are_signed_but_not_published():
    sample = replace(FINE, sample=True)

    assert refusal(StepKind.SIGN, APPROVED, ZHENG, "", sample) == ""
    assert "移除示例年度" in refusal(StepKind.PUBLISH, SIGNED, ZHENG, "", sample)
    assert refusal(StepKind.PUBLISH, SIGNED, ZHENG, "", FINE) == ""
