"""Signing in: who gets a session, how long it holds, and how guessing is slowed down."""

import asyncio
import time

import pytest

from assistant.accounts import codes
from assistant.accounts.keeping import reset
from assistant.accounts.own import switch_codes_on
from assistant.accounts.signing_in import (
    IDLE,
    LONGEST,
    Caller,
    enter_code,
    sign_in,
    sign_out,
    signed_in,
)
from assistant.errors import BadInput, TooMany
from assistant.storage.audit import Filter, count, deeds

HERE = Caller("203.0.113.7", "Firefox")


async def fail(office, name, times, caller=HERE):
    for _ in range(times):
        with pytest.raises(BadInput, match="账号或密码不对"):
            await sign_in(office, name, "wrong", caller)


async def test_name_and_password_begin_a_session(office, zhang):
    begun = await sign_in(office, "zhang", zhang, HERE)

    held = await signed_in(office, begun.token)
    assert (held.user.name, held.session.address, held.session.browser) == (
        "zhang",
        "203.0.113.7",
        "Firefox",
    )


async def test_of_a_session_the_database_holds_no_token(office, zhang, tmp_path):
    begun = await sign_in(office, "zhang", zhang, HERE)

    await office.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = (tmp_path / "accounts.db").read_bytes()
    assert begun.token.encode() not in kept and zhang.encode() not in kept


async def test_each_sign_in_has_a_session_of_its_own(office, zhang):
    first, second = [await sign_in(office, "zhang", zhang, HERE) for _ in range(2)]

    await sign_out(office, (await signed_in(office, first.token)).session)

    assert await signed_in(office, first.token) is None
    assert await signed_in(office, second.token) is not None


@pytest.mark.parametrize("token", ["", "nonsense", "令牌"])
async def test_a_token_that_nobody_was_given_opens_nothing(office, zhang, token):
    assert await signed_in(office, token) is None


async def test_a_session_ends_after_hours_without_use_but_not_while_it_is_used(
    office, zhang, clock
):
    token = (await sign_in(office, "zhang", zhang, HERE)).token

    for _ in range(3):
        clock.turn(seconds=IDLE.total_seconds() - 60)
        assert await signed_in(office, token) is not None
    clock.turn(seconds=IDLE.total_seconds() + 1)

    assert await signed_in(office, token) is None


async def test_a_session_ends_after_days_however_much_it_is_used(office, zhang, clock):
    token = (await sign_in(office, "zhang", zhang, HERE)).token
    for _ in range(int(LONGEST / IDLE) + 1):
        clock.turn(seconds=IDLE.total_seconds() - 60)
        await signed_in(office, token)
    clock.turn(hours=7)

    assert await signed_in(office, token) is None


async def test_after_five_failures_even_the_right_password_waits_and_the_wait_doubles(
    office, zhang, clock
):
    await fail(office, "zhang", 5)
    with pytest.raises(TooMany, match=r"请 1 分钟后再试.*找管理员重置"):
        await sign_in(office, "zhang", zhang, HERE)

    clock.turn(seconds=61)
    await fail(office, "zhang", 1)
    clock.turn(seconds=61)
    with pytest.raises(TooMany, match="请 1 分钟后再试"):
        await sign_in(office, "zhang", zhang, HERE)

    clock.turn(seconds=60)
    assert (await sign_in(office, "zhang", zhang, HERE)).token


async def test_a_wait_is_told_in_the_log_with_the_address_it_came_from(office, zhang):
    await fail(office, "zhang", 5)
    await fail(office, "nobody", 1)

    told = (await deeds(office.db, Filter(words="输错"), 10))[0]

    assert (told.who, told.subject, told.why) == ("未登录", "账号 zhang", "从 203.0.113.7")
    assert "连续输错 5 次，1 分钟内不能登录" in told.after
    assert await count(office.db, Filter(words="nobody")) == 0


async def test_an_attempt_while_waiting_does_not_lengthen_the_wait(office, zhang, clock):
    await fail(office, "zhang", 5)
    for _ in range(20):
        with pytest.raises(TooMany):
            await sign_in(office, "zhang", zhang, HERE)

    clock.turn(seconds=61)
    assert (await sign_in(office, "zhang", zhang, HERE)).token


async def test_the_wait_is_never_longer_than_half_an_hour(office, zhang, clock):
    await fail(office, "zhang", 5)
    for _ in range(12):
        clock.turn(minutes=31)
        await fail(office, "zhang", 1)
    clock.turn(minutes=30, seconds=1)

    assert (await sign_in(office, "zhang", zhang, HERE)).token


async def test_signing_in_begins_the_count_anew(office, zhang):
    await fail(office, "zhang", 4)
    await sign_in(office, "zhang", zhang, HERE)
    await fail(office, "zhang", 4)

    assert (await sign_in(office, "zhang", zhang, HERE)).token


async def test_a_name_that_there_is_none_of_waits_like_any_other(office, zhang):
    await fail(office, "nobody", 5)

    with pytest.raises(TooMany):
        await sign_in(office, "nobody", "x", HERE)


async def test_an_address_that_tries_many_names_waits_and_others_do_not(office, zhang):
    for number in range(20):
        await fail(office, f"guess{number}", 1)

    with pytest.raises(TooMany):
        await sign_in(office, "zhang", zhang, HERE)
    assert (await sign_in(office, "zhang", zhang, Caller("198.51.100.1", ""))).token


async def test_guesses_that_come_at_once_are_counted_one_by_one(office, zhang):
    tried = await asyncio.gather(
        *(sign_in(office, "zhang", f"guess {n}", HERE) for n in range(12)), return_exceptions=True
    )

    assert [type(error) for error in tried].count(BadInput) == 5
    assert [type(error) for error in tried].count(TooMany) == 7


async def test_an_unknown_name_costs_the_same_work_as_a_known_one(office, zhang):
    async def seconds(name):
        began = time.perf_counter()
        await fail(office, name, 1)
        return time.perf_counter() - began

    known = min([await seconds("zhang") for _ in range(3)])
    unknown = min([await seconds(f"nobody{n}") for n in range(3)])

    # Without the work it would be a hundredth.
    assert 0.3 < unknown / known < 3


async def test_an_account_that_is_off_is_told_so_only_with_the_right_password(office, zhang):
    await office.db.execute("UPDATE account SET active = 0 WHERE name = 'zhang'")

    await fail(office, "zhang", 1)
    with pytest.raises(BadInput, match="已停用，请联系管理员"):
        await sign_in(office, "zhang", zhang, HERE)


async def test_a_session_of_an_account_that_is_switched_off_opens_nothing(office, zhang):
    token = (await sign_in(office, "zhang", zhang, HERE)).token

    await office.db.execute("UPDATE account SET active = 0 WHERE name = 'zhang'")

    assert await signed_in(office, token) is None


async def test_with_codes_the_password_alone_opens_nothing(office, zhang, entered, clock):
    secret = codes.new_secret()
    await switch_codes_on(
        office, (await entered("zhang", zhang)).user, secret, codes.code_at(secret, clock())
    )
    clock.turn(minutes=1)

    begun = await sign_in(office, "zhang", zhang, HERE)
    waiting = await signed_in(office, begun.token)
    assert (begun.needs_code, waiting.needs_code) == (True, True)

    full = await enter_code(office, waiting, codes.code_at(secret, clock()), HERE)
    assert full.token != begun.token
    assert (await signed_in(office, full.token)).needs_code is False
    assert await signed_in(office, begun.token) is None


async def test_a_code_counts_once_and_wrong_codes_cost_a_wait(office, zhang, entered, clock):
    secret = codes.new_secret()
    code = codes.code_at(secret, clock())
    await switch_codes_on(office, (await entered("zhang", zhang)).user, secret, code)
    waiting = await entered("zhang", zhang)
    clock.turn(seconds=1)

    for typed in (code, "000000", "111111", "222222", "333333"):
        with pytest.raises(BadInput, match="验证码不对或已用过"):
            await enter_code(office, waiting, typed, HERE)
    with pytest.raises(TooMany):
        await enter_code(office, waiting, codes.code_at(secret, clock()), HERE)


async def test_waiting_for_the_code_ends_after_ten_minutes(office, zhang, entered, clock):
    secret = codes.new_secret()
    me = await entered("zhang", zhang)
    await switch_codes_on(office, me.user, secret, codes.code_at(secret, clock()))
    begun = await sign_in(office, "zhang", zhang, HERE)

    clock.turn(minutes=10, seconds=1)

    assert await signed_in(office, begun.token) is None


async def test_a_reset_lifts_the_wait(office, zhang):
    await fail(office, "zhang", 5)

    password = await reset(office, "zhang", "admin")

    assert (await sign_in(office, "zhang", password, HERE)).token
