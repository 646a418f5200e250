"""Personal data (个人信息) in what people type: masked before anything is stored.

Found by pattern: mainland phone numbers, identity numbers, bank cards, e-mail. Names
and addresses have no pattern and are not found.
"""

import re

_IDENTITY = re.compile(
    r"(?<!\d)(\d{6})(?:\d{8})(\d{3}[\dXx])(?!\d)|(?<!\d)(\d{6})\d{6}(\d{3})(?!\d)"
)
_CARD = re.compile(r"(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{1,3})?(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

_MASKS = (
    (_MAIL, "〔邮箱〕"),
    (_IDENTITY, "〔身份证号〕"),
    (_CARD, "〔银行卡号〕"),
    (_MOBILE, "〔手机号〕"),
)


def masked(text: str) -> str:
    """The text with each piece of personal data replaced by its kind in 〔〕."""
    if not any(c.isdigit() for c in text) and "@" not in text:
        return text
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text
