"""What waits for somebody (待办), counted from the rooms of the desk that his role may open."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.channels.drafts import address
from assistant.channels.keys import Service
from assistant.channels.navigation import SECTIONS
from assistant.models.accounts import Permission, User
from assistant.models.drafts import DraftState
from assistant.models.learning import GroupState
from assistant.models.report import Edition
from assistant.models.signing import ReportDraft, SigningState
from assistant.reporting.calendar import deadlines, due_year, told
from assistant.reporting.disclosure.clock import Level, clock_of
from assistant.reporting.signing import is_public, state_of
from assistant.storage import disclosure, holidays, learning, report_drafts
from assistant.storage import drafts as item_drafts
from assistant.storage.sample import PREFIX as SAMPLE
from assistant.storage.sample import has_sample


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of what waits (待办事项): what, how it stands, where to do it, whether it presses.

    sample tells that it belongs to the sample year and is nobody's work (示例).
    """

    what: str
    how: str
    path: str
    pressing: bool = False
    sample: bool = False


_DRAFT_WORK: Mapping[SigningState, tuple[Permission, str]] = {
    SigningState.EDITING: (Permission.EDIT_DRAFTS, "继续编写，补上待补内容后提交审核"),
    SigningState.SUBMITTED: (Permission.REVIEW_DRAFTS, "等您审核"),
    SigningState.APPROVED: (Permission.SIGN_DRAFTS, "等您签发"),
    SigningState.SIGNED: (Permission.PUBLISH_DRAFTS, "已定稿，等您公布"),
}
_PRESSING_DAYS = 30


async def waiting_for(service: Service, user: User) -> list[Waiting]:
    """What somebody of this role has to do, the report's calendar first."""
    found: list[Waiting] = []
    sections = {section.path for section in SECTIONS}
    for permission, path, look in _LOOKS:
        if user.may(permission) and path in sections:
            found += await look(service, user)
    return found


async def _reports(service: Service, user: User) -> list[Waiting]:
    """Drafts that wait for this role, and the deadline of the report that is due."""
    today = date.fromisoformat(service.clock()[:10])
    due = due_year(today)
    agency = service.desk.knowledge.agency
    held = await report_drafts.drafts_of(service.db, agency.id)
    found, published = [], False
    for record in held:
        steps = await report_drafts.steps_of(service.db, record.id)
        state = state_of(steps)
        published |= record.year == due and is_public(steps)
        permission, how = _DRAFT_WORK.get(state, (None, ""))
        if permission and user.may(permission):
            mine, what = state is not SigningState.EDITING, f"{record.year} 年度报告"
            found.append(Waiting(what, how, address(record), mine, await _made_up(service, record)))
    own = next(one for one in deadlines(due, today, agency) if one.own)
    if not published:
        how = f"{own.on} 前公布，{told(own.days_left)}（{own.source}）"
        pressing = own.days_left <= _PRESSING_DAYS
        found.insert(0, Waiting(f"{due} 年度报告公布期限", how, "/desk/reports", pressing))
    return found


async def _made_up(service: Service, record: ReportDraft) -> bool:
    """Whether the figures of a draft come from the sample year."""
    if not await has_sample(service.db):
        return False
    return (await service.year_of(record.year, Edition(record.edition))).sample


async def _requests(service: Service, user: User) -> list[Waiting]:
    """Open disclosure requests, those that are due or overdue told apart."""
    today = date.fromisoformat(service.clock()[:10])
    calendar = await holidays.calendar(service.db)
    cases = await disclosure.cases(service.db, "request")
    clocks = [(case, clock_of(case, calendar, today).level) for case in cases]
    open_ones = [case for case, level in clocks if level is not Level.DONE]
    still = [level for _, level in clocks if level is not Level.DONE]
    if not still:
        return []
    late, soon = still.count(Level.OVERDUE), still.count(Level.URGENT)
    how = f"在办 {len(still)} 件，逾期 {late} 件，快到期 {soon} 件"
    samples = [case.id.startswith(SAMPLE) for case in open_ones]
    if any(samples):
        how += f"，其中 {sum(samples)} 件是示例"
    return [Waiting("依申请公开", how, "/desk/requests", bool(late or soon), all(samples))]


async def _items(service: Service, user: User) -> list[Waiting]:
    """Items that wait for review, or that came back."""
    states = list((await item_drafts.open_states(service.db)).values())
    review, returned = states.count(DraftState.REVIEW), states.count(DraftState.RETURNED)
    found = []
    if review and user.may(Permission.REVIEW_CATALOGUE):
        found.append(
            Waiting("事项待审核", f"{review} 项", "/desk/catalogue?state=review", pressing=True)
        )
    if returned and user.may(Permission.EDIT_CATALOGUE):
        found.append(
            Waiting("事项被退回", f"{returned} 项，请按意见修改", "/desk/catalogue?state=returned")
        )
    return found


async def _learning(service: Service, user: User) -> list[Waiting]:
    """Words that questions failed by in the last year, whose groups nobody has dealt with."""
    now = service.clock()
    period = learning.Period(f"{int(now[:4]) - 1}{now[4:]}", "9999")
    _, count = await learning.groups(service.db, period, GroupState.OPEN, limit=1)
    how = f"{count} 组问题没答好，请补充说法"
    return [Waiting("待学习问题", how, "/desk/learning")] if count else []


Look = Callable[[Service, User], Awaitable[list[Waiting]]]
_LOOKS: tuple[tuple[Permission, str, Look], ...] = (
    (Permission.SEE_DESK, "/desk/reports", _reports),
    (Permission.EDIT_REQUESTS, "/desk/requests", _requests),
    (Permission.SEE_CATALOGUE, "/desk/catalogue", _items),
    (Permission.SEE_QUESTIONS, "/desk/learning", _learning),
)
