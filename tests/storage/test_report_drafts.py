"""Drafts of the annual report: versions are kept, the faster one wins, steps follow each other."""

from dataclasses import replace

import pytest

from assistant.errors import BadInput
from assistant.models.signing import (
    Author,
    Passage,
    PassageForm,
    Remark,
    RemarkKind,
    ReportDraft,
    SigningStep,
    StepKind,
)
from assistant.storage import report_drafts as drafts

NOW, LATER = (f"2026-11-22T{hour}:00:00.000+08:00" for hour in ("09", "10"))
LIN, WU = Author("u1", "林编"), Author("u2", "吴审")
DRAFT = ReportDraft("d1", "qc-spj", 2026, "2021", "林编", NOW)
PASSAGE = Passage(
    "overview.1",
    1,
    PassageForm.WRITTEN,
    "公开{{total}}。",
    "全年公开{{total}}。",
    ("12",),
    LIN,
    NOW,
)


@pytest.fixture
async def draft(db) -> ReportDraft:
    return await drafts.open_draft(db, DRAFT)


async def test_a_draft_is_opened_once_for_an_agency_year_and_edition(db, draft):
    again = await drafts.open_draft(db, replace(DRAFT, id="d2", opened_by="吴审"))
    other = await drafts.open_draft(db, replace(DRAFT, id="d3", edition="2019"))

    assert (draft, again, other.id) == (DRAFT, DRAFT, "d3")
    assert await drafts.find_draft(db, "qc-spj", 2026, "2021") == DRAFT
    assert await drafts.find_draft(db, "qc-spj", 2025, "2021") is None
    assert [d.id for d in await drafts.drafts_of(db, "qc-spj")] == ["d1", "d3"]


async def test_every_version_of_a_passage_is_kept_as_it_was(db, draft):
    second = replace(
        PASSAGE,
        version=2,
        form=PassageForm.GENERATED,
        text="",
        own_numbers=(),
        author=WU,
        written_at=LATER,
    )
    await drafts.write_passage(db, "d1", PASSAGE)
    await drafts.write_passage(db, "d1", second)

    assert await drafts.passages_of(db, "d1") == [PASSAGE, second]
    assert await drafts.passages_of(db, "d3") == []


async def test_who_comes_second_with_a_version_is_told_who_was_faster(db, draft):
    await drafts.write_passage(db, "d1", replace(PASSAGE, author=WU))

    with pytest.raises(BadInput, match="吴审") as refused:
        await drafts.write_passage(db, "d1", PASSAGE)

    assert set(refused.value.fields) == {"text"}
    assert [p.author for p in await drafts.passages_of(db, "d1")] == [WU]


async def test_remarks_come_back_oldest_first(db, draft):
    comment = Remark("r2", RemarkKind.COMMENT, "overview.1", "写明渠道", WU, NOW)
    done = Remark("r1", RemarkKind.SETTLED, "r2", "", LIN, LATER)
    await drafts.add_remark(db, "d1", done)
    await drafts.add_remark(db, "d1", comment)

    assert await drafts.remarks_of(db, "d1") == [comment, done]


async def test_a_step_keeps_the_whole_draft_as_it_was(db, draft):
    submit = SigningStep(1, StepKind.SUBMIT, "", LIN, NOW)
    back = SigningStep(2, StepKind.RETURN, "第一段太空", WU, LATER)
    await drafts.add_step(db, "d1", submit, {"text": "甲"})
    await drafts.add_step(db, "d1", back, {})

    assert await drafts.steps_of(db, "d1") == [submit, back]
    assert await drafts.document_of(db, "d1", 1) == {"text": "甲"}
    assert await drafts.document_of(db, "d1", 3) == {}


async def test_two_people_cannot_take_the_same_step(db, draft):
    await drafts.add_step(db, "d1", SigningStep(1, StepKind.SUBMIT, "", LIN, NOW), {})

    with pytest.raises(BadInput, match="刷新页面"):
        await drafts.add_step(db, "d1", SigningStep(1, StepKind.SUBMIT, "", WU, NOW), {})
