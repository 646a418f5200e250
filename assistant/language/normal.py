"""Normal forms (规范形式) of Chinese text, for search keys only: stored text keeps its shape."""

import functools
import re
import unicodedata

import opencc

_TO_SIMPLIFIED = opencc.OpenCC("t2s")
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    # Half of a pair: it comes with bytes that are no text, and cannot be stored or converted.
    "\ud800-\udfff]"
)
# Of such text only the script may differ from its normal form, and most is such text.
_PLAIN = re.compile(r"[\u4e00-\u9fff]+")
_SPACE = re.compile(r"\s+")
_CJK_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def visible(text: str) -> str:
    """The text without hidden and control characters; line breaks stay."""
    return _HIDDEN.sub("", text)


@functools.lru_cache(maxsize=256)
def search_key(text: str) -> str:
    """Half width, lower case, simplified characters, single spaces, none between characters.

    Only for searching: it turns ① into 1 and ㎡ into m2.
    """
    if _PLAIN.fullmatch(text):
        simple = str(_TO_SIMPLIFIED.convert(text))
        # The same text twice would take twice the room, for thousands of names and words.
        return text if simple == text else simple
    text = unicodedata.normalize("NFKC", visible(text)).lower()
    if not text.isascii():
        text = _TO_SIMPLIFIED.convert(text)
    return _CJK_GAP.sub("", _SPACE.sub(" ", text)).strip()
