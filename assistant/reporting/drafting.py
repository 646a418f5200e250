"""What people do at the draft's desk (改稿和审签): each deed checked, stored and audited at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.errors import BadInput, NotFound
from assistant.models.accounts import Deed, User
from assistant.models.draft import Gap
from assistant.models.report import Edition
from assistant.models.signing import (
    STEP_NAMES,
    Author,
    Passage,
    PassageForm,
    Remark,
    RemarkKind,
    ReportDraft,
    SigningState,
    SigningStep,
    StepKind,
)
from assistant.reporting.desk import OpenDraft
from assistant.reporting.own_numbers import advice, numbers_typed, unvouched
from assistant.reporting.passages import chips_of, label_of, stored_form, stored_from, typed_form
from assistant.reporting.publishing import published_form
from assistant.reporting.signing import refusal
from assistant.reporting.whole import DeskParagraph, gap_key
from assistant.storage import audit
from assistant.storage import report_drafts as store
from assistant.storage.database import Database, Statements
from assistant.storage.reports import end_report, write_report

_MOST_REMARK = 1000
_GOES_ON = tuple("；，、。）")
_FIRST_YEAR = 2008  # The regulation that asks for the report came into force that year.
_EDITIONS = (Edition.CURRENT.value, Edition.TRIAL.value)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does it (经手人), when, and with what: the database and new numbers."""

    db: Database
    user: User
    now: str
    new_id: Callable[[], str]

    @property
    def author(self) -> Author:
        """The user as the author of what is written."""
        return Author(self.user.id, self.user.shown)

    async def audit(self, tx: Statements, subject: str, before: str, after: str, why: str) -> None:
        """Keep the deed in the audit log, in the transaction that does it."""
        deed = Deed(self.new_id(), self.user.name, self.now, subject, before, after, why)
        await audit.record(tx, deed)


async def open_new(hand: Hand, agency_id: str, year: str, edition: str) -> ReportDraft:
    """The draft of an agency for a year, opened where there was none; BadInput for a wrong year."""
    this_year = int(hand.now[:4])
    if not (year.isascii() and year.isdigit() and _FIRST_YEAR <= int(year) <= this_year):
        told = f"请填 {_FIRST_YEAR} 到 {this_year} 之间的年度。"
        raise BadInput(told, {"year": told})
    if edition not in _EDITIONS:
        raise BadInput("请选择格式。", {"edition": "请选择格式。"})
    made = ReportDraft(hand.new_id(), agency_id, int(year), edition, hand.author.name, hand.now)
    async with hand.db.transaction() as tx:
        record = await store.open_draft(tx, made)
        if record == made:
            await hand.audit(tx, f"{year}年年报草稿", "", "新建", "")
    return record


async def write(
    hand: Hand, desk: OpenDraft, key: str, typed: str, base: int, *, confirmed: bool
) -> None:
    """Store somebody's words for a paragraph as its next version.

    Raises BadInput, with the field "text", for what a token or a number has wrong (see
    passages.stored_from); numbers without a figure only pass where they are confirmed.
    base is the version that was edited: somebody may have been faster.
    """
    paragraph = _editable(desk, key)
    held = paragraph.passage
    stored = stored_from(typed, desk.of.figures)
    known = (stored_form(paragraph.generated), held.text if held else "")
    _check_numbers(desk, unvouched(stored, *known), confirmed=confirmed)
    answered = unvouched(stored, known[0])
    await _keep(hand, desk, _version(hand, paragraph, base, stored, answered), paragraph)


async def fill(
    hand: Hand, desk: OpenDraft, key: str, what: str, typed: str, *, confirmed: bool
) -> None:
    """Put somebody's words where a gap was; BadInput as for write, NotFound without the gap."""
    paragraph = _editable(desk, key)
    gap = next((gap for gap in paragraph.gaps if gap.what == what), None)
    if gap is None:
        raise NotFound("这处待补内容已经补上，请刷新页面。")
    stored = _fitted(stored_from(typed, desk.of.figures), paragraph, gap)
    _check_numbers(desk, unvouched(stored), confirmed=confirmed)
    place = gap_key(key, gap)
    number = len(desk.versions(place)) + 1
    passage = Passage(
        place, number, PassageForm.WRITTEN, stored, gap.text, unvouched(stored), hand.author,
        hand.now,
    )  # fmt: skip
    await _keep(hand, desk, passage, paragraph)


def _fitted(stored: str, paragraph: DeskParagraph, gap: Gap) -> str:
    """A filling without its full stop where the sentence goes on behind the gap."""
    behind = paragraph.parts[paragraph.parts.index(gap) + 1 :][:1]
    goes_on = isinstance(behind[0], str) and behind[0][:1] in _GOES_ON if behind else False
    return stored.rstrip("。") if goes_on else stored


async def give_back(hand: Hand, desk: OpenDraft, key: str, form: PassageForm, base: int) -> None:
    """Let the log speak again at a paragraph, or leave it out; what was written is kept."""
    paragraph = _editable(desk, key)
    passage = _version(hand, paragraph, base, "", (), form)
    await _keep(hand, desk, passage, paragraph)


async def reopen(hand: Hand, desk: OpenDraft, key: str, place: str) -> None:
    """Take back what was put in a gap's place, so that the gap is open again; it is kept."""
    paragraph = _editable(desk, key)
    held = next((passage for passage in desk.fillings(key) if passage.key == place), None)
    if held is None:
        raise NotFound("没有这处补写，请刷新页面。")
    passage = replace(
        held,
        version=held.version + 1,
        form=PassageForm.GENERATED,
        text="",
        own_numbers=(),
        author=hand.author,
        written_at=hand.now,
    )
    await _keep(hand, desk, passage, paragraph)


def _editable(desk: OpenDraft, key: str) -> DeskParagraph:
    if desk.state is not SigningState.EDITING:
        raise BadInput("草稿已经提交审核或已定稿，现在不能改；要改的，请审核人退回，或撤回定稿。")
    paragraph = desk.whole.paragraph(key)
    if paragraph is None:
        raise NotFound("草稿里没有这一段，请回到全文页重新选择。")
    return paragraph


def _check_numbers(desk: OpenDraft, numbers: tuple[str, ...], *, confirmed: bool) -> None:
    if numbers and not confirmed:
        figures = desk.of.figures
        chips = chips_of(figures)
        told = advice(numbers, chips, {chip.key: label_of(chip.key, figures) for chip in chips})
        raise BadInput(told, {"text": told, "confirmed": "数字不是台账里的，确认后才能保存。"})


def _version(
    hand: Hand,
    paragraph: DeskParagraph,
    base: int,
    stored: str,
    own: tuple[str, ...],
    form: PassageForm = PassageForm.WRITTEN,
) -> Passage:
    basis = stored_form(paragraph.generated)
    return Passage(paragraph.key, base + 1, form, stored, basis, own, hand.author, hand.now)


async def _keep(hand: Hand, desk: OpenDraft, passage: Passage, before: DeskParagraph) -> None:
    subject = f"{desk.of.year}年年报草稿 {passage.key}"
    words = typed_form(before.parts, desk.of.figures)
    async with hand.db.transaction() as tx:
        await store.write_passage(tx, desk.record.id, passage)
        await hand.audit(tx, subject, words, passage.text or passage.form.value, "")


async def remark(hand: Hand, desk: OpenDraft, kind: RemarkKind, place: str, text: str) -> None:
    """Store a comment on a paragraph, the note on a finding, or the end of a comment."""
    text = text.strip()
    if kind is not RemarkKind.SETTLED and not text:
        raise BadInput("请写内容。", {"text": "请写内容。"})
    if len(text) > _MOST_REMARK:
        raise BadInput("太长了，请缩短到 1000 字以内。", {"text": "请缩短到 1000 字以内。"})
    made = Remark(hand.new_id(), kind, place, text, hand.author, hand.now)
    async with hand.db.transaction() as tx:
        await store.add_remark(tx, desk.record.id, made)
        await hand.audit(tx, f"{desk.of.year}年年报草稿 {place}", "", text, kind.value)


async def take(hand: Hand, desk: OpenDraft, kind: StepKind, reason: str, seen: str) -> None:
    """Take a step; the whole draft is stored with it, and published or taken down by it.

    seen is the seal of what the person has read: who approves or signs answers for that
    and nothing else. Raises BadInput with what stands against the step.
    """
    why = refusal(kind, desk.steps, hand.author, reason, desk.standing)
    if not why and kind in (StepKind.APPROVE, StepKind.SIGN) and seen != desk.seal:
        why = "您打开页面以后，文字或数字有变化，请重新看过再办理。"
    if why:
        raise BadInput(why, {"reason": why})
    step = SigningStep(len(desk.steps) + 1, kind, reason.strip(), hand.author, hand.now)
    document = desk.signed or desk.document
    async with hand.db.transaction() as tx:
        await store.add_step(tx, desk.record.id, step, document)
        if kind is StepKind.PUBLISH:
            form = published_form(document, _signed_by(desk))
            await write_report(tx, desk.of.agency, form, hand.now)
        if kind is StepKind.UNPUBLISH:
            await end_report(tx, desk.of.agency, desk.of.year, hand.now)
        subject = f"{desk.of.year}年年报草稿"
        await hand.audit(tx, subject, desk.state.value, STEP_NAMES[kind], step.reason)


def _signed_by(desk: OpenDraft) -> str:
    return next((s.author.name for s in reversed(desk.steps) if s.kind is StepKind.SIGN), "")


def numbers_of(passage: Passage) -> tuple[str, ...]:
    """Numbers of a version that its author answers for and that still stand in it."""
    return tuple(number for number in numbers_typed(passage.text) if number in passage.own_numbers)
