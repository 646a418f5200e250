"""Publishing an edit (发布改动): who may, when it must be tried again, and what is written."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.edits import edited_item
from assistant.errors import BadInput, Conflict, Forbidden
from assistant.models.accounts import Deed, Permission, User
from assistant.models.learning import Action, Edit, GroupState
from assistant.models.lexicon import LexiconKind
from assistant.storage import audit
from assistant.storage import items as item_store
from assistant.storage import knowledge as knowledge_store
from assistant.storage.database import Database, Statements
from assistant.storage.learning import set_state
from assistant.storage.lexicon import put_line, switch_off, versions_of_line
from assistant.storage.proposals import (
    PUBLISHED,
    TRIED,
    WITHDRAWN,
    Proposal,
    add_event,
    save_proposal,
)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every deed on edits needs (词库工作台): the database, the clock, new numbers."""

    db: Database
    clock: Callable[[], str]
    new_id: Callable[[], str]

    async def record(self, tx: Statements, user: User, told: tuple[str, str, str, str]) -> None:
        """Keep one deed in the audit log: subject, before, after, why."""
        await audit.record(tx, Deed(self.new_id(), user.name, self.clock(), *told))


async def propose(shop: Workshop, user: User, word: str, edit: Edit, why: str) -> str:
    """Keep an edit as a proposal, which changes nothing yet; its number."""
    id = shop.new_id()
    async with shop.db.transaction() as tx:
        signed = {"why": why, "by": user.name, "now": shop.clock()}
        await save_proposal(tx, id, word, edit, signed)
        await shop.record(tx, user, (f"改动建议 {id}", "", edit.title, why))
    return id


def needs_second(proposal: Proposal) -> bool:
    """Whether somebody else has to publish it: it makes an answer worse, or people will read it."""
    return bool(proposal.trial.get("worse")) or proposal.edit.action is Action.FAQ


def why_not(proposal: Proposal, user: User) -> str:
    """Why somebody may not publish a proposal, with what to do; "" where they may."""
    if proposal.state in (PUBLISHED, WITHDRAWN):
        return "这条改动已经办结，要再改请另提一条。"
    if proposal.state != TRIED:
        return "核对还没有完成，请稍候刷新本页。"
    if not needs_second(proposal):
        return ""
    if proposal.made_by == user.name:
        return "这条改动要由另一位审核员发布，请联系审核员。"
    if not user.may(Permission.PUBLISH_LEXICON):
        return "这条改动要由审核员发布，您的角色不能发布。"
    return ""


async def publish(shop: Workshop, user: User, proposal: Proposal) -> None:
    """Make the edit, close its group, and note who did it, all in one transaction.

    Raises Forbidden for one who may not, Conflict where the knowledge has changed since
    the trial: it must then be tried again.
    """
    if reason := why_not(proposal, user):
        raise Forbidden(reason)
    async with shop.db.transaction() as tx:
        if await knowledge_store.version(tx) != proposal.trial["version"]:
            raise Conflict("核对以后词库或目录有了变动，正在重新核对，请看过新的结果再发布。")
        before = await _write(shop, tx, user, proposal.edit)
        await add_event(tx, shop.new_id(), proposal.id, PUBLISHED, "", user.name, shop.clock())
        if proposal.word:
            await _close(shop, tx, user, proposal)
        after = (
            "停用" if proposal.edit.action is Action.LINE_OFF else "；".join(proposal.edit.cells)
        )
        await shop.record(tx, user, (proposal.edit.title, before, after, proposal.why))


async def withdraw(shop: Workshop, user: User, proposal: Proposal) -> None:
    """Take a proposal back; BadInput where it is settled already."""
    if proposal.state in (PUBLISHED, WITHDRAWN):
        raise BadInput("这条改动已经办结，不能撤回。")
    async with shop.db.transaction() as tx:
        await add_event(tx, shop.new_id(), proposal.id, WITHDRAWN, "", user.name, shop.clock())
        await shop.record(tx, user, (f"改动建议 {proposal.id}", proposal.edit.title, "撤回", ""))


async def settle_group(
    shop: Workshop, user: User, word: str, state: GroupState, reason: str
) -> None:
    """Say where the work on a group stands; setting it aside needs a reason (BadInput)."""
    if state is GroupState.ASIDE and not reason:
        raise BadInput("请写明不处理的原因。", {"reason": "请写明不处理的原因。"})
    async with shop.db.transaction() as tx:
        await set_state(tx, shop.new_id(), word, state, reason, user.name, shop.clock())
        await shop.record(tx, user, (f"学习队列“{word}”", "", state.value, reason))


async def _close(shop: Workshop, tx: Statements, user: User, proposal: Proposal) -> None:
    reason = f"已发布：{proposal.edit.title}"
    done = (proposal.word, GroupState.DONE, reason, user.name, shop.clock())
    await set_state(tx, shop.new_id(), *done)


async def _write(shop: Workshop, tx: Statements, user: User, edit: Edit) -> str:
    """Make the edit; what stood there before, as text."""
    if edit.action in (Action.ALIAS, Action.FAQ):
        return await _write_item(shop, tx, user, edit)
    kind, now = LexiconKind(edit.table), shop.clock()
    versions = await versions_of_line(tx, edit.table, edit.replaces) if edit.replaces else []
    before = "；".join(versions[-1].line.cells) if versions else ""
    if edit.action is Action.LINE_OFF or edit.replaces not in ("", edit.line.key):
        await switch_off(tx, kind, edit.replaces, user.name, now)
    if edit.action is Action.LINE:
        await put_line(tx, edit.line, user.name, "词库工作台", now)
    await knowledge_store.raise_version(tx)
    return before


async def _write_item(shop: Workshop, tx: Statements, user: User, edit: Edit) -> str:
    now = shop.clock()
    used = {s.item.code: s for s in await item_store.items_on(tx, now[:10])}
    stored, agency = used.get(edit.code), await item_store.agency_of(tx, edit.code)
    if stored is None or agency is None:
        raise Conflict("这个事项已经不在目录里，请撤回这条改动。")
    stamp = item_store.Stamp(f"学习队列（{user.name}）", now)
    await item_store.write_items(tx, agency, [edited_item(stored.item, edit)], stamp)
    return "；".join(stored.item.aliases)
