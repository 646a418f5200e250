"""Codes of the phone: the numbers of RFC 6238, once each, with a little drift."""

import base64

import pytest

from assistant.accounts.codes import (
    address_of,
    code_at,
    is_secret,
    new_secret,
    picture_of,
    step_of,
)

# RFC 6238, appendix B: this secret, and the last six digits of its SHA-1 codes.
SECRET = base64.b32encode(b"12345678901234567890").decode()
KNOWN = [
    ("1970-01-01T08:00:59.000+08:00", "287082", 1),
    ("2005-03-18T09:58:29.000+08:00", "081804", 37037036),
    ("2009-02-14T07:31:30.000+08:00", "005924", 41152263),
    ("2033-05-18T11:33:20.000+08:00", "279037", 66666666),
]


@pytest.mark.parametrize(("now", "code", "step"), KNOWN)
def test_codes_are_those_of_the_standard(now, code, step):
    assert code_at(SECRET, now) == code
    assert step_of(SECRET, code, now) == step


@pytest.mark.parametrize("typed", ["081804", "081 804", " 081804 "])
def test_spaces_do_not_matter(typed):
    assert step_of(SECRET, typed, KNOWN[1][0]) == KNOWN[1][2]


@pytest.mark.parametrize("typed", ["", "81804", "０８１８０４", "08180a", "000000", "0818040"])
def test_anything_else_is_wrong(typed):
    assert step_of(SECRET, typed, KNOWN[1][0]) is None


@pytest.mark.parametrize(
    ("second", "taken"), [("57:29", False), ("57:59", True), ("58:59", True), ("59:30", False)]
)
def test_a_phone_may_be_half_a_minute_off(second, taken):
    found = step_of(SECRET, "081804", f"2005-03-18T09:{second}.000+08:00")

    assert (found is not None) == taken


def test_a_used_code_does_not_count_again():
    now, code, step = KNOWN[1]

    assert step_of(SECRET, code, now, after=step) is None
    assert step_of(SECRET, code, now, after=step - 1) == step


def test_a_new_secret_has_160_bits_and_comes_back_from_a_form():
    assert len(base64.b32decode(new_secret())) == 20
    assert is_secret(new_secret()) and not is_secret("A" * 31) and not is_secret("a" * 32)


def test_the_picture_is_an_image_without_a_request():
    address = address_of(SECRET, "zhangli", "某县行政审批服务局")

    assert address.startswith("otpauth://totp/") and f"secret={SECRET}" in address
    assert picture_of(address).startswith("data:image/svg+xml")
