"""Marked gaps (待补) of a draft: what no log can know, and who can fill it in."""

import re
from collections.abc import Sequence

_GAP = re.compile(r"【待补：[^】]*】")


def gap(what: str, who: str) -> str:
    """The mark for something that a person must write before the report can be signed."""
    return f"【待补：{what}（由{who}填写）】"


def gaps_in(text: str) -> Sequence[str]:
    """Every mark that still stands in a text, in order; a report is exported without any."""
    return _GAP.findall(text)
