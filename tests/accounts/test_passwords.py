"""Passwords: what may be chosen, how they are kept."""

import re

import pytest

from assistant.accounts.passwords import fault_of, hashed, matches, one_time_password


@pytest.mark.parametrize(
    "password",
    ["three quiet rivers", "晨跑要早睡得多喝水呀", "Xk2-99vm-Qpa!", "grünkohl mit pinkel"],
)
def test_an_uncommon_password_of_ten_characters_may_be_chosen(password):
    assert fault_of(password, "zhangli") == ""


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("", "至少要 10 个字符"),
        ("abc-def-9", "至少要 10 个字符"),
        ("x" * 201, "最多 200 个字符"),
        ("my zhangli 2026", "不能有账号名"),
        ("ZHANGLI-2026!", "不能有账号名"),
        ("1234567890", "太常见"),
        ("2026-11-22", "太常见"),
        ("qwertyuiop", "太常见"),
        ("poiuytrewq", "太常见"),
        ("abcdefghijk", "太常见"),
        ("password1234", "太常见"),
        ("Admin@202611", "太常见"),
        ("passwordpassword", "太常见"),
        ("aabbaabbaabb", "太常见"),
        ("woaini5201314", "太常见"),
        ("!!!!!!!!!!!!", "太常见"),
    ],
)
def test_a_guessable_password_is_refused_in_words(password, told):
    assert told in fault_of(password, "zhangli")


async def test_a_password_is_kept_as_argon2id_with_its_own_salt():
    first, second = await hashed("three quiet rivers"), await hashed("three quiet rivers")

    assert first != second and first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await matches(first, "three quiet rivers")
    assert not await matches(first, "three quiet river")


@pytest.mark.parametrize("held", ["", "not a hash"])
async def test_where_there_is_no_hash_nothing_fits(held):
    assert not await matches(held, "")


def test_one_time_passwords_differ_and_hold_nothing_easily_mistaken():
    made = {one_time_password() for _ in range(200)}

    assert len(made) == 200
    assert all(re.fullmatch("([2-9a-hjkmnp-z]{4}-){3}[2-9a-hjkmnp-z]{4}", one) for one in made)
    assert {fault_of(one, "zhangli") for one in made} == {""}
