"""Chinese report text made comparable without losing track of where each character stood."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

_FOLDED = str.maketrans(
    "（）［］｛｝，：；．！？／－＋％＂＇｜＜＞＝～＊＃“”„‟‘’﹙﹚﹐﹕﹒﹣０１２３４５６７８９",
    '()[]{},:;.!?/-+%"\'|<>=~*#""""\'\'(),:.-0123456789',
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# A row of single strokes is data, so a rule has three of them or a colon.
_RULE = r"[ \t]*(?::?-{3,}:?|:-+:?|-+:)[ \t]*"
_RULES = re.compile(rf"(?m)^[ \t]*\|?(?:{_RULE}\|)+(?:{_RULE})?[ \t]*(?:\n|\Z)")
_PAGE_NUMBERS = re.compile(
    r"(?m)^[ \t\u3000]*(?:[-—–]+ *\d{1,3} *[-—–]+|第 *\d{1,3} *页(?:[ ,，/]*共 *\d{1,3} *页)?)[ \t\u3000]*$"
)
_SKIPPED = re.compile(r"[\s|*#]")


def cleaned(text: str) -> str:
    """The text with line breaks unified, without invisible characters, table rules of Markdown
    and page numbers.

    PDF writers store ⼀ (U+2F00) for 一; both look the same and only one can be searched.
    """
    unified = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    unified = _PAGE_NUMBERS.sub("", _RULES.sub("", unified.replace("\f", "\n")))
    return "".join(
        unicodedata.normalize("NFKC", c) if "\u2e80" <= c <= "\u2fdf" else c for c in unified
    )


def folded(text: str) -> str:
    """Full-width signs and digits as half-width ones; every character keeps its position."""
    return text.translate(_FOLDED)


@dataclass(frozen=True, slots=True)
class Squeezed:
    """Folded text without blanks, pipes and Markdown signs, and where each character stood.

    source is the text it was made from, positions count in it.
    """

    source: str
    text: str
    positions: tuple[int, ...]

    def origin(self, index: int) -> int:
        """Position in the source of the character at index; the end lies behind the last one."""
        if index < len(self.positions):
            return self.positions[index]
        return self.positions[-1] + 1 if self.positions else 0

    def end(self, index: int) -> int:
        """Position in the source right behind the character before index."""
        return self.positions[index - 1] + 1 if index else 0

    def index(self, position: int) -> int:
        """Index of the first kept character at or behind a position of the source."""
        return bisect_left(self.positions, position)


def squeezed(text: str) -> Squeezed:
    """The form in which labels are looked up, since real reports wrap and pad them anywhere."""
    flat = folded(text)
    kept = tuple(i for i, c in enumerate(flat) if not _SKIPPED.match(c))
    return Squeezed(text, "".join(flat[i] for i in kept), kept)


def is_chinese(char: str) -> bool:
    """Whether a character is a Han character."""
    return "\u3400" <= char <= "\u9fff"
