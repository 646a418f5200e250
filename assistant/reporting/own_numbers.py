"""Numbers that somebody typed into the draft by hand (自填数字), which no figure vouches for."""

import re
from collections.abc import Sequence

from assistant.models.draft import Chip

_CHIPS = re.compile(r"\{\{[^}]*\}\}|【待补：[^】]*】")
# What is written in digits without being a figure: days, documents, articles, numbering, the
# hotline, telephone numbers and postcodes, addresses of pages.
_NO_FIGURES = re.compile(
    r"(?:19|20)\d\d\s*年(?:度)?(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"
    r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|〔\d{4}〕\s*(?:第\s*)?\d+\s*号|第\s*\d+\s*[号条款项次届]"
    r"|(?<!\d)12345(?!\d)|(?<!\d)0\d{2,3}[-—－]?\d{7,8}(?!\d)|邮编[：:]?\s*\d{6}|\d+号"
    r"|(?m:^)\s*[（(]?\d{1,2}[)）.、]|(?m:^)\s*\d{6}\s*(?m:$)|(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+|“\d[+＋]\d”"
)
_NUMBER = re.compile(
    r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s*[万亿]*\s*[余多]?\s*"
    r"(?:%|个百分点|元|人次|[条件项次个篇期份场户名人张部类种家])?"
)


def numbers_typed(stored: str) -> tuple[str, ...]:
    """Numbers in the words of a kept paragraph, each with its unit, in order, once each."""
    bare = _NO_FIGURES.sub(" ", _CHIPS.sub(" ", stored))
    found = (re.sub(r"\s", "", number[0]) for number in _NUMBER.finditer(bare))
    return tuple(dict.fromkeys(found))


def unvouched(stored: str, *known: str) -> tuple[str, ...]:
    """Numbers of a kept paragraph that stand in none of the texts it comes from."""
    before = {number for text in known for number in numbers_typed(text)}
    return tuple(number for number in numbers_typed(stored) if number not in before)


def advice(numbers: Sequence[str], chips: Sequence[Chip], label: dict[str, str]) -> str:
    """What to do about numbers without a figure: those that a figure tells are named."""
    told = []
    for number in numbers:
        fitting = [label[chip.key] for chip in chips if chip.text == number][:3]
        told.append(
            f"“{number}”台账里有，请写成{'或'.join(f'〔{name}〕' for name in fitting)}"
            if fitting
            else f"“{number}”台账里没有"
        )
    return f"{'；'.join(told)}。数字应当来自台账；确实要手写的，请在下面勾选确认。"
