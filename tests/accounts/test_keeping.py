"""Keeping accounts: adding, roles, resets, switching off; never without an administrator."""

import pytest

from assistant.accounts.keeping import (
    add_user,
    begin_accounts,
    change_role,
    reset,
    switch,
)
from assistant.errors import BadInput, NotFound
from assistant.models.accounts import Role
from assistant.storage.accounts import secrets_of
from assistant.storage.audit import Filter, deeds


async def done(office):
    """What the audit log holds, oldest first, without numbers and times."""
    held = await deeds(office.db, Filter(), 100)
    return [(d.who, d.subject, d.before, d.after, d.why) for d in reversed(held)]


@pytest.fixture
async def admin(office):
    return await begin_accounts(office)


async def test_a_new_account_has_a_one_time_password_that_must_be_changed(office, known, entered):
    password = await add_user(office, "zhang.li-2", "operator", " 张丽 ", "admin")

    user = await known("zhang.li-2")
    assert (user.full_name, user.role, user.must_change, user.active) == (
        "张丽",
        Role.OPERATOR,
        True,
        True,
    )
    assert (await entered("zhang.li-2", password)).user.must_change
    assert (await done(office))[0] == ("admin", "账号 zhang.li-2", "", "新增，话务员", "")


@pytest.mark.parametrize("name", ["", "z", "Zhang", "张丽", "2zhang", "zhang li", "z" * 33, "a/b"])
async def test_a_name_that_cannot_be_typed_everywhere_is_refused(office, name):
    with pytest.raises(BadInput, match="小写字母") as refused:
        await add_user(office, name, "editor", "", "admin")

    assert "name" in refused.value.fields


async def test_a_role_that_there_is_none_of_is_refused_with_all_there_are(office):
    with pytest.raises(BadInput, match=r"没有“boss”这个角色.*viewer（查看员）.*admin（管理员）"):
        await add_user(office, "zhang", "boss", "", "admin")


async def test_a_taken_name_is_refused_and_the_first_stays(office, zhang, known):
    with pytest.raises(BadInput, match="已有人用"):
        await add_user(office, "zhang", "admin", "", "admin")

    assert (await known("zhang")).role is Role.EDITOR


async def test_the_first_start_adds_one_administrator_and_the_next_none(office, admin, known):
    assert (await known("admin")).role is Role.ADMIN
    assert await begin_accounts(office) == ""


async def test_where_there_is_an_account_already_no_administrator_is_added(office, zhang, known):
    assert await begin_accounts(office) == ""
    assert await known("admin") is None


async def test_a_role_is_changed_and_told_with_its_reason(office, admin, zhang, known):
    await change_role(office, "zhang", "reviewer", "admin", "岗位调整")

    assert (await known("zhang")).role is Role.REVIEWER
    assert (await done(office))[-1] == ("admin", "账号 zhang", "编辑员", "审核员", "岗位调整")


async def test_a_reset_ends_sessions_and_codes_and_gives_a_new_password(
    office, admin, zhang, entered, known
):
    old = await entered("zhang", zhang)
    await office.db.execute("UPDATE account SET totp_secret = 'x', must_change = 0")

    password = await reset(office, "zhang", "admin")

    user = await known("zhang")
    assert (user.must_change, user.has_totp, password != zhang) == (True, False, True)
    with pytest.raises(BadInput):
        await entered("zhang", zhang)
    assert (await entered("zhang", password)).session.id != old.session.id


async def test_switching_off_and_on_is_told_and_keeps_the_password(
    office, admin, zhang, entered, known
):
    await switch(office, "zhang", active=False, by="admin", why="调离")
    off = await known("zhang")
    await switch(office, "zhang", active=True, by="admin")

    assert (off.active, (await entered("zhang", zhang)).user.active) == (False, True)
    assert [told[2:] for told in await done(office) if told[1] == "账号 zhang"][-2:] == [
        ("启用", "停用", "调离"),
        ("停用", "启用", ""),
    ]


async def test_the_last_administrator_stays_one(office, admin, known):
    for change in (
        change_role(office, "admin", "viewer", "admin"),
        switch(office, "admin", active=False, by="admin"),
    ):
        with pytest.raises(BadInput, match="最后一个能管理账号的管理员"):
            await change

    user = await known("admin")
    assert (user.role, user.active, len(await done(office))) == (Role.ADMIN, True, 1)


async def test_an_administrator_that_is_off_does_not_count_as_one(office, admin, zhang):
    await change_role(office, "zhang", "admin", "admin")
    await switch(office, "zhang", active=False, by="admin")

    with pytest.raises(BadInput):
        await switch(office, "admin", active=False, by="admin")


@pytest.mark.parametrize("deed", [reset, lambda o, n, by: switch(o, n, active=False, by=by)])
async def test_an_account_that_there_is_none_of_is_not_found(office, deed):
    with pytest.raises(NotFound, match="没有“nobody”这个账号"):
        await deed(office, "nobody", "admin")


async def test_only_hashes_of_passwords_are_kept(office, zhang, known):
    held = await secrets_of(office.db, (await known("zhang")).id)

    assert held.password_hash.startswith("$argon2id$") and zhang not in held.password_hash
    with pytest.raises(KeyError):
        await secrets_of(office.db, "nobody")
