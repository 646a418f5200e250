"""Where in an act or document a basis (设定依据) stands: its article, number or part."""

import re
from collections.abc import Iterable

_TITLE = re.compile(r"《([^《》]+)》")
_NUMERAL = "[零〇一二三四五六七八九十百千0-9]+"
_ARTICLE = re.compile(rf"第\s*{_NUMERAL}\s*条")
_PART = re.compile(rf"第{_NUMERAL}(?:部分|项|款|章)|[（(][一二三四五六七八九十]+[）)]")
_NUMBER = re.compile(rf"\d{{4}}[〕\]］）)年]?第?\d+号|令第?{_NUMERAL}号|[A-Z]{{2,}}[ /A-Z]*\d+")
_STATUTE = re.compile(r"(?:(?<!办)法|法典|条例)(?:（[^（）]*）)?$")


def unplaced(lines: Iterable[str]) -> tuple[str, ...]:
    """The titles that are cited without a place, in their order.

    A law or regulation (法、条例) is cited by its article; a rule, notice or plan also by its own
    number or a numbered part. A line without a 《title》 carries on the line before it, as where
    the words of the article follow; lines before the first title are not judged.
    """
    cited: list[str] = []
    for line in lines:
        if _TITLE.search(line):
            cited.append(line)
        elif cited:
            cited[-1] += "\n" + line
    return tuple(_TITLE.findall(text)[0] for text in cited if not _placed(text))


def _placed(text: str) -> bool:
    if _ARTICLE.search(text):
        return True
    title = _TITLE.findall(text)[0]
    return not _STATUTE.search(title) and bool(_PART.search(text) or _NUMBER.search(text))
