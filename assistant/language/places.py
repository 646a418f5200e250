"""Places and times in a question (地名、年份): set aside, and shown as ignored."""

import re
from collections.abc import Callable, Sequence

# Names that look like places but say what is wanted (港澳通行证).
_MATTERS = frozenset(
    [
        "香港",
        "澳门",
        "台湾",
        "中国",
        "港澳",
        "港",
        "澳",
        "台",
        "大陆",
        "内地",
        "中华",
        "外国",
        "海外",
        "全国",
        "美国",
        "英国",
        "日本",
        "韩国",
        "泰国",
        "加拿大",
    ]
)
_ANONYMOUS = re.compile(
    r"(?<![a-z0-9])[a-z]\d{0,2}(?:省|市|区|县|镇|乡|街道|村)"
    r"|(?:我们?|咱们?|俺们?)(?:这(?:里|儿|边|个?地方)|那(?:里|儿|边)|县城?(?!级)|市(?![场民])|当地)(?:里|的)?"
)
_TIME = re.compile(r"(?:19|20)\d\d年?度?(?:\d{1,2}月份?)?|最新|今年|去年|明年|目前|现在|最近")
_SUFFIX = re.compile(r"(?:省|市|区|县|镇|乡|州|街道|地区)")


def set_aside(
    key: str, cut: Callable[[str], Sequence[str]], is_place: Callable[[str], bool]
) -> tuple[str, tuple[str, ...]]:
    """The key without places and times, and what was taken out, in order."""
    ignored: list[str] = []

    def take(found: re.Match[str]) -> str:
        ignored.append(found[0])
        return " "

    key = _TIME.sub(take, _ANONYMOUS.sub(take, key))
    kept: list[str] = []
    after_place = False
    for word in cut(key):
        if after_place and _SUFFIX.fullmatch(word):
            ignored[-1] += word
            continue
        after_place = len(word) > 1 and word not in _MATTERS and is_place(word)
        if after_place:
            ignored.append(word)
        kept.append(" " if after_place else word)
    return " ".join("".join(kept).split()), tuple(ignored)
