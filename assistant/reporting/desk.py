"""The draft's desk (年报起草台): one draft opened, with everything that tells how it stands."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from jinja2 import Environment

from assistant.models.draft import Draft
from assistant.models.signing import (
    Passage,
    PassageForm,
    Remark,
    RemarkKind,
    ReportDraft,
    SigningState,
    SigningStep,
    StepKind,
)
from assistant.reporting.draft import draft
from assistant.reporting.findings import DraftFinding, findings_in
from assistant.reporting.frozen import Difference, differences, draft_from, frozen
from assistant.reporting.signing import Standing, is_frozen, last_of, state_of
from assistant.reporting.whole import Whole, latest, whole_of
from assistant.reporting.year import ReportYear
from assistant.storage import report_drafts as store
from assistant.storage.database import Statements
from assistant.storage.sample import PREFIX as SAMPLE


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """One draft (打开的草稿) at one moment, with the year's figures it lives from.

    document is the draft as it is now, frozen; approved and signed are the documents of
    those steps, {} where they do not hold now.
    """

    record: ReportDraft
    of: ReportYear
    whole: Whole
    document: Mapping[str, Any]
    findings: Sequence[DraftFinding]
    passages: Sequence[Passage]
    remarks: Sequence[Remark]
    steps: Sequence[SigningStep]
    approved: Mapping[str, Any]
    signed: Mapping[str, Any]

    @property
    def state(self) -> SigningState:
        """How far it is."""
        return state_of(self.steps)

    @property
    def shown(self) -> Draft:
        """What is read and exported: the signed text once it is signed, else the present one."""
        return draft_from(self.signed) if self.signed else self.whole.draft

    @property
    def seal(self) -> str:
        """A mark of all that is read here; another text or figure gives another one."""
        return _seal(self.document)

    def versions(self, key: str) -> list[Passage]:
        """Every version of a passage, oldest first."""
        return [passage for passage in self.passages if passage.key == key]

    def fillings(self, key: str) -> list[Passage]:
        """What was put in the place of a paragraph's gaps, the latest version of each."""
        return [
            passage
            for place, passage in latest(self.passages).items()
            if place.startswith(f"{key}#") and passage.form is PassageForm.WRITTEN
        ]

    def notes(self, finding: str) -> list[Remark]:
        """What was written about a finding, oldest first."""
        return [r for r in self.remarks if r.kind is RemarkKind.NOTE and r.place == finding]

    def comments(self, paragraph: str) -> list[tuple[Remark, Remark | None]]:
        """Comments on a paragraph, each with the remark that settled it."""
        settled = {r.place: r for r in self.remarks if r.kind is RemarkKind.SETTLED}
        return [
            (remark, settled.get(remark.id))
            for remark in self.remarks
            if remark.kind is RemarkKind.COMMENT and remark.place == paragraph
        ]

    @property
    def standing(self) -> Standing:
        """What is left to do, who wrote it, and whether it moved since it was approved."""
        severities = [one.finding.severity for one in self.findings]
        return Standing(
            gaps=len(self.whole.draft.gaps),
            errors=severities.count("error"),
            unexplained=len(self.unexplained),
            authors=frozenset(
                passage.author.id
                for passage in latest(self.passages).values()
                if passage.form is not PassageForm.GENERATED
            ),
            changed=bool(self.approved) and _seal(self.approved) != self.seal,
            sample=self.sample,
        )

    @property
    def sample(self) -> bool:
        """Whether figures of what is read come from the sample year (示例年度)."""
        figures = (self.signed or self.document)["figures"].values()
        return any(row.startswith(SAMPLE) for figure in figures for row in figure["rows"])

    @property
    def unexplained(self) -> list[DraftFinding]:
        """Warnings without a note."""
        return [
            one
            for one in self.findings
            if one.finding.severity == "warning" and not self.notes(one.key)
        ]

    @property
    def moved(self) -> list[Difference]:
        """Where the log would now give something else than was approved or signed."""
        held = self.signed or self.approved
        return differences(held, self.document) if held else []


async def open_desk(
    db: Statements, record: ReportDraft, of: ReportYear, chapters: Environment
) -> OpenDraft:
    """A draft as it stands now."""
    passages = await store.passages_of(db, record.id)
    steps = await store.steps_of(db, record.id)
    # In a thread: counting a large log and checking the text would hold up every question.
    whole = await asyncio.to_thread(_whole, of, chapters, passages)
    findings = await asyncio.to_thread(findings_in, whole.draft, of)
    return OpenDraft(
        record=record,
        of=of,
        whole=whole,
        document=frozen(whole.draft, of.figures),
        findings=findings,
        passages=passages,
        remarks=await store.remarks_of(db, record.id),
        steps=steps,
        approved=await _held(db, record, steps, SigningState.APPROVED, StepKind.APPROVE),
        signed=await _held(db, record, steps, None, StepKind.SIGN) if is_frozen(steps) else {},
    )


def _whole(of: ReportYear, chapters: Environment, passages: Sequence[Passage]) -> Whole:
    return whole_of(draft(of, chapters), passages, of.figures)


async def _held(
    db: Statements,
    record: ReportDraft,
    steps: Sequence[SigningStep],
    state: SigningState | None,
    kind: StepKind,
) -> Mapping[str, Any]:
    step = last_of(steps, kind)
    if step is None or state not in (None, state_of(steps)):
        return {}
    return await store.document_of(db, record.id, step.number)


def _seal(document: Mapping[str, Any]) -> str:
    # Every row of the log that a figure counts stands in it: fifty thousand in a full year.
    text = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(text).hexdigest()[:16]
