"""One-time codes of a phone (动态验证码): RFC 6238, six digits, half a minute each."""

import hmac
import re
from datetime import datetime

import pyotp
import segno

_SECONDS = 30
# One step before and after the present one: clocks of phones are not exact.
_DRIFT = 1


def new_secret() -> str:
    """A fresh secret of 160 bits, in base 32."""
    return pyotp.random_base32(32)


def is_secret(text: str) -> bool:
    """Whether it is a secret as new_secret makes them: it comes back from a form."""
    return re.fullmatch("[A-Z2-7]{32}", text) is not None


def step_of(secret: str, code: str, now: str, after: int = 0) -> int | None:
    """The number of the step that a code belongs to; None for a wrong or used one.

    now is an ISO-8601 moment with its offset; codes of steps up to after count as used.
    """
    typed = "".join(code.split())
    present = int(datetime.fromisoformat(now).timestamp()) // _SECONDS
    found = None
    for step in range(present - _DRIFT, present + _DRIFT + 1):
        true = pyotp.HOTP(secret).at(step)
        if hmac.compare_digest(true.encode(), typed.encode(errors="replace")) and step > after:
            found = step
    return found


def code_at(secret: str, now: str) -> str:
    """The code of a moment: what the phone shows."""
    return pyotp.HOTP(secret).at(int(datetime.fromisoformat(now).timestamp()) // _SECONDS)


def address_of(secret: str, name: str, issuer: str) -> str:
    """The otpauth:// address that a phone's application reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def picture_of(address: str) -> str:
    """The address as a QR code: the address of an SVG picture that needs no request."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=4)
