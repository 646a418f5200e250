"""Personal data (个人信息) in what people type: masked before anything is stored.

Found by pattern: mainland phone numbers, identity numbers, bank cards, e-mail. Names
and addresses have no pattern and are not found.
"""

import re


def _pattern(written: str) -> re.Pattern[str]:
    """Digits are those that people type, half width or full width."""
    return re.compile(written.replace(r"\d", "[0-9０-９]"), re.ASCII)


_IDENTITY = _pattern(r"(?<!\d)\d{17}(?:\d|[XxＸｘ])(?!\d)|(?<!\d)\d{15}(?!\d)")
_CARD = _pattern(r"(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{1,3})?(?!\d)")
_MOBILE = _pattern(r"(?<!\d)(?:\+?86[- ]?|0)?[1１][3-9３-９]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
# Latin only, or the question around an address would be taken for part of it; begun only
# at a name's first character, or a long run of letters would be read again from each one.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)

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
