"""One's own account: a new password, codes on and off, other sessions ended."""

import pytest

from assistant.accounts import codes, own
from assistant.accounts.keeping import add_user
from assistant.accounts.own import change_password, end_session, my_sessions, switch_codes_off
from assistant.accounts.signing_in import Caller
from assistant.errors import BadInput
from assistant.storage.audit import Filter, deeds

GOOD = "three quiet rivers"


async def test_a_new_password_replaces_the_one_time_one_and_ends_other_sessions(
    office, zhang, entered, known
):
    elsewhere, here = await entered("zhang", zhang), await entered("zhang", zhang)

    await change_password(office, here, zhang, GOOD, GOOD)

    assert (await known("zhang")).must_change is False
    assert [s.id for s in await my_sessions(office, here.user)] == [here.session.id]
    with pytest.raises(BadInput):
        await entered("zhang", zhang)
    assert (await entered("zhang", GOOD)).session.id != elsewhere.session.id


@pytest.mark.parametrize(
    ("old", "new", "again", "field", "told"),
    [
        ("wrong", GOOD, GOOD, "old", "密码不对"),
        ("", "short", "short", "new", "至少要 10 个字符"),
        ("", "", "", "new", "至少要 10 个字符"),
        ("", GOOD, GOOD + "!", "again", "两次输入的新密码不一样"),
        ("", "SAME", "SAME", "new", "不能和原来的一样"),
    ],
)
async def test_a_wrong_word_is_named_by_its_field_and_the_password_stays(
    office, zhang, entered, old, new, again, field, told
):
    me = await entered("zhang", zhang)
    words = [zhang if word == "SAME" else word for word in (old or zhang, new, again)]

    with pytest.raises(BadInput, match=told) as refused:
        await change_password(office, me, *words)

    assert set(refused.value.fields) == {field}
    assert (await entered("zhang", zhang)).user.must_change


async def test_codes_are_on_only_once_the_phone_has_shown_a_right_one(
    office, zhang, entered, known, clock
):
    me, secret = await entered("zhang", zhang), codes.new_secret()

    for wrong in ((secret, "000000"), ("too short", "000000")):
        with pytest.raises(BadInput, match="验证码不对") as refused:
            await own.switch_codes_on(office, me.user, *wrong)
        assert (set(refused.value.fields), (await known("zhang")).has_totp) == ({"code"}, False)
    await own.switch_codes_on(office, me.user, secret, codes.code_at(secret, clock()))

    assert (await known("zhang")).has_totp


async def test_codes_are_off_only_by_the_password(office, zhang, entered, known, clock):
    me, secret = await entered("zhang", zhang), codes.new_secret()
    await own.switch_codes_on(office, me.user, secret, codes.code_at(secret, clock()))

    with pytest.raises(BadInput, match="密码不对"):
        await switch_codes_off(office, me, "wrong")
    assert (await known("zhang")).has_totp
    await switch_codes_off(office, me, zhang)

    assert not (await known("zhang")).has_totp


async def test_a_guess_at_ones_own_password_waits_like_a_sign_in(office, zhang, entered, clock):
    me = await entered("zhang", zhang)
    clock.turn(seconds=1)
    for _ in range(5):
        with pytest.raises(BadInput):
            await change_password(office, me, "guess", GOOD, GOOD)

    with pytest.raises(BadInput, match="分钟后再试"):
        await change_password(office, me, zhang, GOOD, GOOD)


async def test_sessions_are_listed_latest_first_and_one_of_them_can_be_ended(
    office, zhang, entered, clock
):
    phone = await entered("zhang", zhang, Caller("198.51.100.1", "Phone"))
    clock.turn(minutes=1)
    desk = await entered("zhang", zhang)

    listed = [session.browser for session in await my_sessions(office, desk.user)]
    await end_session(office, desk.user, phone.session.id)

    assert listed == ["Firefox", "Phone"]
    assert [s.id for s in await my_sessions(office, desk.user)] == [desk.session.id]


async def test_nobody_ends_the_session_of_somebody_else(office, zhang, entered):
    stranger = await add_user(office, "li.si", "viewer", "", "admin")
    me, other = await entered("zhang", zhang), await entered("li.si", stranger)

    await end_session(office, other.user, me.session.id)

    assert len(await my_sessions(office, me.user)) == 1


async def test_what_was_done_is_told_without_any_password(office, zhang, entered):
    await change_password(office, await entered("zhang", zhang), zhang, GOOD, GOOD)

    told = repr(await deeds(office.db, Filter(), 100))

    assert "改了密码" in told and GOOD not in told and zhang not in told
