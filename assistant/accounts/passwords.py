"""Passwords (密码): hashed with argon2id, checked in a thread, refused where they are guessable."""

import asyncio
import secrets
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

LEAST, MOST = 10, 200
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
# What OWASP advises for a service that has other work to do: 19 MB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# The hash of a word that nobody knows, for names that there are none of: they take as long.
_NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$VfGvkJAUIjX2kTHcR7dRyg"
    "$ChAjk7X7ANUTTaUkqVIEFvss+cZFPkst9EMVNiHcqt4"
)
_COMMON = (
    "password", "passw0rd", "p@ssw0rd", "p@ssword", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "1qaz2wsx", "1q2w3e4r", "abcdefghij", "admin", "administrator", "welcome", "iloveyou",
    "letmein", "dragon", "monkey", "sunshine", "princess", "football", "changeme", "default",
    "woaini", "woaiwojia", "zhongguo", "wodemima", "mima", "nihao", "beijing", "shaanxi",
    "ankang", "langao", "zhengwu", "banshi", "gongkai", "test", "user", "guest", "root", "master",
    "abc", "aaa", "xxx", "qaz", "wsx", "密码", "我的密码", "管理员", "政务服务",
)  # fmt: skip
_ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


async def hashed(password: str) -> str:
    """The argon2id hash of a password, with its own salt."""
    return await asyncio.to_thread(_HASHER.hash, password)


async def matches(password_hash: str, password: str) -> bool:
    """Whether a password is the one; an empty hash takes as long as a true one and never fits."""
    return await asyncio.to_thread(_matches, password_hash or _NOBODYS, password)


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (Argon2Error, InvalidHashError):
        return False


def one_time_password() -> str:
    """Sixteen letters and digits in fours, none easily mistaken: 79 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def fault_of(password: str, name: str) -> str:
    """Why a password may not be chosen, as a sentence for people; empty where it may."""
    low = password.casefold()
    if len(password) < LEAST:
        return f"密码至少要 {LEAST} 个字符，请加长，例如用几个不相干的词连起来。"
    if len(password) > MOST:
        return f"密码最多 {MOST} 个字符，请缩短。"
    if name.casefold() in low or low in name.casefold():
        return "密码里不能有账号名，请换一个。"
    if len(set(low)) < 5 or _is_common(low) or _is_row(low):
        return "这个密码太常见，容易被猜中，请换一个，例如用几个不相干的词连起来。"
    return ""


def _is_common(low: str) -> bool:
    """Whether what is left without digits and marks at both ends is a word everybody tries."""
    kernel = low.strip("0123456789!@#$%^&*._- ")
    return kernel == "" or any(kernel == word * (len(kernel) // len(word)) for word in _COMMON)


def _is_row(low: str) -> bool:
    """Whether it only walks along the keyboard, the alphabet or the digits, either way."""
    steps = list(pairwise(low))
    walked = sum(any(a + b in row or b + a in row for row in _ROWS) for a, b in steps)
    return walked >= 0.8 * len(steps)
